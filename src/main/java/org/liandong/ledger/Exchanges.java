package org.liandong.ledger;

import org.liandong.security.crypto.KeyRing;

/** Keeps what went out to receivers and what came back, encrypted. */
public final class Exchanges extends ExchangesView {
    Exchanges(Sql sql, KeyRing keys) {
        super(sql, keys);
    }

    /** Of several questions about one attempt the last is kept. */
    public void keep(SealedExchange sealed) {
        Exchange exchange = sealed.exchange;
        Exchange.Said answer = exchange.answer();
        sql.update(
                "INSERT INTO exchange (outbox_id, attempt_no, asking, at, sent_size, sent_digest, sent, answer_size,"
                        + " answer_digest, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (outbox_id, attempt_no, asking) DO UPDATE SET at = excluded.at,"
                        + " sent_size = excluded.sent_size, sent_digest = excluded.sent_digest, sent = excluded.sent,"
                        + " answer_size = excluded.answer_size, answer_digest = excluded.answer_digest,"
                        + " answer = excluded.answer",
                exchange.outboxId(),
                exchange.attemptNo(),
                exchange.asking(),
                exchange.at(),
                exchange.sent().size(),
                exchange.sent().digest(),
                sealed.sent,
                answer == null ? null : answer.size(),
                answer == null ? null : answer.digest(),
                sealed.answer);
    }

    /** Takes the texts for good, for retention; that there was an exchange, when and with which digests stays. */
    public void erase(long outboxId) {
        sql.update("UPDATE exchange SET sent = NULL, answer = NULL WHERE outbox_id = ?", outboxId);
    }
}
