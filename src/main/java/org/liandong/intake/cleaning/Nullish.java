package org.liandong.intake.cleaning;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Words that say nothing (Q-NULLISH, reference §3.3). An empty value is simply absent and not worth a note. */
final class Nullish {
    private static final Set<String> WORDS = Set.of(
            "无",
            "暂无",
            "没有",
            "空",
            "不详",
            "未知",
            "未填",
            "未填写",
            "未提供",
            "不清楚",
            "null",
            "(null)",
            "<null>",
            "none",
            "nil",
            "undefined",
            "n/a",
            "na",
            "-",
            "--",
            "---",
            "—",
            "——",
            "/",
            "\\",
            "0",
            ".",
            "..");

    private Nullish() {}

    /** @return the value without surrounding blanks, or null if it is empty or says nothing */
    static @Nullable String drop(@Nullable String raw, String field, Notes notes) {
        if (raw == null) {
            return null;
        }
        String value = Width.nfkc(raw).strip();
        if (value.isEmpty()) {
            return null;
        }
        String word = value.endsWith("。") ? value.substring(0, value.length() - 1) : value;
        if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
            notes.add("Q-NULLISH", field, "置空");
            return null;
        }
        return raw.strip();
    }
}
