package org.liandong.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.DeliveriesView;
import org.liandong.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which receivers' routes are at work. A route keeps a thread for each letter that may be under way at once, so a receiver for
 * whom nothing waits has none running: it is called when a letter goes to its queue, and goes off duty when nothing has
 * waited for a while. Safe for any thread.
 */
public final class Duty implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Duty.class);
    /** Ending a route takes a second, during which nobody else is called. */
    private static final int AT_ONCE = 3;

    private final Ledger ledger;
    private final Duration rounds;
    private final Set<String> called = ConcurrentHashMap.newKeySet();
    private final Set<String> idle = new HashSet<>();
    private final ScheduledExecutorService switches =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "duty"));
    private volatile @Nullable CamelContext camel;

    /** @param rounds how often it is looked who has nothing to do; twice in a row, and the route ends */
    public Duty(Ledger ledger, Duration rounds) {
        this.ledger = ledger;
        this.rounds = rounds;
    }

    /** The routes are there: those with letters begin. */
    public void open(CamelContext context) {
        camel = context;
        waiting().forEach(this::call);
        ScheduledFuture<?> unused = switches.scheduleWithFixedDelay(
                this::round, rounds.toMillis(), rounds.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The receiver's route has just been set up, perhaps anew. */
    public void setUp(String receiver) {
        called.remove(receiver);
        if (camel != null && waiting().contains(receiver)) {
            call(receiver);
        }
    }

    /** A letter goes to the receiver. Returns at once. */
    public void call(String receiver) {
        if (camel != null && called.add(receiver)) {
            try {
                switches.execute(() -> start(receiver));
            } catch (RejectedExecutionException e) {
                LOG.debug("枢纽已停止,{}不再投递", receiver);
            }
        }
    }

    private Set<String> waiting() {
        return ledger.read(view -> view.deliveries().backlog()).stream()
                .map(DeliveriesView.Backlog::receiver)
                .collect(Collectors.toSet());
    }

    private void start(String receiver) {
        CamelContext context = camel;
        try {
            if (context != null && context.getRouteController().getRouteStatus(receiver) == ServiceStatus.Stopped) {
                context.getRouteController().startRoute(receiver);
            }
        } catch (Exception e) {
            called.remove(receiver);
            LOG.error("{}的投递路线启动不了,稍后再试: {}", receiver, e.getMessage());
        }
    }

    private void round() {
        try {
            Set<String> waiting = waiting();
            // whatever kept one from beginning, it does not wait for the next letter
            called.addAll(waiting);
            waiting.forEach(this::start);
            idle.removeIf(receiver -> waiting.contains(receiver) || !called.contains(receiver));
            idle.stream().limit(AT_ONCE).toList().forEach(this::stop);
            called.stream().filter(receiver -> !waiting.contains(receiver)).forEach(idle::add);
        } catch (RuntimeException e) {
            LOG.warn("看不了谁没有来件,下一轮再看: {}", e.getMessage());
        }
    }

    private void stop(String receiver) {
        CamelContext context = camel;
        idle.remove(receiver);
        // whoever calls from now on is heard after the route has ended
        called.remove(receiver);
        try {
            if (context == null || context.getRouteController().getRouteStatus(receiver) != ServiceStatus.Started) {
                return;
            }
            if (waiting().contains(receiver)) {
                called.add(receiver);
            } else {
                context.getRouteController().stopRoute(receiver);
            }
        } catch (Exception e) {
            LOG.error("{}的投递路线停不下来: {}", receiver, e.getMessage());
        }
    }

    @Override
    public void close() {
        switches.shutdownNow();
    }
}
