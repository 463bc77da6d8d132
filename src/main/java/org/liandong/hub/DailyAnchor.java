package org.liandong.hub;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.liandong.ledger.Anchor;
import org.liandong.ledger.Anchors;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the day's anchor as soon as the hub runs on that day, and once more tries when it stops. At the start it compares the
 * ledger with the latest one: a ledger put back to an earlier state fits its own seal.
 */
final class DailyAnchor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DailyAnchor.class);
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Anchors anchors;
    private final Clock clock;
    private final ZoneId zone;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "daily-anchor"));

    /** @param zone in which a day begins and ends */
    DailyAnchor(Ledger ledger, Anchors anchors, Clock clock, ZoneId zone) {
        this.ledger = ledger;
        this.anchors = anchors;
        this.clock = clock;
        this.zone = zone;
    }

    void start() {
        compareWithLatest();
        var unused = timer.scheduleWithFixedDelay(this::writeIfDue, 0, LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    /** Writes today's anchor unless it is there. What keeps it from being written is logged; the next time is soon. */
    void writeIfDue() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (anchors.has(today)) {
            return;
        }
        try {
            Anchor anchor = ledger.anchor(today, clock.instant());
            anchors.write(anchor);
            LOG.info("已写{}的锚点(第{}步),请另存到枢纽之外", today, anchor.seq());
        } catch (IOException | LedgerFailure e) {
            LOG.error("今天({})的锚点没有写成,将再试: {}", today, e.getMessage());
        }
    }

    private void compareWithLatest() {
        try {
            Optional<Anchor> latest = anchors.latest();
            if (latest.isPresent() && !ledger.agreesWith(latest.get())) {
                LOG.error(
                        "办件运行库与{}的锚点(第{}步)不符: 库被改写,或换成了较早的备份;请运行 verify-trace 查明",
                        latest.get().date(),
                        latest.get().seq());
            }
        } catch (IOException | LedgerFailure | IllegalArgumentException e) {
            LOG.error("未能与最近的锚点核对: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        writeIfDue();
    }
}
