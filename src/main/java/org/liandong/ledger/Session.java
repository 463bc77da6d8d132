package org.liandong.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.function.Function;
import org.liandong.security.crypto.KeyRing;

/** The writer's connection and what it knows while the connection lasts. For the writer's thread only. */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Sql sql;
    private final KeyRing keys;
    private final Heads heads;
    private final Entry entry;
    private long sealedSeq;

    Session(Connection connection, KeyRing keys, Clock clock) {
        this.connection = connection;
        this.sql = new Sql(connection);
        this.keys = keys;
        this.heads = Heads.load(sql, keys);
        this.entry = new Entry(sql, heads, keys, clock);
        this.sealedSeq = heads.traceSeq;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** The work alone in its transaction: needs no savepoint. */
    <T> T runAlone(Function<Entry, T> work) throws SQLException {
        Heads.Mark mark = heads.mark();
        try {
            T result = work.apply(entry);
            heads.keep();
            return result;
        } catch (Throwable failure) {
            heads.back(mark);
            connection.rollback();
            throw failure;
        }
    }

    /** The work among others of the same transaction. */
    <T> T runAmongOthers(Function<Entry, T> work) throws SQLException {
        Heads.Mark mark = heads.mark();
        Savepoint before = connection.setSavepoint();
        try {
            T result = work.apply(entry);
            release(before);
            heads.keep();
            return result;
        } catch (Throwable failure) {
            heads.back(mark);
            connection.rollback(before);
            throw failure;
        }
    }

    /** On PostgreSQL this fails after a statement failed, even if the work hid it: then the work has failed too. */
    private void release(Savepoint before) {
        try {
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            throw Sql.failure(e);
        }
    }

    void commit() throws SQLException {
        heads.takeTallies()
                .forEach((name, change) -> sql.update(
                        "INSERT INTO tally (name, value) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET value = tally.value + excluded.value",
                        name,
                        change));
        if (heads.traceSeq != sealedSeq) {
            sql.update(
                    "INSERT INTO trace_head (id, seq, hash, seal) VALUES (1, ?, ?, ?)"
                            + " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = excluded.seal",
                    heads.traceSeq,
                    heads.traceHash,
                    Chain.seal(keys, heads.traceSeq, heads.traceHash));
            sealedSeq = heads.traceSeq;
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
