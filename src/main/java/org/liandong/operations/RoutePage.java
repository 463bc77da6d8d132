package org.liandong.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.liandong.casework.Times;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.RoutesView.Hour;
import org.liandong.ledger.View;
import org.liandong.operations.RouteWatch.Watched;

/**
 * One route: how it stands, what it did in the last seven days, what can be done about it.
 *
 * @param in the hours of messages that came
 * @param out the hours of messages that went
 * @param held what a person wants of it: nothing, that it waits, or that only what is there goes
 */
record RoutePage(RouteLine line, Week in, Week out, Held held) {
    private static final int HOURS = 7 * 24;

    /** Whether a person holds it back. */
    enum Held {
        NO,
        PAUSED,
        DRAINING
    }

    /**
     * Seven days by the hour, laid out to be drawn 100 high.
     *
     * @param most in one hour
     */
    record Week(long most, long all, List<Bar> bars, List<Day> days) {}

    /**
     * One hour in which there was something.
     *
     * @param x which one, from the left
     * @param well height of what went well
     * @param ill height of what did not, on top of it
     */
    record Bar(int x, int well, int ill, String words) {}

    /** Where a day begins. */
    record Day(int x, String name) {}

    static RoutePage of(Watched watched, View view) {
        Instant now = watched.facts().now();
        String receiver = watched.system() == null ? "" : watched.system().receiver();
        return new RoutePage(
                RouteLine.of(watched),
                week(view, RouteHealth.in(watched.line().name()), now),
                week(view, receiver, now),
                held(watched));
    }

    private static Held held(Watched watched) {
        if (watched.facts().hold() == null) {
            return Held.NO;
        }
        return watched.facts().hold().afterId() == 0 ? Held.PAUSED : Held.DRAINING;
    }

    private static Week week(View view, String route, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
        Map<Instant, Hour> hours =
                view.routes().hours(route, first).stream().collect(Collectors.toMap(Hour::hour, Function.identity()));
        long most = hours.values().stream()
                .mapToLong(hour -> hour.well() + hour.ill())
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>();
        List<Day> days = new ArrayList<>();
        long all = 0;
        for (int x = 0; x < HOURS; x++) {
            Instant at = first.plus(Duration.ofHours(x));
            ZonedDateTime local = at.atZone(Times.ZONE);
            if (local.getHour() == 0) {
                days.add(new Day(x, "%d日".formatted(local.getDayOfMonth())));
            }
            Hour hour = hours.get(at);
            if (hour != null) {
                bars.add(bar(x, local, hour, most));
                all += hour.well() + hour.ill();
            }
        }
        return new Week(most, all, bars, days);
    }

    private static Bar bar(int x, ZonedDateTime at, Hour hour, long most) {
        int well = Math.toIntExact(Math.round(100.0 * hour.well() / most));
        int ill = Math.toIntExact(Math.round(100.0 * hour.ill() / most));
        return new Bar(
                x,
                well,
                ill,
                "%d月%d日%d时: %d条,其中%d条不成"
                        .formatted(
                                at.getMonthValue(),
                                at.getDayOfMonth(),
                                at.getHour(),
                                hour.well() + hour.ill(),
                                hour.ill()));
    }
}
