package org.liandong.hub;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.liandong.casework.Flow;
import org.liandong.health.Heard;
import org.liandong.ledger.Canary;
import org.liandong.ledger.Ledger;
import org.liandong.operations.RouteWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the hub tells a monitoring system, beside what the Java machine tells of itself. Says nothing about cases or people. */
final class Meters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Ledger ledger;
    private final RouteWatch routes;
    private final MultiGauge trouble;
    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final MultiGauge stuck;
    private final MultiGauge cut;
    private final MultiGauge held;
    private final MultiGauge cases;
    private final MultiGauge canary;
    private final MultiGauge lost;
    private final AtomicLong alarms = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "meters");
        thread.setDaemon(true);
        return thread;
    });

    Meters(MeterRegistry registry, Ledger ledger, RouteWatch routes) {
        this.ledger = ledger;
        this.routes = routes;
        trouble = gauge(registry, "liandong.route.trouble", "1 if somebody should look at the route, and why");
        waiting = gauge(registry, "liandong.route.waiting", "letters to the system that are not settled");
        oldest = gauge(registry, "liandong.route.oldest.seconds", "how long the oldest of them has waited");
        stuck = gauge(registry, "liandong.route.stuck", "letters that wait for a person");
        cut = gauge(registry, "liandong.route.cut", "1 if the circuit breaker is open");
        held = gauge(registry, "liandong.route.held", "1 if a person holds the route back");
        cases = gauge(registry, "liandong.cases", "cases that have come so far, by stretch, since the ledger began");
        canary = gauge(registry, "liandong.canary.seconds", "how long the last canary that came back took");
        lost = gauge(registry, "liandong.canary.lost", "1 if the last canary did not come back");
        Gauge.builder("liandong.alarms.open", alarms, AtomicLong::get)
                .description("alarms that are open")
                .register(registry);
        Gauge.builder("liandong.ledger.queue", ledger, Ledger::waiting)
                .description("units of work that wait for the ledger's writer")
                .register(registry);
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String words) {
        return MultiGauge.builder(name).description(words).register(registry);
    }

    /** Counts and times every message, by route and by what came of it. */
    static BiConsumer<String, Heard> counting(MeterRegistry registry) {
        return (route, heard) -> {
            if (heard.isOfCanary()) {
                return;
            }
            if (OverdueWatcher.counts(route)) {
                registry.counter("liandong.overdue", "department", OverdueWatcher.department(route))
                        .increment();
                return;
            }
            registry.timer(
                            "liandong.messages",
                            "route",
                            route,
                            "outcome",
                            heard.sort().name().toLowerCase(Locale.ROOT))
                    .record(heard.took());
        };
    }

    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::refresh, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        try {
            List<RouteWatch.State> states = routes.states();
            trouble.register(
                    states.stream()
                            .map(state -> Row.of(
                                    Tags.of(
                                            "route",
                                            state.route(),
                                            "kind",
                                            state.kind().name()),
                                    state.kind().isTrouble() ? 1 : 0))
                            .toList(),
                    true);
            each(waiting, states, RouteWatch.State::waiting);
            each(oldest, states, state -> state.oldest().toMillis() / 1000.0);
            each(stuck, states, RouteWatch.State::stuck);
            each(cut, states, state -> state.isCut() ? 1 : 0);
            each(held, states, state -> state.isHeld() ? 1 : 0);
            ledger.read(view -> {
                List<Canary> canaries = view.canaries().lastEndedOfEachWay();
                canary.register(
                        canaries.stream()
                                .filter(one -> !one.isLost())
                                .map(one -> Row.of(way(one), one.took().toMillis() / 1000.0))
                                .toList(),
                        true);
                lost.register(
                        canaries.stream()
                                .map(one -> Row.of(way(one), one.isLost() ? 1 : 0))
                                .toList(),
                        true);
                alarms.set(view.alarms().openCount());
                cases.register(
                        List.of(Flow.values()).stream()
                                .map(flow -> Row.of(
                                        Tags.of("stretch", flow.name().toLowerCase(Locale.ROOT)),
                                        view.tallies().value(flow.tally())))
                                .toList(),
                        true);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.debug("监控数字这一轮没有取到", e);
        }
    }

    private static Tags way(Canary canary) {
        return Tags.of("channel", canary.channel(), "department", canary.department());
    }

    private static void each(
            MultiGauge gauge, List<RouteWatch.State> states, ToDoubleFunction<RouteWatch.State> number) {
        gauge.register(
                states.stream()
                        .map(state -> Row.of(Tags.of("route", state.route()), number.applyAsDouble(state)))
                        .toList(),
                true);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
