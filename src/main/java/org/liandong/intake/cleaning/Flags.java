package org.liandong.intake.cleaning;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Urgency;

/** Yes, no and how urgent, in the words senders use. Thread-safe. */
public final class Flags {
    private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y", "on", "是", "有", "需要", "要");
    private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off", "否", "无", "不需要", "不要");

    private Flags() {}

    /** True, false, or null if nothing was said or it is neither. */
    public static @Nullable Boolean parse(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String word = Width.nfkc(raw).strip().toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
    }

    /** The urgency, or null if nothing was said or the word is unknown: then the work item decides. */
    public static @Nullable Urgency urgency(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        return switch (Width.nfkc(raw).strip().toUpperCase(Locale.ROOT)) {
            case "E", "1", "01", "特急", "特别紧急", "非常紧急" -> Urgency.E;
            case "H", "2", "02", "紧急", "加急", "急" -> Urgency.H;
            case "N", "3", "03", "一般", "普通", "正常" -> Urgency.N;
            default -> null;
        };
    }
}
