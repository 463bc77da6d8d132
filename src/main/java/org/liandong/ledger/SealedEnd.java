package org.liandong.ledger;

import org.liandong.security.crypto.KeyRing;

/** Where the hub says the chain ends: written in the same transaction as the last step, sealed with the hub's key. */
record SealedEnd(long seq, String hash, String seal) {
    static SealedEnd read(Sql sql) {
        return sql.first(
                        "SELECT seq, hash, seal FROM trace_head WHERE id = 1",
                        row -> new SealedEnd(row.getLong(1), row.getString(2), row.getString(3)))
                .orElse(new SealedEnd(0, Chain.GENESIS, ""));
    }

    /** A chain in which nothing was ever written has no seal. */
    boolean isSealedBy(KeyRing keys) {
        return (seq == 0 && seal.isEmpty()) || seal.equals(Chain.seal(keys, seq, hash));
    }

    /** Whether the last step there is the one that was sealed. */
    boolean isAt(long lastSeq, String lastHash) {
        return seq == lastSeq && hash.equals(lastHash);
    }
}
