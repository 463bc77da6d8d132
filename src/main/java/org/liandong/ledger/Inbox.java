package org.liandong.ledger;

import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/** Takes messages in, each key once. */
public final class Inbox extends InboxView {
    private final Heads heads;

    Inbox(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    /** @return false, and nothing written, if the key is there already */
    public boolean add(InboxMessage message) {
        long id = heads.inboxId + 1;
        int added = sql.update(
                "INSERT INTO inbox (id, sender, idempotency_key, content_digest, raw_id, received_at, outcome, case_no,"
                        + " answer, quarantine_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (sender, idempotency_key) DO NOTHING",
                id,
                message.key().sender(),
                message.key().idempotencyKey(),
                message.contentDigest(),
                message.rawId(),
                message.receivedAt(),
                message.outcome(),
                message.caseNo(),
                message.answer(),
                message.quarantineReason());
        if (added == 0) {
            return false;
        }
        heads.inboxId = id;
        String tally = Tally.inbox(message.outcome());
        if (message.caseNo() == null) {
            heads.count(tally, 1);
        } else {
            heads.count(new CaseNumber(message.caseNo()), tally, 1);
        }
        return true;
    }

    /**
     * Releases a message from quarantine; why it was there stays on record.
     *
     * @return false, and nothing changed, if it is not in quarantine (any more)
     */
    public boolean release(
            long id, InboxOutcome outcome, @Nullable String caseNo, String answer, InboxEntry.Mending mending) {
        int released = sql.update(
                "UPDATE inbox SET outcome = ?, case_no = ?, answer = ?, mended_by = ?, mended_at = ?, mended_how = ?"
                        + " WHERE id = ? AND outcome = 'QUARANTINED'",
                outcome,
                caseNo,
                answer,
                mending.by(),
                mending.at(),
                mending.how(),
                id);
        if (released > 0) {
            heads.count(Tally.inbox(InboxOutcome.QUARANTINED), -1);
            heads.count(Tally.inbox(outcome), 1);
        }
        return released > 0;
    }
}
