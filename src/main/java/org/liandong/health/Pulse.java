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

    private final String route;
    private final int[] took = new int[KEPT];
    private int tookCount;
    private @Nullable Instant wellAt;
    private @Nullable Instant illAt;
    private @Nullable String illWhy;
    private int illInARow;
    private Instant hour = Instant.EPOCH;
    private long well;
    private long ill;
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

    synchronized void recall(RoutesView.Hour now) {
        hour = now.hour();
        well = now.well();
        ill = now.ill();
    }

    synchronized void hear(Heard heard, Instant at) {
        turn(at);
        long[] more = unwritten.computeIfAbsent(hour, any -> new long[2]);
        if (heard.sort() == Heard.Sort.WELL) {
            wellAt = at;
            well++;
            more[0]++;
        } else {
            illAt = at;
            illWhy = heard.why();
            ill++;
            more[1]++;
        }
        illInARow = heard.sort() == Heard.Sort.ILL ? illInARow + 1 : 0;
        took[tookCount % KEPT] = (int) Math.min(Integer.MAX_VALUE, heard.took().toMillis());
        tookCount = tookCount == 2 * KEPT - 1 ? KEPT : tookCount + 1;
    }

    private void turn(Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.HOURS);
        if (!now.equals(hour)) {
            hour = now;
            well = 0;
            ill = 0;
        }
    }

    synchronized Reading read(Instant now) {
        turn(now);
        int known = Math.min(tookCount, KEPT);
        int[] sorted = Arrays.copyOf(took, known);
        Arrays.sort(sorted);
        return new Reading(wellAt, illAt, illWhy, illInARow, well, ill, quantile(sorted, 0.5), quantile(sorted, 0.95));
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
