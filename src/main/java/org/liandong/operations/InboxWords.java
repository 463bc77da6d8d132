package org.liandong.operations;

import java.util.Map;

/** What an inbox says after a report was taken. */
final class InboxWords {
    private static final Map<String, String> DONE = Map.of(
            "sign", "已签收",
            "contact", "已登记首次联系",
            "progress", "已登记办理过程",
            "done", "已登记办理结果",
            "return", "已申请退单,等审核",
            "extension", "已申请延期,等审核",
            "suspension", "已申请挂账,等审核");

    private InboxWords() {}

    /** Empty for what was not reported. */
    static String done(String kind) {
        return DONE.getOrDefault(kind, "");
    }
}
