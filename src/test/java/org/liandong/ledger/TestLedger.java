package org.liandong.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.KeyRing;

/** A ledger on an empty database, and the hands of somebody who has the database but not the hub. */
final class TestLedger implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-07-07T08:30:00.123Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final KeyRing KEYS = keys((byte) 7);

    private final LedgerSettings settings;
    private Ledger ledger;
    private @Nullable Connection reader;

    private TestLedger(LedgerSettings settings) {
        this.settings = settings;
        this.ledger = Ledger.open(settings, KEYS, CLOCK);
    }

    static TestLedger on(TestDatabase database) {
        return new TestLedger(database.fresh());
    }

    static TestLedger on(LedgerSettings settings) {
        return new TestLedger(settings);
    }

    static KeyRing keys(byte seed) {
        byte[] dataKey = new byte[KeyRing.DATA_KEY_BYTES];
        byte[] digestKey = new byte[KeyRing.DIGEST_KEY_BYTES];
        Arrays.fill(dataKey, seed);
        Arrays.fill(digestKey, seed);
        return KeyRing.of("k1", Map.of("k1", dataKey), digestKey);
    }

    Ledger ledger() {
        return ledger;
    }

    LedgerSettings settings() {
        return settings;
    }

    /** Writes, waits for the answer and throws what the work threw. */
    <T> T write(Function<Entry, T> work) {
        try {
            return ledger.write(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    /** What anybody who reads sees by now. */
    View view() {
        try {
            if (reader == null) {
                reader = DriverManager.getConnection(settings.jdbcUrl());
            }
            return new View(new Sql(reader), KEYS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void reopen() {
        close();
        ledger = Ledger.open(settings, KEYS, CLOCK);
    }

    /** Changes the database behind the hub's back, the guards of the append-only tables taken away first. */
    void tamper(String... statements) {
        close();
        try (Connection connection = DriverManager.getConnection(settings.jdbcUrl());
                Statement statement = connection.createStatement()) {
            if (settings.isSqlite()) {
                statement.execute("DROP TRIGGER IF EXISTS trace_no_update");
                statement.execute("DROP TRIGGER IF EXISTS trace_no_delete");
            } else {
                statement.execute("DROP TRIGGER IF EXISTS trace_append_only ON trace");
            }
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        ledger = Ledger.open(settings, KEYS, CLOCK);
    }

    @Override
    public void close() {
        ledger.close();
        try {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
