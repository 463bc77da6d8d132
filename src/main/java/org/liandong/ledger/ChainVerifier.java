package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.liandong.ledger.ChainReport.Finding;
import org.liandong.ledger.ChainReport.Kind;
import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.Sm3;

/**
 * Goes through the chain step by step, in one state of the database. The database itself writes each row in the canonical
 * form (see {@link Chain}): one text a row instead of twenty columns is what makes it fast.
 */
final class ChainVerifier {
    private static final int MOST_FINDINGS = 1000;
    private static final int FETCH = 2000;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Connecting database;
    private final KeyRing keys;
    private final List<Finding> findings = new ArrayList<>();
    private final SM3Digest digest = new SM3Digest();
    private final byte[] hash = new byte[32];
    private final byte[] hex = new byte[Sm3.HEX_LENGTH];
    private boolean complete = true;

    private long steps;
    private long lastSeq;
    private byte[] lastHash = Chain.GENESIS.getBytes(StandardCharsets.US_ASCII);
    private long lastBad = -1;

    ChainVerifier(Connecting database, KeyRing keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Gives a connection whose transaction sees one unchanging state and cannot write. */
    interface Connecting {
        Connection connect() throws SQLException;
    }

    ChainReport verify() {
        long began = System.nanoTime();
        try (Connection connection = database.connect();
                Sql sql = new Sql(connection)) {
            SealedEnd end = SealedEnd.read(sql);
            byte[] hashAtEnd = walk(connection, end.seq());
            checkEnd(end, hashAtEnd);
            List<Finding> named = new MovedSteps(sql).name(findings);
            connection.commit();
            return new ChainReport(steps, named, complete, Duration.ofNanos(System.nanoTime() - began));
        } catch (SQLException e) {
            throw new LedgerUnavailable("办件运行库暂不能核验: " + e.getMessage(), e);
        }
    }

    /** @return the stored hash of the step where the chain should end */
    private byte[] walk(Connection connection, long endSeq) throws SQLException {
        byte[] hashAtEnd = lastHash;
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT seq, prev_hash, hash, " + Chain.expression() + " FROM trace ORDER BY seq")) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long seq = rows.getLong(1);
                    byte[] stored = rows.getBytes(3);
                    step(seq, rows.getBytes(2), stored, rows.getBytes(4));
                    if (seq == endSeq) {
                        hashAtEnd = stored;
                    }
                }
            }
        }
        return hashAtEnd;
    }

    private void step(long seq, byte[] prevHash, byte[] stored, byte[] form) {
        steps++;
        boolean gap = false;
        if (seq < 1) {
            add(Kind.ADDED, seq, "第%d步不是枢纽所写: 序号从1开始".formatted(seq));
            return;
        }
        if (seq != lastSeq + 1) {
            gap = true;
            add(Kind.MISSING, lastSeq + 1, "第%d至%d步缺失".formatted(lastSeq + 1, seq - 1));
        }
        if (!Arrays.equals(hashed(form), stored)) {
            add(Kind.ALTERED, seq, "第%d步的内容与其哈希不符, 已被改动".formatted(seq));
            lastBad = seq;
        } else if (!gap && lastBad != lastSeq && !Arrays.equals(prevHash, lastHash)) {
            add(Kind.REWRITTEN, lastSeq, "第%d步与第%d步接不上: 前一步连同哈希被改写".formatted(lastSeq, seq));
        }
        lastSeq = seq;
        lastHash = stored;
    }

    private void checkEnd(SealedEnd end, byte[] hashAtEnd) {
        if (!end.isSealedBy(keys)) {
            add(Kind.SEAL_BROKEN, end.seq(), "链尾印记(第%d步)不是本枢纽密钥所盖".formatted(end.seq()));
        } else if (end.seq() > lastSeq) {
            add(Kind.CUT_OFF, lastSeq + 1, "第%d至%d步被截去".formatted(lastSeq + 1, end.seq()));
        } else if (end.seq() < lastSeq) {
            add(Kind.ADDED, end.seq() + 1, "第%d至%d步不是枢纽所写".formatted(end.seq() + 1, lastSeq));
        } else if (lastBad != lastSeq && !Chain.sameBytes(end.hash(), hashAtEnd)) {
            add(Kind.REWRITTEN, lastSeq, "第%d步与链尾印记不符: 连同哈希被改写".formatted(lastSeq));
        }
    }

    private void add(Kind kind, long seq, String explanation) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(kind, seq, explanation));
        } else {
            complete = false;
        }
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

    /** Where the hub says the chain ends. */
    private record SealedEnd(long seq, String hash, String seal) {
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
    }
}
