package org.liandong.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a commit is a commit: asks the database for what is in force instead of trusting what was asked for. A file
 * system without shared memory, for one, silently gives SQLite another journal than the one wanted.
 */
final class Durability {
    private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
    /** {@code PRAGMA synchronous} as a number. */
    private static final String FULL = "2";

    private Durability() {}

    /** @throws LedgerUnavailable if commits to an embedded database would not be synced */
    static void demand(Connection connection, LedgerSettings settings) throws SQLException {
        if (settings.isSqlite()) {
            String journal = setting(connection, "PRAGMA journal_mode");
            String synchronous = setting(connection, "PRAGMA synchronous");
            if (!journal.equals("wal") || !synchronous.equals(FULL)) {
                throw new LedgerUnavailable("办件运行库%s不能保证落盘(journal_mode=%s, synchronous=%s), 本进程不启动; 请把数据目录放在本地磁盘上"
                        .formatted(settings.place(), journal, synchronous));
            }
            return;
        }
        if (setting(connection, "SHOW synchronous_commit").equals("off")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = on");
            }
            LOG.warn("数据库{}设了synchronous_commit=off, 枢纽的写入已改为逐次落盘", settings.place());
        }
        String fsync = setting(connection, "SHOW fsync");
        String fullPages = setting(connection, "SHOW full_page_writes");
        if (fsync.equals("off") || fullPages.equals("off")) {
            LOG.error(
                    "数据库{}设了fsync={}、full_page_writes={}: 断电会丢失已答复的办件; 请在postgresql.conf中都改为on",
                    settings.place(),
                    fsync,
                    fullPages);
        }
    }

    private static String setting(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : "";
        }
    }
}
