package org.liandong.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liandong.cases.Actor;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Instruction;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is on the {@link Agenda} of each case when its time has come. What to do and when stands in the ledger, so that a
 * restart forgets nothing and nothing is done twice. Safe for any thread.
 */
public final class CaseTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaseTimer.class);
    private static final int AT_ONCE = 200;

    private final Ledger ledger;
    private final CaseDesk desk;
    private final Agenda agenda;
    private final Clock clock;
    private final Duration every;
    private final Runnable afterCommit;
    private final Consumer<Assignment> overdue;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "case-timer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param every how often to look; zero for never
     * @param overdue told of each task that has reached its time undone, once
     */
    public CaseTimer(
            Ledger ledger,
            CaseDesk desk,
            Agenda agenda,
            Clock clock,
            Duration every,
            Runnable afterCommit,
            Consumer<Assignment> overdue) {
        this.overdue = overdue;
        this.ledger = ledger;
        this.desk = desk;
        this.agenda = agenda;
        this.clock = clock;
        this.every = every;
        this.afterCommit = afterCommit;
    }

    public void start() {
        if (!every.isZero()) {
            var unused =
                    ticks.scheduleWithFixedDelay(this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }

    private void look() {
        try {
            if (workOff() > 0) {
                afterCommit.run();
            }
        } catch (LedgerUnavailable | CompletionException e) {
            LOG.warn("到时事项暂不能处理,稍后再试: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("到时事项处理失败,稍后再试", e);
        }
    }

    /** @return how many cases were changed */
    int workOff() {
        Instant now = clock.instant();
        List<CaseNumber> due = ledger.read(view -> view.cases().wakingUpTo(now, AT_ONCE));
        int changed = 0;
        for (CaseNumber number : due) {
            Did did = ledger.write(entry -> act(entry, number, now)).join();
            if (did.changed()) {
                changed++;
            }
            did.overdue().ifPresent(overdue);
        }
        return changed;
    }

    /** @param overdue the task whose time was up with this */
    private record Did(boolean changed, Optional<Assignment> overdue) {
        static final Did NOTHING = new Did(false, Optional.empty());
    }

    private Did act(Entry entry, CaseNumber number, Instant now) {
        CaseFile file = CaseDesk.load(entry, number).orElseThrow();
        Command command = agenda.due(file, now).orElse(null);
        if (command == null) {
            // the calendar has changed since the case was stored: left as it is, it would be looked at for ever
            entry.cases().wakeAt(number, agenda.next(file).orElse(null));
            return Did.NOTHING;
        }
        Decision decision = desk.decide(entry, number, new Instruction(command, Actor.HUB, now, now, "rule:timer"));
        return decision instanceof Decision.Done
                ? new Did(true, file.lead().filter(lead -> Agenda.isUpWith(command, lead)))
                : Did.NOTHING;
    }
}
