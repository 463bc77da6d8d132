package org.liandong.deadlines;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.cases.Urgency;

/**
 * How long (时限): an amount and its unit. Hours may be fractions ({@code 0.5 EH}); working days are whole.
 *
 * @param amount greater than zero
 */
public record Limit(BigDecimal amount, LimitUnit unit) {
    private static final Pattern MINUTES = Pattern.compile("(\\d+)min");
    private static final Pattern WITH_UNIT = Pattern.compile("([\\d.]+)(EH|WH|WD)");
    private static final BigDecimal MINUTES_AN_HOUR = BigDecimal.valueOf(60);
    private static final BigDecimal MILLIS_AN_HOUR = BigDecimal.valueOf(3_600_000);
    private static final BigDecimal SHORTEST_REDO = BigDecimal.valueOf(4);

    /** @throws IllegalArgumentException if the amount is not positive or a fraction of a working day */
    public Limit {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("时限须大于0: " + amount.toPlainString());
        }
        if (unit == LimitUnit.WD && amount.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException("工作日须为整数: " + amount.toPlainString() + ",不足一日请用工作时WH");
        }
    }

    public static Limit of(long amount, LimitUnit unit) {
        return new Limit(BigDecimal.valueOf(amount), unit);
    }

    /**
     * Reads an amount as the district's tables write it: a decimal number, or {@code 10min} for minutes of an hour unit.
     *
     * @throws IllegalArgumentException if it is neither, or not positive
     */
    public static Limit of(String amount, LimitUnit unit) {
        Matcher minutes = MINUTES.matcher(amount);
        if (minutes.matches()) {
            if (unit == LimitUnit.WD) {
                throw new IllegalArgumentException("工作日不能写成分钟: " + amount);
            }
            return new Limit(new BigDecimal(minutes.group(1)).divide(MINUTES_AN_HOUR, 9, RoundingMode.HALF_UP), unit);
        }
        try {
            return new Limit(new BigDecimal(amount), unit);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("时限应为数字或如10min的分钟数: " + amount, notANumber);
        }
    }

    /** Reads amount and unit written together, for example {@code 4WH}. */
    public static Limit parse(String text) {
        Matcher matcher = WITH_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("时限应写作数字加EH、WH或WD,如4WH: " + text);
        }
        return of(matcher.group(1), LimitUnit.valueOf(matcher.group(2)));
    }

    /**
     * The limit of a redo (重办, reference §2.3): half of this one, at least four hours where it counts hours; unchanged
     * for an urgent case (特急). A single working day becomes four working hours; an odd number of days is rounded up.
     */
    public Limit forRedo(Urgency urgency) {
        if (urgency == Urgency.E) {
            return this;
        }
        if (unit == LimitUnit.WD) {
            return amount.compareTo(BigDecimal.ONE) == 0
                    ? new Limit(SHORTEST_REDO, LimitUnit.WH)
                    : new Limit(amount.divide(BigDecimal.valueOf(2), 0, RoundingMode.CEILING), unit);
        }
        return new Limit(amount.divide(BigDecimal.valueOf(2)).max(SHORTEST_REDO), unit);
    }

    /** Whole days of a limit in working days. */
    int days() {
        return amount.intValueExact();
    }

    /** Milliseconds of a limit in hours, rounded to the second. */
    long millis() {
        return amount.multiply(MILLIS_AN_HOUR)
                        .divide(BigDecimal.valueOf(1000), 0, RoundingMode.HALF_UP)
                        .longValueExact()
                * 1000;
    }

    @Override
    public String toString() {
        return amount.stripTrailingZeros().toPlainString() + unit.chinese();
    }
}
