package org.liandong.cases;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The number a case keeps for life (办件编号, reference §2.4): {@code JN}, day, two-digit channel, six-digit serial and a
 * check digit by ISO 7064 MOD 11,10 over the sixteen digits before it. Starts with letters so that spreadsheets leave it
 * alone.
 */
public record CaseNumber(String value) implements Comparable<CaseNumber> {
    private static final Pattern FORM = Pattern.compile("JN\\d{17}");
    /** Stands in a canary's number where others have the channel; no channel has it. */
    public static final String CANARY = "98";

    private static final int CHANNEL_AT = 10;

    /** @throws IllegalArgumentException if the form or the check digit is wrong */
    public CaseNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("办件编号格式不符(应为JN加17位数字): " + value);
        }
        if (value.charAt(18) != checkDigit(value.substring(2, 18))) {
            throw new IllegalArgumentException("办件编号校验位不符: " + value);
        }
    }

    /** @param serial 1 to 999999, unique for the day and channel */
    public static CaseNumber of(LocalDate day, Channel channel, int serial) {
        return of(day, channel.code(), serial);
    }

    /**
     * Of a canary (探测件): a case that the hub makes itself, to see whether the way is open. It shows in the number, for life
     * and for everybody who gets to see it.
     *
     * @param serial 1 to 999999, unique for the day
     */
    public static CaseNumber ofCanary(LocalDate day, int serial) {
        return of(day, CANARY, serial);
    }

    private static CaseNumber of(LocalDate day, String channel, int serial) {
        if (serial < 1 || serial > 999_999) {
            throw new IllegalArgumentException("流水号须在1到999999之间: " + serial);
        }
        String digits = day.format(DateTimeFormatter.BASIC_ISO_DATE) + channel + "%06d".formatted(serial);
        return new CaseNumber("JN" + digits + checkDigit(digits));
    }

    /** Whether it is a canary: no citizen's matter, and in no statistic. */
    public boolean isCanary() {
        return value.startsWith(CANARY, CHANNEL_AT);
    }

    /** Whether the text is a case number whose check digit holds. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && text.charAt(18) == checkDigit(text.substring(2, 18));
    }

    /** @param index 1 to 99, in the order of assignment */
    public TaskNumber task(int index) {
        return new TaskNumber("%s-%02d".formatted(value, index));
    }

    @Override
    public int compareTo(CaseNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static char checkDigit(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length(); i++) {
            int sum = (product + digits.charAt(i) - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char) ('0' + (11 - product) % 10);
    }
}
