package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The messages that came in. */
public class InboxView {
    private static final String SELECT =
            "SELECT id, sender, idempotency_key, content_digest, raw_id, received_at, outcome,"
                    + " case_no, answer, quarantine_reason, mended_by, mended_at, mended_how FROM inbox ";

    final Sql sql;

    InboxView(Sql sql) {
        this.sql = sql;
    }

    public Optional<InboxEntry> find(InboxKey key) {
        return sql.first(
                SELECT + "WHERE sender = ? AND idempotency_key = ?",
                InboxView::entry,
                key.sender(),
                key.idempotencyKey());
    }

    public Optional<InboxEntry> find(long id) {
        return sql.first(SELECT + "WHERE id = ?", InboxView::entry, id);
    }

    /** The message whose bytes lie there. */
    public Optional<InboxEntry> ofRaw(String rawId, String caseNo) {
        return ofCase(caseNo).stream()
                .filter(entry -> rawId.equals(entry.message().rawId()))
                .findFirst();
    }

    /** All messages that made or touched the case, in the order they came. */
    public List<InboxEntry> ofCase(String caseNo) {
        return sql.list(SELECT + "WHERE case_no = ? ORDER BY id", InboxView::entry, caseNo);
    }

    /**
     * Messages still in quarantine, oldest first.
     *
     * @param afterId 0, or the last id seen
     */
    public List<InboxEntry> quarantined(long afterId, int limit) {
        return sql.list(
                SELECT + "WHERE outcome = 'QUARANTINED' AND id > ? ORDER BY id LIMIT ?",
                InboxView::entry,
                afterId,
                limit);
    }

    /** Messages of the sender that were refused, or are in quarantine, newest first. */
    public List<InboxEntry> notTaken(String sender, int limit) {
        return sql.list(
                SELECT + "WHERE sender = ? AND outcome IN ('REFUSED', 'QUARANTINED') ORDER BY id DESC LIMIT ?",
                InboxView::entry,
                sender,
                limit);
    }

    private static InboxEntry entry(ResultSet row) throws SQLException {
        InboxMessage message = new InboxMessage(
                new InboxKey(row.getString("sender"), row.getString("idempotency_key")),
                row.getString("content_digest"),
                Sql.text(row, "raw_id"),
                Sql.requiredInstant(row, "received_at"),
                InboxOutcome.valueOf(row.getString("outcome")),
                Sql.text(row, "case_no"),
                row.getString("answer"),
                Sql.text(row, "quarantine_reason"));
        return new InboxEntry(row.getLong("id"), message, mending(row));
    }

    private static InboxEntry.@Nullable Mending mending(ResultSet row) throws SQLException {
        Instant at = Sql.instant(row, "mended_at");
        return at == null ? null : new InboxEntry.Mending(row.getString("mended_by"), at, row.getString("mended_how"));
    }
}
