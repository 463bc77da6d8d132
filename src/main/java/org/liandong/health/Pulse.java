package org.liandong.health;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.RoutesView;

/** What one route has done lately. Safe for any thread. */
final class Pulse {
    private static final int KEPT = 256;
    private static final int MINUTES = 60;
    private static final int SECONDS = 60;
    private static final int LAST_TEN = (1 << 10) - 1;
    private static final int LAST_TWO = 3;

    private final String route;
    private final int[] took = new int[KEPT];
    private int tookCount;
    private @Nullable Instant wellAt;
    private @Nullable Instant illAt;
    private @Nullable String illWhy;
    private int illInARow;
    private int badInARow;
    /** One bit for each of the last ten, the latest lowest: set if it did not get through. */
    private int lately;

    private final int[] well = new int[MINUTES];
    private final int[] ill = new int[MINUTES];
    private long minute;
    private final Map<Instant, long[]> unwritten = new HashMap<>();

    Pulse(String route) {
        this.route = route;
    }

    /** What the ledger still knows. */
    synchronized void recall(RoutesView.Last last) {
        wellAt = last.wellAt();
        illAt = last.illAt();
        illWhy = last.illWhy();
    }

    synchronized void hear(Heard heard, Instant at) {
        turn(at);
        int now = (int) (minute % MINUTES);
        long[] more = unwritten.computeIfAbsent(at.truncatedTo(ChronoUnit.HOURS), any -> new long[2]);
        if (heard.sort() == Heard.Sort.WELL) {
            wellAt = at;
            well[now]++;
            more[0]++;
        } else {
            illAt = at;
            illWhy = heard.why();
            ill[now]++;
            more[1]++;
        }
        badInARow = heard.sort() == Heard.Sort.WELL ? 0 : badInARow + 1;
        illInARow = heard.sort() == Heard.Sort.ILL ? illInARow + 1 : 0;
        lately = (lately << 1 | (heard.sort() == Heard.Sort.ILL ? 1 : 0)) & LAST_TEN;
        took[tookCount % KEPT] = (int) Math.min(Integer.MAX_VALUE, heard.took().toMillis());
        tookCount = tookCount == 2 * KEPT - 1 ? KEPT : tookCount + 1;
    }

    /** Forgets the minutes that are more than an hour ago. */
    private void turn(Instant at) {
        long now = at.getEpochSecond() / SECONDS;
        long passed = Math.min(MINUTES, Math.abs(now - minute));
        for (long gone = 1; gone <= passed; gone++) {
            int place = (int) ((now - passed + gone) % MINUTES);
            well[place] = 0;
            ill[place] = 0;
        }
        minute = now;
    }

    synchronized Reading read(Instant now) {
        turn(now);
        int known = Math.min(tookCount, KEPT);
        int[] sorted = Arrays.copyOf(took, known);
        Arrays.sort(sorted);
        return new Reading(
                wellAt,
                illAt,
                illWhy,
                illInARow,
                badInARow,
                (lately & LAST_TWO) == 0 ? 0 : Integer.bitCount(lately),
                sum(well),
                sum(ill),
                quantile(sorted, 0.5),
                quantile(sorted, 0.95));
    }

    private static long sum(int[] minutes) {
        return Arrays.stream(minutes).asLongStream().sum();
    }

    private static @Nullable Duration quantile(int[] sorted, double share) {
        return sorted.length == 0 ? null : Duration.ofMillis(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }

    /** What is to be written down, once. */
    synchronized List<RoutesView.Hour> takeUnwritten() {
        List<RoutesView.Hour> hours = new ArrayList<>();
        unwritten.forEach((from, more) -> hours.add(new RoutesView.Hour(route, from, more[0], more[1])));
        unwritten.clear();
        return hours;
    }

    /** It could not be written down: later, then. */
    synchronized void putBack(List<RoutesView.Hour> hours) {
        for (RoutesView.Hour one : hours) {
            long[] more = unwritten.computeIfAbsent(one.hour(), any -> new long[2]);
            more[0] += one.well();
            more[1] += one.ill();
        }
    }

    synchronized RoutesView.Last last() {
        return new RoutesView.Last(route, wellAt, illAt, illWhy);
    }
}
