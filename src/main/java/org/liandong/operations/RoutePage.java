package org.liandong.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liandong.casework.Times;
import org.liandong.health.Rhythm;
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
    private static final Duration HOUR = Duration.ofHours(1);

    /** Whether a person holds it back. */
    enum Held {
        NO,
        PAUSED,
        DRAINING
    }

    /**
     * Seven days by the hour, the numbers of each hour in the order of time, as a chart reads them.
     *
     * @param from the first hour's beginning, in seconds since 1970
     * @param well messages that went well
     * @param ill messages that did not
     * @param usual what such an hour usually carries; empty if that is not known
     * @param most messages in one hour
     */
    record Week(long from, String well, String ill, String usual, long most, long all, List<Day> days) {}

    /** @param usual what such a day usually carries, or — */
    record Day(String name, long all, long ill, String usual) {}

    static RoutePage of(Watched watched, View view) {
        Instant now = watched.facts().now();
        String receiver = watched.system() == null ? "" : watched.system().receiver();
        return new RoutePage(
                RouteLine.of(watched),
                week(
                        view,
                        RouteHealth.in(watched.line().name()),
                        Optional.of(watched.facts().rhythm()).filter(Rhythm::isKnown),
                        now),
                // what goes out has no rhythm of its own: it follows what comes in
                week(view, receiver, Optional.empty(), now),
                held(watched));
    }

    private static Held held(Watched watched) {
        if (watched.facts().hold() == null) {
            return Held.NO;
        }
        return watched.facts().hold().afterId() == 0 ? Held.PAUSED : Held.DRAINING;
    }

    private static Week week(View view, String route, Optional<Rhythm> rhythm, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
        Map<Instant, Hour> known =
                view.routes().hours(route, first).stream().collect(Collectors.toMap(Hour::hour, Function.identity()));
        List<Hour> hours = Stream.iterate(first, hour -> hour.plus(HOUR))
                .limit(HOURS)
                .map(hour -> known.getOrDefault(hour, new Hour(route, hour, 0, 0)))
                .toList();
        return new Week(
                first.getEpochSecond(),
                numbers(hours, hour -> Long.toString(hour.well())),
                numbers(hours, hour -> Long.toString(hour.ill())),
                rhythm.map(usual -> numbers(hours, hour -> "%.1f".formatted(usually(usual, hour))))
                        .orElse(""),
                hours.stream().mapToLong(RoutePage::all).max().orElse(0),
                hours.stream().mapToLong(RoutePage::all).sum(),
                days(hours, rhythm));
    }

    private static List<Day> days(List<Hour> hours, Optional<Rhythm> rhythm) {
        Map<LocalDate, List<Hour>> byDay = hours.stream()
                .collect(Collectors.groupingBy(
                        hour -> hour.hour().atZone(Times.ZONE).toLocalDate(), TreeMap::new, Collectors.toList()));
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, of) -> days.add(new Day(
                "%d月%d日".formatted(day.getMonthValue(), day.getDayOfMonth()),
                of.stream().mapToLong(RoutePage::all).sum(),
                of.stream().mapToLong(Hour::ill).sum(),
                rhythm.map(usual -> Long.toString(Math.round(of.stream()
                                .mapToDouble(hour -> usually(usual, hour))
                                .sum())))
                        .orElse("—"))));
        return days;
    }

    private static String numbers(List<Hour> hours, Function<Hour, String> number) {
        return hours.stream().map(number).collect(Collectors.joining(","));
    }

    private static double usually(Rhythm rhythm, Hour hour) {
        return rhythm.usually(hour.hour(), hour.hour().plus(HOUR));
    }

    private static long all(Hour hour) {
        return hour.well() + hour.ill();
    }
}
