package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/** How the deliveries go. */
public class DeliveriesView {
    private static final String SELECT_ATTEMPT =
            "SELECT outbox_id, attempt_no, started_at, ended_at, outcome, detail, foreign_no FROM delivery_attempt ";

    final Sql sql;

    DeliveriesView(Sql sql) {
        this.sql = sql;
    }

    /**
     * Messages not settled, of one receiver.
     *
     * @param oldest when the oldest was written
     */
    public record Backlog(
            String receiver, long count, @Nullable Instant oldest) {}

    public List<Attempt> attempts(long outboxId) {
        return sql.list(SELECT_ATTEMPT + "WHERE outbox_id = ? ORDER BY attempt_no", DeliveriesView::attempt, outboxId);
    }

    public Optional<Attempt> lastAttempt(long outboxId) {
        return sql.first(
                SELECT_ATTEMPT + "WHERE outbox_id = ? ORDER BY attempt_no DESC LIMIT 1",
                DeliveriesView::attempt,
                outboxId);
    }

    /** Attempts begun before the moment that never ended: the hub died during them. */
    public List<Attempt> interrupted(Instant before, int limit) {
        return sql.list(
                SELECT_ATTEMPT + "WHERE outcome = 'STARTED' AND started_at < ? ORDER BY started_at LIMIT ?",
                DeliveriesView::attempt,
                before,
                limit);
    }

    /**
     * Messages sent without an answer.
     *
     * @param afterId 0, or the last id seen
     */
    public List<OutboxMessage> inDoubt(long afterId, int limit) {
        return inState(DeliveryState.IN_DOUBT, afterId, limit);
    }

    /**
     * Messages that wait for a person, with the reason.
     *
     * @param afterId 0, or the last id seen
     */
    public List<OutboxMessage> dead(long afterId, int limit) {
        return inState(DeliveryState.DEAD, afterId, limit);
    }

    /**
     * By which version of its receiver's connector the message is to go: the one that an earlier message about the case went by.
     * Empty for the first, for one that a person sent again (its own version is the empty text), and where none is on record.
     */
    public Optional<String> versionFor(OutboxMessage message) {
        return sql.first(
                "SELECT version FROM outbox WHERE case_no = ? AND receiver = ? AND seq < ? AND version <> ''"
                        + " AND NOT EXISTS (SELECT 1 FROM outbox own WHERE own.id = ? AND own.version = '')"
                        + " ORDER BY seq DESC LIMIT 1",
                row -> row.getString(1),
                message.caseNo(),
                message.receiver(),
                message.seq(),
                message.id());
    }

    /** All receivers that have something not settled. */
    public List<Backlog> backlog() {
        List<Backlog> backlogs = new ArrayList<>();
        new TalliesView(sql).under(Tally.BACKLOG).forEach((receiver, count) -> {
            if (count > 0) {
                backlogs.add(new Backlog(receiver, count, oldest(receiver)));
            }
        });
        return backlogs;
    }

    /**
     * Letters to a receiver that need a look.
     *
     * @param inDoubt sent without an answer
     * @param dead waiting for a person
     */
    public record Troubled(long inDoubt, long dead) {}

    /** By receiver; those without any are left out, and letters that a person has laid aside are, too. */
    public Map<String, Troubled> troubled(Instant now) {
        Map<String, Troubled> troubled = new HashMap<>();
        sql.list(
                "SELECT receiver, state, count(*) FROM outbox WHERE state IN ('IN_DOUBT', 'DEAD') AND NOT EXISTS (SELECT 1"
                        + " FROM outbox_shelved WHERE outbox_id = id AND until > ?) GROUP BY receiver, state",
                row -> troubled.merge(
                        row.getString(1),
                        row.getString(2).equals("DEAD")
                                ? new Troubled(0, row.getLong(3))
                                : new Troubled(row.getLong(3), 0),
                        (one, other) -> new Troubled(one.inDoubt() + other.inDoubt(), one.dead() + other.dead())),
                now);
        return troubled;
    }

    /** The number up to which every message of the case to the receiver is settled; 0 if not even the first is. */
    public long settledUpTo(CaseNumber caseNo, String receiver) {
        return firstOpen(caseNo, receiver)
                .map(open -> open.seq() - 1)
                .orElseGet(() ->
                        sql.number("SELECT max(seq) FROM outbox WHERE case_no = ? AND receiver = ?", caseNo, receiver));
    }

    Optional<OutboxMessage> firstOpen(CaseNumber caseNo, String receiver) {
        return sql.first(
                OutboxView.SELECT + "WHERE case_no = ? AND receiver = ? AND " + OutboxView.OPEN
                        + " ORDER BY seq LIMIT 1",
                OutboxView::message,
                caseNo,
                receiver);
    }

    private @Nullable Instant oldest(String receiver) {
        return sql.first(
                        "SELECT created_at FROM outbox WHERE receiver = ? AND " + OutboxView.OPEN
                                + " ORDER BY created_at LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        receiver)
                .orElse(null);
    }

    private List<OutboxMessage> inState(DeliveryState state, long afterId, int limit) {
        // the constant is spelt out so that the small index of troubled messages serves
        return sql.list(
                OutboxView.SELECT + "WHERE state = '" + state + "' AND state IN ('IN_DOUBT', 'DEAD') AND id > ?"
                        + " ORDER BY id LIMIT ?",
                OutboxView::message,
                afterId,
                limit);
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getLong("outbox_id"),
                row.getInt("attempt_no"),
                Sql.requiredInstant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                AttemptOutcome.valueOf(row.getString("outcome")),
                Sql.text(row, "detail"),
                Sql.text(row, "foreign_no"));
    }
}
