package org.liandong.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.sqlite.SQLiteConfig;

/**
 * The hub's embedded database with the ledger's settings, and one thread that writes for all: what waits shares a commit, with
 * nothing around it to catch what fails.
 */
final class SharedCommits {
    private static final int MOST_TOGETHER = 256;

    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Path file;
    private final Connection database;

    /** What is written in one go. For the writing thread only. */
    interface Work {
        void run() throws SQLException;
    }

    private record Waiting(Work work, CompletableFuture<Boolean> written) {}

    private SharedCommits(Path file, Connection database) {
        this.file = file;
        this.database = database;
    }

    static SharedCommits in(Path file, List<String> tables) throws SQLException {
        SharedCommits commits = new SharedCommits(file, connect(file));
        try (Statement statement = commits.database.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
            statement.execute("PRAGMA cache_size = -65536");
            for (String table : tables) {
                statement.execute(table);
            }
        }
        commits.database.setAutoCommit(false);
        Desk.daemon("writer", commits::write);
        return commits;
    }

    /** For whoever reads beside the writer. */
    Connection reader() throws SQLException {
        return connect(file);
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Returns after the commit. */
    void write(Work work) {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        waiting.add(new Waiting(work, written));
        written.join();
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_TOGETHER - 1);
                for (Waiting one : batch) {
                    one.work().run();
                }
                database.commit();
                batch.forEach(one -> one.written().complete(true));
                batch.clear();
            }
        } catch (SQLException | RuntimeException e) {
            batch.forEach(one -> one.written().completeExceptionally(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the writing thread. */
    void update(String sql, Object... values) throws SQLException {
        bound(sql, values).executeUpdate();
    }

    /** In the writing thread: the text in the first column of the row that there is. */
    String text(String sql, Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = database.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (values[i] instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, values[i].toString());
            }
        }
        return statement;
    }
}
