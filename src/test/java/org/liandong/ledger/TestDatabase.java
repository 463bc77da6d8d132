package org.liandong.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases the ledger runs on. A server that does not start fails the tests; they are never skipped. */
enum TestDatabase {
    SQLITE {
        @Override
        LedgerSettings fresh() {
            try {
                return LedgerSettings.embedded(
                        Files.createTempDirectory("ledger").resolve("ledger.db"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    },
    /** Fast, since nothing is synced: for everything but durability. */
    POSTGRESQL {
        @Override
        LedgerSettings fresh() {
            return freshOn(Quick.SERVER);
        }
    },
    /** Syncs every commit, as in production. */
    POSTGRESQL_SYNCED {
        @Override
        LedgerSettings fresh() {
            return freshOn(Synced.SERVER);
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** An empty database nobody else uses. */
    abstract LedgerSettings fresh();

    static Path file(LedgerSettings settings) {
        return Path.of(settings.jdbcUrl().substring("jdbc:sqlite:".length()));
    }

    static LedgerSettings freshOn(EmbeddedPostgres server) {
        String name = "ledger" + COUNT.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return LedgerSettings.server(server.getJdbcUrl("postgres", name), "", "");
    }

    private static EmbeddedPostgres start(String synced) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", synced)
                    .setServerConfig("full_page_writes", synced)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    /** Started when first wanted, one for all tests of a run. */
    private static final class Quick {
        static final EmbeddedPostgres SERVER = start("off");
    }

    /** Started when first wanted, one for all tests of a run. */
    private static final class Synced {
        static final EmbeddedPostgres SERVER = start("on");
    }
}
