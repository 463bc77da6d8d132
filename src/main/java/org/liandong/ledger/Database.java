package org.liandong.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The two databases the ledger runs on, and all in which they differ: how to connect, how to keep a second hub out. */
final class Database implements AutoCloseable {
    /** "liandong" in ASCII; advisory locks are per database. */
    private static final long LOCK = 0x6c69616e646f6e67L;
    /** After a kill the server may need a moment to notice that the hub before is gone. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(3);

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    private final LedgerSettings settings;
    private final @Nullable FileChannel lockFile;
    private final HikariDataSource readers;
    private final Map<Connection, Sql> statements = new ConcurrentHashMap<>();

    private Database(LedgerSettings settings, @Nullable FileChannel lockFile, HikariDataSource readers) {
        this.settings = settings;
        this.lockFile = lockFile;
        this.readers = readers;
    }

    /**
     * Keeps other hubs out and brings the tables up to date.
     *
     * @throws LedgerUnavailable if another hub writes there or the database cannot be reached
     */
    static Database open(LedgerSettings settings) {
        FileChannel lockFile = settings.isSqlite() ? lockFile(settings) : null;
        try (Connection lock = connectWriter(settings)) {
            Flyway.configure()
                    .dataSource(source(settings, true))
                    .locations(
                            "classpath:db/migration/common",
                            settings.isSqlite() ? "classpath:db/migration/sqlite" : "classpath:db/migration/postgresql")
                    .placeholders(Map.of("key", settings.isSqlite() ? "INTEGER" : "BIGINT"))
                    .load()
                    .migrate();
            return new Database(settings, lockFile, readers(settings));
        } catch (SQLException | RuntimeException e) {
            closeQuietly(lockFile);
            if (e instanceof LedgerUnavailable known) {
                throw known;
            }
            throw new LedgerUnavailable("办件运行库%s打不开: %s".formatted(settings.place(), e.getMessage()), e);
        }
    }

    /**
     * A connection that alone may write.
     *
     * @throws LedgerUnavailable if what it commits would not be synced
     */
    Connection connectWriter() throws SQLException {
        Connection connection = connectWriter(settings);
        try {
            Durability.demand(connection, settings);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Answers out of a transaction that sees one unchanging state and cannot write.
     *
     * @throws LedgerUnavailable if the database cannot be reached
     */
    <T extends @Nullable Object> T read(Function<Sql, T> question) {
        try (Connection connection = readers.getConnection()) {
            try {
                T answer = question.apply(statements(connection.unwrap(Connection.class)));
                connection.commit();
                return answer;
            } catch (SQLException | LedgerFailure e) {
                // its statements went past the pool, which cannot tell whether the connection is still good
                readers.evictConnection(connection);
                throw e;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("办件运行库暂不能读: " + e.getMessage(), e);
        }
    }

    /** Kept with the connection: to prepare a statement costs as much as to run it. */
    private Sql statements(Connection own) {
        Sql known = statements.get(own);
        if (known != null) {
            return known;
        }
        statements.keySet().removeIf(Database::isClosed);
        Sql fresh = new Sql(own);
        statements.put(own, fresh);
        return fresh;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new LedgerUnavailable("办件运行库暂不能读: " + e.getMessage(), e);
        }
    }

    /** A connection for somebody who is no hub: takes no lock, creates and changes nothing. */
    static Connection connectToRead(LedgerSettings settings) throws SQLException {
        Connection connection;
        if (settings.isSqlite()) {
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setBusyTimeout(10_000);
            connection = config.createConnection(settings.jdbcUrl());
        } else {
            connection = source(settings, false).getConnection();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public void close() {
        readers.close();
        closeQuietly(lockFile);
    }

    private static Connection connectWriter(LedgerSettings settings) throws SQLException {
        Connection connection = source(settings, true).getConnection();
        try {
            if (settings.isSqlite()) {
                try (Statement statement = connection.createStatement()) {
                    // erased personal data must not linger in free pages
                    statement.execute("PRAGMA secure_delete = ON");
                    // 16 MB of log before it is copied over, 64 MB of pages kept: keys are random, their pages many
                    statement.execute("PRAGMA wal_autocheckpoint = 4000");
                    statement.execute("PRAGMA cache_size = -65536");
                    // what a savepoint may have to undo is kept in memory: it went to a file in /var/tmp, page by page
                    statement.execute("PRAGMA temp_store = MEMORY");
                }
            } else {
                takeAdvisoryLock(connection, settings);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void takeAdvisoryLock(Connection connection, LedgerSettings settings) throws SQLException {
        long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
        try (Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet answer = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                    if (answer.next() && answer.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw anotherHub(settings);
                }
                pause(connection);
            }
        }
    }

    private static void pause(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_sleep(0.1)");
        }
    }

    private static FileChannel lockFile(LedgerSettings settings) {
        String file = settings.place().substring("jdbc:sqlite:".length());
        if (file.isEmpty() || file.startsWith(":memory:")) {
            throw new IllegalArgumentException("jdbcUrl须指明SQLite文件, 内存库不能保存办件: " + settings.place());
        }
        Path path = Path.of(file + ".lock").toAbsolutePath();
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
            throw anotherHub(settings);
        } catch (IOException e) {
            throw new LedgerUnavailable("办件运行库的锁文件%s打不开, 请检查目录与权限: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static LedgerUnavailable anotherHub(LedgerSettings settings) {
        return new LedgerUnavailable("办件运行库%s已有另一个枢纽在写, 本进程不启动; 请先停掉那一个, 或为本进程换一个库".formatted(settings.place()));
    }

    private static HikariDataSource readers(LedgerSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger-readers");
        config.setDataSource(source(settings, false));
        config.setMaximumPoolSize(settings.readers());
        config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
        config.setAutoCommit(false);
        if (settings.isSqlite()) {
            config.setConnectionInitSql("PRAGMA query_only = ON");
        } else {
            config.setReadOnly(true);
            config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
        return new HikariDataSource(config);
    }

    private static DataSource source(LedgerSettings settings, boolean writes) {
        if (settings.isSqlite()) {
            SQLiteConfig config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            // otherwise the driver asks for the last row's number after every insert
            config.setGetGeneratedKeys(false);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setBusyTimeout(10_000);
            config.enforceForeignKeys(true);
            config.setTransactionMode(
                    writes ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl(settings.jdbcUrl());
            return source;
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout((int) CONNECT_PATIENCE.toSeconds());
        source.setSocketTimeout(60);
        source.setTcpKeepAlive(true);
        source.setUrl(settings.jdbcUrl());
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
            source.setPassword(settings.password());
        }
        return source;
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new LedgerUnavailable("锁文件未能关闭: " + e.getMessage(), e);
            }
        }
    }
}
