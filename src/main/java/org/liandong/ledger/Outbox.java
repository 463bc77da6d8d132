package org.liandong.ledger;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liandong.cases.CaseNumber;

/** Puts messages out to be sent, in the same transaction as what they tell. */
public final class Outbox extends OutboxView {
    private final Heads heads;
    private final Clock clock;

    Outbox(Sql sql, Heads heads, Clock clock) {
        super(sql);
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * Which message it became.
     *
     * @param seq its place in the order of the case and receiver
     */
    public record Placed(long id, long seq) {}

    /**
     * @param operation what the connector is to do, for example dispatch
     * @param payload what it needs for that
     */
    public Placed add(String receiver, CaseNumber caseNo, String operation, String payload) {
        return add(receiver, caseNo, operation, payload, List.of());
    }

    /**
     * The same for a case that continues what others began: its place is behind those that the receiver knows from them, and
     * it goes only when they are settled.
     */
    public Placed add(
            String receiver, CaseNumber caseNo, String operation, String payload, Collection<CaseNumber> continued) {
        List<Last> before =
                continued.stream().flatMap(one -> last(one, receiver).stream()).toList();
        long after = before.stream().mapToLong(Last::seq).max().orElse(0);
        Placed placed = add(receiver, caseNo, operation, payload, after);
        before.stream()
                .filter(one -> !one.settled())
                .forEach(one -> sql.update(
                        "INSERT INTO outbox_behind (outbox_id, behind_id) VALUES (?, ?)", placed.id(), one.id()));
        return placed;
    }

    /** The last message about a case to a receiver; the earlier ones are settled before it is. */
    private record Last(long id, long seq, boolean settled) {}

    private Optional<Last> last(CaseNumber caseNo, String receiver) {
        return sql.first(
                "SELECT id, seq, state FROM outbox WHERE case_no = ? AND receiver = ? ORDER BY seq DESC LIMIT 1",
                row -> new Last(
                        row.getLong(1),
                        row.getLong(2),
                        DeliveryState.valueOf(row.getString(3)).isSettled()),
                caseNo,
                receiver);
    }

    private Placed add(String receiver, CaseNumber caseNo, String operation, String payload, long after) {
        long id = heads.outboxId + 1;
        long seq = sql.number(
                "INSERT INTO outbox (id, receiver, case_no, seq, operation, payload, created_at, next_at, round, parked, state)"
                        + " VALUES (?, ?, ?, (SELECT CASE WHEN coalesce(max(seq), 0) > ? THEN max(seq) ELSE ? END + 1"
                        + " FROM outbox WHERE case_no = ? AND receiver = ?), ?, ?, ?, 0, 1, 0, 'PENDING') RETURNING seq",
                id,
                receiver,
                caseNo,
                after,
                after,
                caseNo,
                receiver,
                operation,
                payload,
                clock.instant());
        heads.outboxId = id;
        heads.count(caseNo, Tally.backlog(receiver), 1);
        return new Placed(id, seq);
    }

    /** The broker has them for sure. A message that has begun a new round since stays unsent. */
    public void markSent(Collection<OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            sql.update(
                    "UPDATE outbox SET sent_at = ? WHERE id = ? AND round = ?",
                    clock.instant(),
                    message.id(),
                    message.round());
        }
    }
}
