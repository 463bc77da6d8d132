package org.liandong.journeys;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.simulator.FreePorts;

/** The civil affairs bureau's exchange database with the tables of reference §3.5, JDBC (1), on PostgreSQL. */
final class CivilAffairs {
    private static final String TABLES = """
            CREATE TABLE T_JN_DISPATCH_OUT (
              ID NUMERIC(18) NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CASE_NO VARCHAR(24) NOT NULL,
              ROLE_FLAG CHAR(1) NOT NULL, ITEM_CODE VARCHAR(6) NOT NULL, BT VARCHAR(200) NOT NULL, NR TEXT,
              SQR VARCHAR(60), LXFS VARCHAR(40), FSDZ VARCHAR(300), JD NUMERIC(10,6), WD NUMERIC(10,6),
              JJCD CHAR(1) NOT NULL, PQSJ TIMESTAMP(0) NOT NULL, QSQX TIMESTAMP(0), BJQX TIMESTAMP(0),
              CZLX VARCHAR(10) NOT NULL, SM3 CHAR(64) NOT NULL, READ_FLAG CHAR(1) DEFAULT '0' NOT NULL,
              READ_TIME TIMESTAMP(0), ERR_MSG VARCHAR(500), GXSJ TIMESTAMP(0) DEFAULT now() NOT NULL);
            CREATE UNIQUE INDEX UX_OUT ON T_JN_DISPATCH_OUT (TASK_NO, CZLX, PQSJ);
            CREATE TABLE T_JN_FEEDBACK_IN (
              ID NUMERIC(18) NOT NULL PRIMARY KEY, TASK_NO VARCHAR(32) NOT NULL, CZLX VARCHAR(10) NOT NULL,
              ZBBM VARCHAR(100), BLRY VARCHAR(40), BLYJ VARCHAR(4000), BLSJ TIMESTAMP(0), PJFK VARCHAR(200),
              YYDM VARCHAR(10), SQTS NUMERIC(4), SQDW CHAR(2), SFJJ CHAR(1), FJLJ VARCHAR(1000),
              GXSJ TIMESTAMP(0) DEFAULT now() NOT NULL, EXCHANGE_FLAG CHAR(1) DEFAULT '0' NOT NULL,
              RETRY_CNT NUMERIC(3) DEFAULT 0, ERR_MSG VARCHAR(500));
            """;

    private final EmbeddedPostgres server;
    private int rows;

    CivilAffairs() {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(FreePorts.next())
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setRegisterShutdownHook(true)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL没有启动: " + e.getMessage(), e);
        }
        run("CREATE DATABASE mz", "postgres");
        run(TABLES, "mz");
    }

    String url() {
        return server.getJdbcUrl("postgres", "mz");
    }

    /** What the hub wrote for it about a task, oldest first. */
    List<Map<String, String>> written(String taskNo) {
        return select("SELECT * FROM T_JN_DISPATCH_OUT WHERE TASK_NO = ? ORDER BY ID", taskNo);
    }

    /**
     * It writes a row about a task.
     *
     * @param columns further columns and their values
     * @return the row's number
     */
    int writes(String taskNo, String what, Object... columns) {
        int id = 55_100 + rows++;
        writes(id, taskNo, what, columns);
        return id;
    }

    void writes(int id, String taskNo, String what, Object... columns) {
        StringBuilder names = new StringBuilder("ID, TASK_NO, CZLX, ZBBM, BLRY, BLSJ");
        List<Object> values =
                new ArrayList<>(List.of(id, taskNo, what, "江宁区民政局", "林某", Timestamp.valueOf("2026-07-09 20:00:00")));
        for (int i = 0; i < columns.length; i += 2) {
            names.append(", ").append(columns[i]);
            values.add(columns[i + 1]);
        }
        update(
                "INSERT INTO T_JN_FEEDBACK_IN (%s) VALUES (%s)".formatted(names, "?, ".repeat(values.size() - 1) + "?"),
                values.toArray());
    }

    /** What the hub made of a row: flag and reason. */
    Map<String, String> row(int id) {
        return select("SELECT * FROM T_JN_FEEDBACK_IN WHERE ID = ?", id).get(0);
    }

    String flag(int id) {
        return String.valueOf(row(id).get("EXCHANGE_FLAG"));
    }

    /** Nobody gets in any more, and who is in is thrown out. */
    void away() {
        run("ALTER DATABASE mz ALLOW_CONNECTIONS false", "postgres");
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'mz'", "postgres");
    }

    void back() {
        run("ALTER DATABASE mz ALLOW_CONNECTIONS true", "postgres");
    }

    void update(String sql, Object... values) {
        try (Connection connection = DriverManager.getConnection(url());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Map<String, String>> select(String sql, Object value) {
        List<Map<String, String>> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (ResultSet all = statement.executeQuery()) {
                ResultSetMetaData description = all.getMetaData();
                while (all.next()) {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 1; i <= description.getColumnCount(); i++) {
                        @Nullable String text = all.getString(i);
                        if (text != null) {
                            row.put(description.getColumnName(i).toUpperCase(java.util.Locale.ROOT), text.strip());
                        }
                    }
                    found.add(row);
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql, String database) {
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("postgres", database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
