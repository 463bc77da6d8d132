package org.liandong.intake.cleaning;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identity numbers (GB 11643-1999, reference §2.6). A wrong one is kept and flagged Q-ID-BAD; no case is refused for it.
 * Thread-safe.
 */
public final class IdNumbers {
    private static final Pattern EIGHTEEN = Pattern.compile("[1-9]\\d{16}[0-9X]");
    private static final Pattern FIFTEEN = Pattern.compile("[1-9]\\d{14}");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    private IdNumbers() {}

    /** An identity number; {@code valid} if form, birth date and check digit hold. */
    public record IdNumber(String value, boolean valid) {
        /** Hides the number, so that it does not reach a log. */
        @Override
        public String toString() {
            return Masks.idNo(value);
        }
    }

    public static Cleaned<IdNumber> clean(@Nullable String raw, String field) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(null, notes);
        }
        String value = Width.narrow(Invisible.remove(given, field, notes), field, notes)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT);
        if (value.matches("\\d(?:\\.\\d+)?E\\+?\\d+")) {
            notes.add("Q-EXCEL", field, "科学计数法,号码已失真,拒收;请以文本格式重发");
            return Cleaned.of(null, notes);
        }
        boolean valid = isValid(value);
        if (!valid) {
            notes.add("Q-ID-BAD", field, "证件号校验不通过,保留原值");
        }
        return Cleaned.of(new IdNumber(value, valid), notes);
    }

    /** Whether form, birth date and (of eighteen) check digit by ISO 7064 MOD 11-2 hold. */
    public static boolean isValid(String value) {
        if (FIFTEEN.matcher(value).matches()) {
            return isDate("19" + value.substring(6, 12));
        }
        if (!EIGHTEEN.matcher(value).matches() || !isDate(value.substring(6, 14))) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (value.charAt(i) - '0');
        }
        return CHECK.charAt(sum % 11) == value.charAt(17);
    }

    private static boolean isDate(String digits) {
        try {
            LocalDate birth = LocalDate.of(
                    Integer.parseInt(digits.substring(0, 4)),
                    Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6)));
            return birth.getYear() >= 1850;
        } catch (DateTimeException notADate) {
            return false;
        }
    }
}
