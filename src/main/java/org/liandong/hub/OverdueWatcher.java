package org.liandong.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liandong.alarms.Trouble;
import org.liandong.alarms.Watcher;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.health.Heard;
import org.liandong.health.Rhythm;
import org.liandong.health.RouteHealth;

/**
 * Watches how many of a department's tasks reach their time undone. One is the department's affair; a wave of them, against what
 * is usual at that hour of the week, has a reason that somebody should look for.
 */
final class OverdueWatcher implements Watcher {
    private static final String COUNTED = "overdue.";
    private static final Duration WITHIN = Duration.ofHours(1);
    /** Fewer than this are no wave, however few are usual. */
    private static final int LEAST = 10;

    private static final int LEAST_OF_THE_UNKNOWN = 20;
    private static final double TIMES_THE_USUAL = 3;

    private final RouteHealth health;
    private final LiveConnectors connectors;
    private final Clock clock;

    OverdueWatcher(RouteHealth health, LiveConnectors connectors, Clock clock) {
        this.health = health;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** A task of the department has reached its time. */
    static void count(RouteHealth health, String department) {
        health.hear(COUNTED + department, new Heard(Heard.Sort.WELL, null, Duration.ZERO));
    }

    /** Whether a route of that name is no route, but counts such tasks. */
    static boolean counts(String route) {
        return route.startsWith(COUNTED);
    }

    static String department(String route) {
        return route.substring(COUNTED.length());
    }

    @Override
    public List<Trouble> look() {
        Map<String, String> titles = new LinkedHashMap<>();
        connectors.all().forEach(connector -> {
            if (connector instanceof DepartmentConnector department) {
                titles.putIfAbsent(department.department(), department.title());
            }
        });
        Instant now = clock.instant();
        return titles.entrySet().stream()
                .flatMap(one -> wave(one.getKey(), one.getValue(), now).stream())
                .toList();
    }

    private Optional<Trouble> wave(String department, String title, Instant now) {
        long count = health.read(COUNTED + department).well();
        Rhythm rhythm = health.rhythm(COUNTED + department);
        double usual = rhythm.usually(now.minus(WITHIN), now);
        double wave = rhythm.isKnown() ? Math.max(LEAST, usual * TIMES_THE_USUAL) : LEAST_OF_THE_UNKNOWN;
        return count < wave
                ? Optional.empty()
                : Optional.of(new Trouble(
                        "overdue/" + department,
                        title,
                        "OVERDUE",
                        "一小时内有%d件到期没有办结%s".formatted(count, rhythm.isKnown() ? ",平时约%.0f件".formatted(usual) : "")));
    }
}
