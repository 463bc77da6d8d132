package org.liandong.health;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.liandong.ledger.RoutesView;

/**
 * How much a route usually carries, by hour of the week: the middle of what the last weeks saw. A holiday counts as a Sunday and a weekend day that is worked as a
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
        Map<Instant, Long> messages = new HashMap<>();
        hours.forEach(hour -> messages.put(hour.hour(), hour.well() + hour.ill()));
        List<List<Long>> seen = new ArrayList<>();
        for (int slot = 0; slot < DAYS * HOURS; slot++) {
            seen.add(new ArrayList<>());
        }
        for (Instant at = first; at.isBefore(until); at = at.plus(HOUR)) {
            seen.get(week.slot(at)).add(messages.getOrDefault(at, 0L));
        }
        for (int slot = 0; slot < DAYS * HOURS; slot++) {
            List<Double> all = new ArrayList<>(List.of(middle(ofSuchDays(slot, seen))));
            seen.get(slot).forEach(one -> all.add((double) one));
            rhythm.perHour[slot] = middle(all);
        }
        return rhythm;
    }

    /** What the same hour of all working days, or of all other days, carried. */
    private static List<Double> ofSuchDays(int slot, List<List<Long>> seen) {
        List<Double> all = new ArrayList<>();
        for (int other = slot % HOURS; other < seen.size(); other += HOURS) {
            if (isRest(other) == isRest(slot)) {
                seen.get(other).forEach(one -> all.add((double) one));
            }
        }
        return all;
    }

    /** Not the mean: one storm must not make every later day look silent. */
    private static double middle(List<Double> numbers) {
        if (numbers.isEmpty()) {
            return 0;
        }
        List<Double> sorted = numbers.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
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
