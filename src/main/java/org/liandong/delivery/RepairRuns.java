package org.liandong.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.ledger.RepairRun;
import org.liandong.ledger.RepairVerb;
import org.liandong.ledger.RepairsView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through what people have decided about many messages, one after the other, no faster than they said. What is done with
 * a message and that it is done are one unit of work, so that a run goes on after a restart where it was. One thread of its
 * own.
 */
public final class RepairRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepairRuns.class);
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final double BEATS_A_MINUTE = (double) Duration.ofMinutes(1).toMillis() / BEAT.toMillis();

    private final Ledger ledger;
    private final Repair repair;
    private final Rereading rereading;
    private final Map<Long, Double> allowance = new HashMap<>();
    private boolean stalled;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "repair-runs"));

    /** Reads a message in quarantine again. */
    @FunctionalInterface
    public interface Rereading {
        /** @return what came of it, for people; doing it again changes nothing */
        String reread(long inboxId, String by, String how);
    }

    public RepairRuns(Ledger ledger, Repair repair, Rereading rereading) {
        this.ledger = ledger;
        this.repair = repair;
        this.rereading = rereading;
    }

    public void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            List<RepairRun> open = ledger.read(view -> view.repairs().openRuns());
            allowance.keySet().retainAll(open.stream().map(RepairRun::id).toList());
            open.stream().filter(run -> run.state() == RepairRun.State.RUNNING).forEach(this::goOn);
            stalled = false;
        } catch (RuntimeException e) {
            if (!stalled) {
                LOG.warn("批量处置暂时停住,稍后接着做: {}", e.getMessage());
            }
            stalled = true;
        }
    }

    private void goOn(RepairRun run) {
        double may = allowance.getOrDefault(run.id(), 1.0) + run.perMinute() / BEATS_A_MINUTE;
        int now = (int) may;
        allowance.put(run.id(), may - now);
        if (now == 0) {
            return;
        }
        List<RepairsView.Item> items = ledger.read(view -> view.repairs().openItems(run.id(), now));
        if (items.isEmpty()) {
            ledger.write(entry -> {
                        entry.repairs().finish(run.id());
                        return true;
                    })
                    .join();
            return;
        }
        for (RepairsView.Item item : items) {
            try {
                if (run.verb() == RepairVerb.REREAD) {
                    reread(run, item.id());
                } else {
                    ledger.write(entry -> step(entry, run, item.id())).join();
                }
            } catch (RuntimeException e) {
                failed(run, item.id(), e);
            }
        }
    }

    /** One that cannot be dealt with keeps the others from nothing; a ledger that is away keeps all until it is back. */
    private void failed(RepairRun run, long item, RuntimeException trouble) {
        Throwable cause =
                trouble instanceof CompletionException && trouble.getCause() != null ? trouble.getCause() : trouble;
        if (cause instanceof LedgerUnavailable) {
            throw trouble;
        }
        LOG.error("处置{}号里的{}没有办成", run.id(), item, cause);
        ledger.write(entry -> {
                    entry.repairs().done(run.id(), item, "没有办成: " + cause.getMessage());
                    return true;
                })
                .join();
    }

    private boolean step(Entry entry, RepairRun run, long item) {
        if (goesOn(entry, run)) {
            String result = repair.letter(entry, run.verb(), item, run.madeBy(), run.reason());
            entry.repairs().done(run.id(), item, result);
        }
        return true;
    }

    private void reread(RepairRun run, long item) {
        if (!ledger.read(view -> goesOn(view, run))) {
            return;
        }
        String result = rereading.reread(item, run.madeBy(), run.reason());
        ledger.write(entry -> {
                    entry.repairs().done(run.id(), item, result);
                    return true;
                })
                .join();
    }

    /** Whether nobody has paused or stopped it meanwhile. */
    private static boolean goesOn(org.liandong.ledger.View view, RepairRun run) {
        return view.repairs()
                .run(run.id())
                .filter(present -> present.state() == RepairRun.State.RUNNING)
                .isPresent();
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean ended = thread.awaitTermination(5, TimeUnit.SECONDS);
            LOG.debug("{}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
