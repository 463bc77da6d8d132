package org.liandong.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RepairRun;
import org.liandong.ledger.RepairVerb;
import org.liandong.ledger.RepairsView.Item;
import org.liandong.ledger.RepairsView.Progress;
import org.liandong.ledger.View;

/**
 * One repair and how far it is.
 *
 * @param lines the messages, and what has become of each
 * @param more how many there are beyond these
 */
record RepairRunPage(
        TroubleShelves.Run run,
        RepairRun.State state,
        String effect,
        String reason,
        String maker,
        int pace,
        Progress progress,
        List<Line> lines,
        long more) {
    private static final int SHOWN = 200;

    /**
     * @param number the case, or for a message that came in its own number
     * @param result what was done; null if it has not been its turn
     * @param now how it stands now; null if there is nothing to say
     */
    record Line(
            String number,
            String what,
            @Nullable Moment doneAt,
            @Nullable String result,
            @Nullable String now) {}

    static RepairRunPage of(View view, RepairRun run, Instant now) {
        List<Item> items = view.repairs().items(run.id(), 0, SHOWN);
        Progress progress = view.repairs().progress(run.id());
        return new RepairRunPage(
                TroubleShelves.run(run, now),
                run.state(),
                run.verb().effect(),
                run.reason(),
                run.madeBy(),
                run.perMinute(),
                progress,
                items.stream().map(item -> line(view, run.verb(), item, now)).toList(),
                progress.all() - items.size());
    }

    private static Line line(View view, RepairVerb verb, Item item, Instant now) {
        Moment done = Moment.orNull(item.doneAt(), now);
        if (verb == RepairVerb.REREAD) {
            String stands = view.inbox()
                    .find(item.id())
                    .map(entry -> entry.message().outcome().chinese())
                    .orElse(null);
            return new Line(Long.toString(item.id()), "来件", done, item.result(), stands);
        }
        Optional<OutboxMessage> message = view.outbox().find(item.id());
        return new Line(
                message.map(one -> one.caseNo().value()).orElse("?"),
                message.map(one -> TroubleShelves.what(one.operation())).orElse("?"),
                done,
                item.result(),
                message.map(one -> one.parked() ? "等前一条送达" : one.state().chinese())
                        .orElse(null));
    }

    public boolean isProposed() {
        return state == RepairRun.State.PROPOSED;
    }

    public boolean isRunning() {
        return state == RepairRun.State.RUNNING;
    }

    public boolean isPaused() {
        return state == RepairRun.State.PAUSED;
    }
}
