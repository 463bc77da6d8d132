package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liandong.cases.CaseNumber;

/** What must be sent. */
public class OutboxView {
    static final String SELECT =
            "SELECT id, receiver, case_no, seq, operation, created_at, round, parked, state, reason" + " FROM outbox ";
    /** Spelt as in the indexes, which serve only then. */
    static final String OPEN = "state IN ('PENDING', 'IN_DOUBT', 'DEAD')";

    final Sql sql;

    OutboxView(Sql sql) {
        this.sql = sql;
    }

    public Optional<OutboxMessage> find(long id) {
        return sql.first(SELECT + "WHERE id = ?", OutboxView::message, id);
    }

    /** By which version of its receiver's connector the message went; empty if that is not on record. */
    public Optional<String> version(long id) {
        return sql.first(
                "SELECT version FROM outbox WHERE id = ? AND version <> ''", row -> row.getString("version"), id);
    }

    public Optional<String> payload(long id) {
        return sql.first("SELECT payload FROM outbox WHERE id = ?", row -> row.getString(1), id);
    }

    /**
     * Messages to be handed to the broker, oldest first.
     *
     * @param now those postponed to later are left out
     */
    public List<OutboxMessage> unsent(Instant now, int limit) {
        return sql.list(
                SELECT + "WHERE sent_at IS NULL AND parked = 0 AND next_at <= ? ORDER BY id LIMIT ?",
                OutboxView::message,
                now,
                limit);
    }

    /**
     * Messages to the receiver, settled or not, oldest first.
     *
     * @param afterId 0, or the last id seen
     */
    public List<OutboxMessage> to(String receiver, long afterId, int limit) {
        return sql.list(
                SELECT + "WHERE receiver = ? AND id > ? ORDER BY id LIMIT ?",
                OutboxView::message,
                receiver,
                afterId,
                limit);
    }

    /** Messages to the receiver that are not settled, up to that one, oldest first. */
    public List<OutboxMessage> openTo(String receiver, long upToId, int limit) {
        return sql.list(
                SELECT + "WHERE receiver = ? AND id <= ? AND " + OPEN + " ORDER BY id LIMIT ?",
                OutboxView::message,
                receiver,
                upToId,
                limit);
    }

    /** Dispatches to the receiver in cases that are not closed, oldest first. */
    public List<OutboxMessage> dispatchesOfOpenCases(String receiver, int limit) {
        return sql.list(
                SELECT + "WHERE receiver = ? AND operation = 'DISPATCH' AND EXISTS (SELECT 1 FROM case_file"
                        + " WHERE case_file.case_no = outbox.case_no AND closed_at IS NULL) ORDER BY id LIMIT ?",
                OutboxView::message,
                receiver,
                limit);
    }

    /** All messages about the case, in the order they were written. */
    public List<OutboxMessage> ofCase(CaseNumber caseNo) {
        return sql.list(SELECT + "WHERE case_no = ? ORDER BY id", OutboxView::message, caseNo);
    }

    static OutboxMessage message(ResultSet row) throws SQLException {
        return new OutboxMessage(
                row.getLong("id"),
                row.getString("receiver"),
                new CaseNumber(row.getString("case_no")),
                row.getLong("seq"),
                row.getString("operation"),
                Sql.requiredInstant(row, "created_at"),
                row.getInt("round"),
                row.getInt("parked") == 1,
                DeliveryState.valueOf(row.getString("state")),
                Sql.text(row, "reason"));
    }
}
