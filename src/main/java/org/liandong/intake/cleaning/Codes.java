package org.liandong.intake.cleaning;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and codes that identify something (Q-FULLWIDTH, Q-EXCEL, reference §3.3). Thread-safe. */
public final class Codes {
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d(?:\\.\\d+)?[eE]\\+?\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private Codes() {}

    /** NFKC without blanks; null if nothing was given or a spreadsheet has destroyed it. */
    public static Cleaned<String> clean(@Nullable String raw, String field) {
        return clean(raw, field, 0);
    }

    /** @param digits the length that an all-digit code must have, to notice lost leading zeros; 0 if there is none */
    public static Cleaned<String> clean(@Nullable String raw, String field, int digits) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(null, notes);
        }
        String narrow = Width.narrow(Invisible.remove(given, field, notes), field, notes);
        String value = BLANKS.matcher(narrow).replaceAll("");
        if (SCIENTIFIC.matcher(value).matches()) {
            notes.add("Q-EXCEL", field, "科学计数法,编号已失真,拒收;请以文本格式重发");
            return Cleaned.of(null, notes);
        }
        if (value.length() < digits && DIGITS.matcher(value).matches()) {
            notes.add("Q-EXCEL", field, "应为%d位,疑似丢失前导0,保留原值".formatted(digits));
        }
        EncodingLoss.look(value, field, notes);
        return Cleaned.of(value, notes);
    }
}
