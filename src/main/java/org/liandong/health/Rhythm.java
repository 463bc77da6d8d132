package org.liandong.health;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.liandong.ledger.RoutesView;

/**
 * How much a route usually carries, by hour of the week. A holiday counts as a Sunday and a weekend day that is worked as a
 * working day. Where a day of the week has been seen seldom, what the same hour of other such days carries stands in.
 * Immutable.
 */
public final class Rhythm {
    private static final int HOURS = 24;
    private static final int DAYS = 7;
    private static final int DAYS_NEEDED = 2;
    private static final Duration HOUR = Duration.ofHours(1);

    private final double[] perHour = new double[DAYS * HOURS];
    private final Week week;
    private final boolean known;

    /** What days there are. */
    public record Week(ZoneId zone, Function<LocalDate, DayOfWeek> like) {
        private int slot(Instant at) {
            ZonedDateTime local = at.atZone(zone);
            return (like.apply(local.toLocalDate()).getValue() - 1) * HOURS + local.getHour();
        }
    }

    private Rhythm(Week week, boolean known) {
        this.week = week;
        this.known = known;
    }

    /** Of a route that has not been seen for long enough. */
    static Rhythm unknown(Week week) {
        return new Rhythm(week, false);
    }

    /**
     * @param hours those in which there was something, in the order of their beginnings
     * @param until where the last whole hour ends
     */
    public static Rhythm of(List<RoutesView.Hour> hours, Instant until, Week week) {
        if (hours.isEmpty()) {
            return unknown(week);
        }
        Instant first = hours.get(0).hour();
        Rhythm rhythm = new Rhythm(
                week, !Duration.between(first, until).minusDays(DAYS_NEEDED).isNegative());
        int[] seen = new int[DAYS * HOURS];
        for (Instant at = first; at.isBefore(until); at = at.plus(HOUR)) {
            seen[week.slot(at)]++;
        }
        double[] sum = new double[DAYS * HOURS];
        for (RoutesView.Hour hour : hours) {
            if (hour.hour().isBefore(until)) {
                sum[week.slot(hour.hour())] += hour.well() + hour.ill();
            }
        }
        for (int slot = 0; slot < sum.length; slot++) {
            rhythm.perHour[slot] = (sum[slot] + ofSuchDays(slot, sum, seen)) / (seen[slot] + 1);
        }
        return rhythm;
    }

    /** What the same hour of all working days, or of all other days, carries. */
    private static double ofSuchDays(int slot, double[] sum, int[] seen) {
        double all = 0;
        int times = 0;
        for (int other = slot % HOURS; other < sum.length; other += HOURS) {
            if (isRest(other) == isRest(slot)) {
                all += sum[other];
                times += seen[other];
            }
        }
        return times == 0 ? 0 : all / times;
    }

    private static boolean isRest(int slot) {
        return slot / HOURS >= DayOfWeek.SATURDAY.getValue() - 1;
    }

    /** Whether it has been seen long enough, two days, to say anything. */
    public boolean isKnown() {
        return known;
    }

    /** How many messages there usually are from one moment to another; nought if it is not known. */
    public double usually(Instant from, Instant to) {
        double messages = 0;
        Instant at = from;
        while (known && at.isBefore(to)) {
            Instant next = at.truncatedTo(ChronoUnit.HOURS).plus(HOUR);
            Instant end = next.isBefore(to) ? next : to;
            messages += perHour[week.slot(at)] * Duration.between(at, end).toMillis() / HOUR.toMillis();
            at = end;
        }
        return messages;
    }
}
