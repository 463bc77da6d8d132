package org.liandong.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RoutesView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what every route does and knows what it usually does. Counting costs the message nothing: it happens in memory and is
 * written down every few seconds, so that a hub that dies forgets a few counts and nothing else. Safe for any thread.
 */
public final class RouteHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteHealth.class);
    private static final String IN = "in.";
    private static final Duration WRITING = Duration.ofSeconds(10);
    /** Long enough to know the days of the week, short enough to follow the seasons. */
    private static final Duration REMEMBERED = Duration.ofDays(42);

    private final Ledger ledger;
    private final Rhythm.Week week;
    private final BiConsumer<String, Heard> also;
    private final Clock clock;
    private final Instant watchingSince;
    private final Map<String, Pulse> pulses = new ConcurrentHashMap<>();
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "route-health"));
    private volatile Map<String, Rhythm> rhythms = Map.of();
    private volatile Instant rhythmsOf = Instant.EPOCH;
    private volatile boolean behind;

    /** @param also hears the same, in the thread of the message */
    public RouteHealth(Ledger ledger, Rhythm.Week week, BiConsumer<String, Heard> also, Clock clock) {
        this.also = also;
        this.ledger = ledger;
        this.week = week;
        this.clock = clock;
        this.watchingSince = clock.instant();
    }

    /** The route by which the messages of a connector's system come in; letters go out by the route of their queue. */
    public static String in(String connector) {
        return IN + connector;
    }

    /** Whether messages come in by it. */
    public static boolean isIn(String route) {
        return route.startsWith(IN);
    }

    /** Recalls what the ledger knows and begins to write down. */
    public void start() {
        ledger.read(view -> view.routes().lasts())
                .forEach(last -> pulse(last.route()).recall(last));
        learn();
        ScheduledFuture<?> unused = keeper.scheduleWithFixedDelay(
                this::keep, WRITING.toMillis(), WRITING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What a canary does is not what the route usually does, and counts for nothing here. */
    public void hear(String route, Heard heard) {
        if (!heard.isOfCanary()) {
            pulse(route).hear(heard, clock.instant());
            unwritten.add(route);
        }
        also.accept(route, heard);
    }

    public Reading read(String route) {
        Pulse pulse = pulses.get(route);
        return pulse == null ? Reading.NOTHING : pulse.read(clock.instant());
    }

    public Rhythm rhythm(String route) {
        return rhythms.getOrDefault(route, Rhythm.unknown(week));
    }

    /** Since when this hub hears anything at all. */
    public Instant watchingSince() {
        return watchingSince;
    }

    private Pulse pulse(String route) {
        return pulses.computeIfAbsent(route, Pulse::new);
    }

    private Instant hour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    /** Writes down what has been heard and, once an hour, learns anew what is usual. Happens by itself after the start. */
    public void keep() {
        try {
            write();
            if (!rhythmsOf.equals(hour())) {
                learn();
            }
            behind = false;
        } catch (RuntimeException e) {
            if (!behind) {
                LOG.warn("线路的计数暂时记不下来,稍后再记: {}", e.getMessage());
            }
            behind = true;
        }
    }

    private void learn() {
        Instant hour = hour();
        Map<String, List<RoutesView.Hour>> hours =
                ledger.read(view -> view.routes().hours(hour.minus(REMEMBERED))).stream()
                        .collect(
                                Collectors.groupingBy(RoutesView.Hour::route, LinkedHashMap::new, Collectors.toList()));
        Map<String, Rhythm> learnt = new LinkedHashMap<>();
        hours.forEach((route, of) -> learnt.put(route, Rhythm.of(of, hour, week)));
        rhythms = Map.copyOf(learnt);
        rhythmsOf = hour;
    }

    /** Writes down what has been heard since the last time. */
    void write() {
        List<String> routes = List.copyOf(unwritten);
        if (routes.isEmpty()) {
            return;
        }
        routes.forEach(unwritten::remove);
        Map<Pulse, List<RoutesView.Hour>> taken = new LinkedHashMap<>();
        List<RoutesView.Last> lasts = new ArrayList<>();
        for (String route : routes) {
            Pulse pulse = pulse(route);
            taken.put(pulse, pulse.takeUnwritten());
            lasts.add(pulse.last());
        }
        try {
            ledger.write(entry -> {
                        taken.values().forEach(hours -> hours.forEach(entry.routes()::count));
                        lasts.forEach(entry.routes()::remember);
                        return true;
                    })
                    .join();
        } catch (CompletionException | IllegalStateException e) {
            taken.forEach(Pulse::putBack);
            unwritten.addAll(routes);
            throw e;
        }
    }

    @Override
    public void close() {
        keeper.shutdown();
        try {
            if (keeper.awaitTermination(WRITING.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("线路最后几秒的计数没有记下来: {}", e.getMessage());
        }
    }
}
