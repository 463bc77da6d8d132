package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Exchange.Said;
import org.liandong.security.crypto.KeyRing;

/** What went out to receivers and what came back. */
public class ExchangesView {
    final Sql sql;
    private final KeyRing keys;

    ExchangesView(Sql sql, KeyRing keys) {
        this.sql = sql;
        this.keys = keys;
    }

    /**
     * Those about a message, the first attempt first.
     *
     * @throws org.liandong.security.crypto.WrongKey if they cannot be decrypted
     */
    public List<Exchange> of(long outboxId) {
        return sql.list(
                "SELECT attempt_no, asking, at, sent_size, sent_digest, sent, answer_size, answer_digest, answer FROM exchange"
                        + " WHERE outbox_id = ? ORDER BY attempt_no, asking",
                row -> new Exchange(
                        outboxId,
                        row.getInt("attempt_no"),
                        row.getBoolean("asking"),
                        Sql.requiredInstant(row, "at"),
                        said(row, "sent"),
                        Sql.text(row, "answer_digest") == null ? null : said(row, "answer")),
                outboxId);
    }

    private Said said(ResultSet row, String side) throws SQLException {
        String digest = row.getString(side + "_digest");
        byte @Nullable [] sealed = row.getBytes(side);
        return new Said(
                row.getInt(side + "_size"),
                digest,
                sealed == null
                        ? null
                        : new String(keys.open(sealed, SealedExchange.context(digest)), StandardCharsets.UTF_8));
    }
}
