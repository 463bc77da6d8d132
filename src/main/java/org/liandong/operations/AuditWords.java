package org.liandong.operations;

import java.util.Map;
import java.util.TreeMap;
import org.liandong.ledger.RepairVerb;

/** What the kinds of decisions on record are called. */
final class AuditWords {
    /** The Chinese words, by action. */
    static final Map<String, String> BY_ACTION = words();

    private AuditWords() {}

    private static Map<String, String> words() {
        Map<String, String> words = new TreeMap<>(Map.ofEntries(
                Map.entry("ACCOUNT_OPENED", "开立账号"),
                Map.entry("ACCOUNT_DISABLED", "停用账号"),
                Map.entry("ACCOUNT_ENABLED", "恢复账号"),
                Map.entry("ACCOUNT_LOCKED", "账号锁定"),
                Map.entry("PASSWORD_CHANGED", "改口令"),
                Map.entry("PASSWORD_RESET", "发一次性口令"),
                Map.entry("CONNECTOR_FORCED", "未过检验而上线"),
                Map.entry("LETTER_RESENT", "部门重发"),
                Map.entry("ROUTE_PAUSED", "暂停线路"),
                Map.entry("ROUTE_DRAINED", "排空线路"),
                Map.entry("ROUTE_RESUMED", "恢复线路"),
                Map.entry("CANARIES_SENT", "发探测件"),
                Map.entry("REPAIR_APPROVED", "同意处置"),
                Map.entry("REPAIR_PAUSED", "暂停处置"),
                Map.entry("REPAIR_RESUMED", "接着处置"),
                Map.entry("REPAIR_STOPPED", "停止处置"),
                Map.entry("MESSAGE_READ", "看报文"),
                Map.entry("MESSAGE_READ_WHOLE", "看报文,含个人信息"),
                Map.entry("PHONE_SEARCHED", "按电话查"),
                Map.entry("CASE_HELD", "留存办件"),
                Map.entry("CASE_LIFTED", "不再留存")));
        for (RepairVerb verb : RepairVerb.values()) {
            words.put("REPAIR_" + verb.name(), "处置: " + verb.chinese());
        }
        return words;
    }

    /** The action itself where nobody has a word for it, so that nothing is hidden. */
    static String of(String action) {
        return BY_ACTION.getOrDefault(action, action);
    }
}
