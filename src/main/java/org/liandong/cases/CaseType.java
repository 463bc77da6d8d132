package org.liandong.cases;

import java.util.Arrays;

/** What kind of matter it is (code list TY, reference §4.1). */
public enum CaseType {
    CONSULTATION("咨询"),
    HELP("求助"),
    COMPLAINT("投诉"),
    TIP_OFF("举报"),
    SUGGESTION("建议"),
    PRAISE("表扬"),
    EVENT("事件"),
    FACILITY("部件"),
    HAZARD("隐患"),
    DISPUTE("纠纷"),
    COLLECTION("采集"),
    SERVICE("服务"),
    AFFAIR("事务");

    private final String chinese;

    CaseType(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    /** @throws IllegalArgumentException if no kind has this Chinese name */
    public static CaseType ofChinese(String name) {
        return Arrays.stream(values())
                .filter(type -> type.chinese.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("未知诉求类型: " + name));
    }
}
