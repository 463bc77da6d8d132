package org.liandong.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exchange database of civil affairs with the two tables of reference §3.5, JDBC (1): tasks for the bureau in one, its
 * reports in the other. An SQLite file, which the hub opens like any other database. Safe for use by many threads.
 */
final class CivilAffairsTables implements Outcome.Wire {
    private static final String TABLES = """
            CREATE TABLE IF NOT EXISTS T_JN_DISPATCH_OUT (
              ID INTEGER NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CASE_NO VARCHAR(24) NOT NULL,
              ROLE_FLAG CHAR(1) NOT NULL, ITEM_CODE VARCHAR(6) NOT NULL, BT VARCHAR(200) NOT NULL, NR TEXT,
              SQR VARCHAR(60), LXFS VARCHAR(40), FSDZ VARCHAR(300), JD NUMERIC, WD NUMERIC,
              JJCD CHAR(1) NOT NULL, PQSJ TIMESTAMP NOT NULL, QSQX TIMESTAMP, BJQX TIMESTAMP,
              CZLX VARCHAR(10) NOT NULL, SM3 CHAR(64) NOT NULL, READ_FLAG CHAR(1) DEFAULT '0' NOT NULL,
              READ_TIME TIMESTAMP, ERR_MSG VARCHAR(500));
            CREATE UNIQUE INDEX IF NOT EXISTS UX_OUT ON T_JN_DISPATCH_OUT (TASK_NO, CZLX, PQSJ);
            CREATE TABLE IF NOT EXISTS T_JN_FEEDBACK_IN (
              ID INTEGER NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CZLX VARCHAR(10) NOT NULL, ZBBM VARCHAR(100), BLRY VARCHAR(40), BLYJ VARCHAR(4000), BLSJ TIMESTAMP,
              PJFK VARCHAR(200), YYDM VARCHAR(10), SQTS NUMERIC, SQDW CHAR(2), SFJJ CHAR(1), FJLJ VARCHAR(1000),
              GXSJ TIMESTAMP NOT NULL, EXCHANGE_FLAG CHAR(1) DEFAULT '0' NOT NULL, RETRY_CNT NUMERIC DEFAULT 0,
              ERR_MSG VARCHAR(500))
            """;

    private final Path file;

    /** @throws IllegalStateException if the file cannot be written */
    CivilAffairsTables(Path file) {
        this.file = file.toAbsolutePath();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES.split(";", -1)) {
                statement.execute(table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("前置库文件 %s 建不了: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** How the hub opens it. */
    String url() {
        return "jdbc:sqlite:" + file + "?journal_mode=WAL&busy_timeout=10000&date_class=TEXT";
    }

    URI address() {
        return file.toUri();
    }

    /**
     * A task or what follows one, as the hub wrote it.
     *
     * @param id of the row
     * @param key what the same row is known by, however often it is written
     */
    record Written(long id, String taskNo, String what, String text, String key) {}

    /** What the bureau has not read yet, oldest first. */
    synchronized List<Written> unread() throws SQLException {
        List<Written> found = new ArrayList<>();
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT ID, TASK_NO, CZLX, NR, PQSJ FROM T_JN_DISPATCH_OUT WHERE READ_FLAG = '0' ORDER BY ID");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String key = "%d %s".formatted(rows.getLong("ID"), rows.getString("PQSJ"));
                found.add(new Written(
                        rows.getLong("ID"),
                        rows.getString("TASK_NO"),
                        rows.getString("CZLX"),
                        String.valueOf(rows.getString("NR")),
                        key));
            }
        }
        return found;
    }

    /** @param trouble why the row cannot be acted on; null if it was */
    synchronized void read(Written row, @Nullable String trouble) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE T_JN_DISPATCH_OUT SET READ_FLAG = ?, READ_TIME = ?, ERR_MSG = ? WHERE ID = ?")) {
            statement.setString(1, trouble == null ? "1" : "9");
            statement.setTimestamp(2, Timestamp.valueOf(CityTime.now()));
            statement.setString(3, trouble);
            statement.setLong(4, row.id());
            statement.executeUpdate();
        }
    }

    /** Writes a report as a row; one that is written again is shown again. There is no answer but that it is committed. */
    @Override
    public synchronized Receipt report(Outcome outcome) {
        String sql = "INSERT INTO T_JN_FEEDBACK_IN (ID, TASK_NO, CZLX, ZBBM, BLRY, BLYJ, BLSJ, YYDM, SQTS, SQDW, SFJJ,"
                + " FJLJ, GXSJ) VALUES (?, ?, ?, '江宁区民政局', ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (ID) DO UPDATE SET EXCHANGE_FLAG = '0'";
        boolean longer = outcome.kind() == Outcome.Kind.EXTENSION;
        boolean done = outcome.kind() == Outcome.Kind.DONE;
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (Object value : new @Nullable Object[] {
                Long.parseLong(outcome.id().substring(outcome.id().lastIndexOf('-') + 1)),
                outcome.taskNo(),
                code(outcome.kind()),
                outcome.officer(),
                outcome.text(),
                Timestamp.valueOf(outcome.time()),
                reason(outcome.kind()),
                longer ? 5 : null,
                longer ? "WD" : null,
                done ? "1" : null,
                done ? "/jn/%s_1.jpg".formatted(outcome.taskNo()) : null,
                Timestamp.valueOf(outcome.time())
            }) {
                statement.setObject(at++, value);
            }
            statement.executeUpdate();
            return new Receipt(Receipt.Verdict.ACKNOWLEDGED, "0", "", "", "", "", List.of());
        } catch (SQLException e) {
            return Receipt.unclear(e.toString());
        }
    }

    private static String code(Outcome.Kind kind) {
        return switch (kind) {
            case SIGNED -> "QS";
            case PROGRESS -> "FK";
            case EXTENSION -> "YQ";
            case RETURN -> "TD";
            case DONE -> "BJ";
        };
    }

    private static @Nullable String reason(Outcome.Kind kind) {
        return switch (kind) {
            case RETURN -> "R02";
            case EXTENSION -> "E06";
            case SIGNED, PROGRESS, DONE -> null;
        };
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }
}
