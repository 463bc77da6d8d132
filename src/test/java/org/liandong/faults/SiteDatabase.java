package org.liandong.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.LedgerSettings;
import org.liandong.simulator.FreePorts;
import org.sqlite.SQLiteConfig;

/** Where a site's ledger lies: a file of its own, or a database of its own on a server that syncs every commit. */
final class SiteDatabase {

    /** The databases a hub can be proven on. */
    enum Kind {
        SQLITE,
        POSTGRESQL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final LedgerSettings settings;
    private final @Nullable Path file;

    private SiteDatabase(LedgerSettings settings, @Nullable Path file) {
        this.settings = settings;
        this.file = file;
    }

    /** An empty one that nobody else uses; the embedded file is the hub's to create. */
    static SiteDatabase fresh(Kind kind, Path data) throws SQLException {
        if (kind == Kind.SQLITE) {
            return embedded(data);
        }
        String name = "hub" + COUNT.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new SiteDatabase(LedgerSettings.server(Server.RUNNING.getJdbcUrl("postgres", name), "", ""), null);
    }

    /** The one that a hub keeps in its data folder. */
    static SiteDatabase embedded(Path data) {
        Path file = data.resolve("ledger.db");
        return new SiteDatabase(LedgerSettings.embedded(file), file);
    }

    Kind kind() {
        return file == null ? Kind.POSTGRESQL : Kind.SQLITE;
    }

    LedgerSettings settings() {
        return settings;
    }

    /** What the hub's configuration has to say about it. */
    Optional<String> url() {
        return file == null ? Optional.of(settings.jdbcUrl()) : Optional.empty();
    }

    /** A connection of a bystander: it takes no lock and can write nothing. */
    Connection connect() throws SQLException {
        if (file != null) {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout(5_000);
            return config.createConnection(settings.jdbcUrl());
        }
        Connection connection = DriverManager.getConnection(settings.jdbcUrl());
        connection.setReadOnly(true);
        return connection;
    }

    /** Started when first wanted, one for the whole run; its own end comes with ours. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setPort(FreePorts.next())
                        .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                        .setRegisterShutdownHook(true)
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException("PostgreSQL没有启动: " + e.getMessage(), e);
            }
        }
    }
}
