package org.liandong.intake.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Telephone numbers (Q-PHONE-PREFIX0, Q-PHONE-BAD, reference §2.6, §3.3). Thread-safe. */
public final class Phones {
    /**
     * No area code begins with 013 to 019, so that 0 is a prefix; the golden order of §3.7 drops it although a digit of the
     * number behind it is missing.
     */
    private static final Pattern NUMBER =
            Pattern.compile("(?<!\\d)(?:(?:\\+|00)?86)?(?:(?<prefixed>01[3-9]\\d{8,9})|(?<mobile>1[3-9]\\d{9})"
                    + "|(?<landline>0(?:10|2\\d|[3-9]\\d{2})[2-8]\\d{6,7})|(?<local>[2-8]\\d{7})|(?<service>[48]00\\d{7}))"
                    + "(?:(?:转|分机|ext\\.?|x|\\*|#)(?<extension>\\d{1,6}))?(?!\\d)");

    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\s()\\-.]+(?=\\d)|[\\s()]");
    private static final Pattern DASHED_EXTENSION = Pattern.compile("(?<=\\d{7})-(\\d{1,4})$");
    private static final Pattern SEVERAL = Pattern.compile("[/、,;|\\n]|或|和");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(?:\\.\\d+)?[eE]\\+?\\d+");
    private static final Pattern LOST_ZERO = Pattern.compile("2\\d[2-8]\\d{7}");
    private static final Set<String> PLACEHOLDERS =
            Set.of("13800000000", "13800138000", "13900000000", "13000000000", "12345678901", "12345678");
    private static final Pattern ONE_DIGIT = Pattern.compile("(\\d)\\1{6,}");

    private Phones() {}

    /** A number to call: digits with area code and without prefix. */
    public record PhoneNumber(String number, @Nullable String extension) {
        /** Hides the number, so that it does not reach a log. */
        @Override
        public String toString() {
            return Masks.phone(number);
        }
    }

    /** What was in a telephone field: numbers in the order given, and the field as it came. */
    public record PhoneNumbers(List<PhoneNumber> numbers, String original) {
        public PhoneNumbers {
            numbers = List.copyOf(numbers);
        }

        public @Nullable PhoneNumber first() {
            return numbers.isEmpty() ? null : numbers.get(0);
        }

        /** Hides the numbers, so that they do not reach a log. */
        @Override
        public String toString() {
            return numbers.toString();
        }
    }

    /** The value is null only if nothing was given; a field that holds no number keeps its original. */
    public static Cleaned<PhoneNumbers> clean(@Nullable String raw, String field) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (raw == null || given == null) {
            return Cleaned.of(null, notes);
        }
        String value = Width.narrow(Invisible.remove(given, field, notes), field, notes)
                .strip();
        if (SCIENTIFIC.matcher(value).matches()) {
            notes.add("Q-EXCEL", field, "科学计数法,号码已失真,拒收;请以文本格式重发");
            return Cleaned.of(new PhoneNumbers(List.of(), raw), notes);
        }
        List<PhoneNumber> numbers = new ArrayList<>();
        String[] parts = SEVERAL.split(value, -1);
        boolean rest = parts.length > 1;
        boolean placeholder = false;
        for (String part : parts) {
            String extended = DASHED_EXTENSION.matcher(part.strip()).replaceFirst("转$1");
            String compact = BETWEEN_DIGITS.matcher(extended).replaceAll("");
            if (PLACEHOLDERS.contains(compact) || ONE_DIGIT.matcher(compact).matches()) {
                placeholder = true;
                continue;
            }
            // "199 0000 0002" is one number, "19900000002 19900000003" are two.
            boolean whole = NUMBER.matcher(compact).find();
            for (String piece : whole ? new String[] {compact} : part.split("\\s+", -1)) {
                Matcher match = NUMBER.matcher(piece);
                while (match.find()) {
                    numbers.add(number(match, field, notes));
                    rest |= !match.group().equals(compact);
                }
            }
            if (LOST_ZERO.matcher(compact).matches()) {
                notes.add("Q-EXCEL", field, "疑似丢失前导0,保留原值");
            }
        }
        if (placeholder) {
            notes.add("Q-NULLISH", field, "占位号码,置空");
            if (numbers.isEmpty()) {
                return Cleaned.of(null, notes);
            }
        }
        if (numbers.isEmpty()) {
            notes.add("Q-PHONE-BAD", field, "不是有效号码,保留原值");
        } else if (rest) {
            notes.add("Q-PHONE-BAD", field, "拆出%d个号码,保留原值".formatted(numbers.size()));
        }
        return Cleaned.of(new PhoneNumbers(numbers, raw), notes);
    }

    private static PhoneNumber number(Matcher match, String field, Notes notes) {
        String extension = match.group("extension");
        String prefixed = match.group("prefixed");
        if (prefixed != null) {
            notes.add("Q-PHONE-PREFIX0", field, "去前导0");
            return new PhoneNumber(prefixed.substring(1), extension);
        }
        for (String kind : List.of("mobile", "landline", "local")) {
            String number = match.group(kind);
            if (number != null) {
                return new PhoneNumber(number, extension);
            }
        }
        return new PhoneNumber(match.group("service"), extension);
    }
}
