package org.liandong.cases;

import java.util.Arrays;

/** Where a case came from (code list CH, reference §4.2). */
public enum Channel {
    HOTLINE("01", "12345", "12345热线"),
    PANANJ("02", "PANANJ", "平安南京"),
    GRID("03", "GRID", "网格终端"),
    APP("04", "APP", "公众版APP"),
    GOVERNANCE("05", "GOVERNANCE", "区综合治理平台"),
    ENFORCEMENT("06", "ENFORCEMENT", "综合执法平台"),
    LEADER("07", "LEADER", "领导交办"),
    MEDIA("08", "MEDIA", "媒体/网络"),
    INSPECTION("09", "INSPECTION", "督查"),
    BACKFILL("99", "BACKFILL", "补录");

    private final String code;
    private final String published;
    private final String chinese;

    Channel(String code, String published, String chinese) {
        this.code = code;
        this.published = published;
        this.chinese = chinese;
    }

    /** The two digits in a case number. */
    public String code() {
        return code;
    }

    /** The name in {@code jn.case/1.0}. */
    public String published() {
        return published;
    }

    public String chinese() {
        return chinese;
    }

    /** @throws IllegalArgumentException if no channel has this published name */
    public static Channel ofPublished(String name) {
        return Arrays.stream(values())
                .filter(channel -> channel.published.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("未知渠道: " + name));
    }
}
