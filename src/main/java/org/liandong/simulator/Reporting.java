package org.liandong.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends a department's reports: each at its hour, one after another for each task, again and again under the same number
 * until the hub answers. That is what a department's system does when the hub is away.
 */
final class Reporting implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * A report to come.
     *
     * @param after how long after the one before
     * @param outcome made when the hour has come, so that it carries the time at which it happened
     */
    record Step(String taskNo, Outcome.Kind kind, String id, Duration after, Supplier<Outcome> outcome) {}

    private final String code;
    private final Outcome.Wire wire;
    private final Journal journal;
    private final ScheduledThreadPoolExecutor clock;
    private final Map<String, Line> ahead = new HashMap<>();
    private final List<Department.Reported> answered = Collections.synchronizedList(new ArrayList<>());

    Reporting(String code, Outcome.Wire wire, Journal journal) {
        this.code = code;
        this.wire = wire;
        this.journal = journal;
        this.clock = new ScheduledThreadPoolExecutor(4, Daemons.named("simulator-" + code));
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Adds steps behind those that a task still has ahead of it. */
    void add(String taskNo, List<Step> steps) {
        synchronized (ahead) {
            Line line = ahead.computeIfAbsent(taskNo, number -> new Line());
            line.steps.addAll(steps);
            if (!line.moving) {
                line.moving = true;
                startNext(line);
            }
        }
    }

    /** Forgets what a task still has ahead of it; a report already under way is finished. */
    void drop(String taskNo) {
        synchronized (ahead) {
            Line line = ahead.get(taskNo);
            if (line != null) {
                line.steps.clear();
            }
        }
    }

    int waiting() {
        synchronized (ahead) {
            return ahead.values().stream().mapToInt(line -> line.steps.size()).sum();
        }
    }

    List<Department.Reported> answered() {
        synchronized (answered) {
            return List.copyOf(answered);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void startNext(Line line) {
        synchronized (ahead) {
            Step step = line.steps.peek();
            if (step == null) {
                line.moving = false;
            } else {
                later(step.after(), () -> send(line, step, step.outcome().get(), 1));
            }
        }
    }

    private void send(Line line, Step step, Outcome outcome, int attempt) {
        if (!isNext(line, step)) {
            startNext(line);
            return;
        }
        Receipt receipt;
        try {
            receipt = wire.report(outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            receipt = Receipt.unclear(e.toString());
        }
        if (receipt.verdict() == Receipt.Verdict.UNCLEAR) {
            long doubled = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
            Duration pause = Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE.toMillis()));
            later(pause, () -> send(line, step, outcome, attempt + 1));
            return;
        }
        answered.add(new Department.Reported(step.taskNo(), step.kind().name(), step.id(), receipt, attempt));
        journal.write(
                "report",
                Map.of(
                        "department", code,
                        "taskNo", step.taskNo(),
                        "kind", step.kind().name(),
                        "id", step.id(),
                        "verdict", receipt.verdict().name(),
                        "message", receipt.message(),
                        "attempts", attempt));
        synchronized (ahead) {
            if (step.equals(line.steps.peek())) {
                line.steps.poll();
            }
            startNext(line);
        }
    }

    private boolean isNext(Line line, Step step) {
        synchronized (ahead) {
            return step.equals(line.steps.peek());
        }
    }

    private void later(Duration pause, Runnable what) {
        if (!clock.isShutdown()) {
            var unused = clock.schedule(what, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The steps of one task, and whether one of them is waiting or under way. Guarded by {@link #ahead}. */
    private static final class Line {
        private final Deque<Step> steps = new ArrayDeque<>();
        private boolean moving;
    }
}
