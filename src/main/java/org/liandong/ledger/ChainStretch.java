package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.ChainReport.Kind;
import org.liandong.security.crypto.Sm3;

/**
 * A stretch of the chain, gone through by itself: a step's hash needs nothing but its own row, so stretches can be verified
 * side by side and joined afterwards. The database itself writes each row in the canonical form (see {@link Chain}): one
 * text a row instead of twenty columns is what makes it fast. For one thread.
 */
final class ChainStretch {
    private static final int FETCH = 2000;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final SM3Digest digest = new SM3Digest();
    private final byte[] hash = new byte[32];
    private final byte[] hex = new byte[Sm3.HEX_LENGTH];

    private final Findings findings = new Findings();
    private long steps;
    private @Nullable ChainLink first;
    private @Nullable ChainLink last;

    private ChainStretch() {}

    /** Goes through the steps after {@code from} up to and including {@code to}. */
    static ChainStretch read(Connection connection, boolean sqlite, long from, long to) throws SQLException {
        ChainStretch stretch = new ChainStretch();
        String odd = sqlite ? Chain.oddOnSqlite() : "FALSE";
        try (PreparedStatement statement = connection.prepareStatement("SELECT seq, prev_hash, hash, "
                + Chain.expression() + ", " + odd + " FROM trace WHERE seq > ? AND seq <= ? ORDER BY seq")) {
            statement.setFetchSize(FETCH);
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stretch.step(
                            rows.getLong(1), rows.getBytes(2), rows.getBytes(3), rows.getBytes(4), rows.getBoolean(5));
                }
            }
        }
        return stretch;
    }

    /** Joins the stretch to what was before it, adding to the findings in the chain's order; says where the chain is then. */
    ChainLink join(ChainLink before, Findings all) {
        if (first != null) {
            first.follow(before, all);
        }
        all.addAll(findings);
        return last == null ? before : last;
    }

    long steps() {
        return steps;
    }

    private void step(long seq, byte[] prevHash, byte[] stored, byte[] form, boolean odd) {
        steps++;
        boolean altered = odd || !Arrays.equals(hashed(form), stored);
        ChainLink here = new ChainLink(seq, prevHash, stored, altered);
        if (last != null) {
            here.follow(last, findings);
        }
        if (altered) {
            findings.add(
                    Kind.ALTERED, seq, odd ? "第%d步有字段的存储类型被改动".formatted(seq) : "第%d步的内容与其哈希不符, 已被改动".formatted(seq));
        }
        if (first == null) {
            first = here;
        }
        last = here;
    }

    private byte[] hashed(byte[] form) {
        digest.update(form, 0, form.length);
        digest.doFinal(hash, 0);
        for (int i = 0; i < hash.length; i++) {
            hex[2 * i] = DIGITS[(hash[i] >> 4) & 15];
            hex[2 * i + 1] = DIGITS[hash[i] & 15];
        }
        return hex;
    }
}
