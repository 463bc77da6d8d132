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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.simulator.FreePorts;

/** A PostgreSQL server with the exchange database of one department. */
final class ExchangeServer {
    private static final String DATABASE = "exchange";

    private final EmbeddedPostgres server;

    /** @param tables the statements that make them */
    ExchangeServer(String tables) {
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
        run("CREATE DATABASE " + DATABASE, "postgres");
        run(tables, DATABASE);
    }

    String url() {
        return server.getJdbcUrl("postgres", DATABASE);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    /** Nobody gets in any more, and who is in is thrown out. */
    void away() {
        run("ALTER DATABASE exchange ALLOW_CONNECTIONS false", "postgres");
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'exchange'", "postgres");
    }

    void back() {
        run("ALTER DATABASE exchange ALLOW_CONNECTIONS true", "postgres");
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

    List<Map<String, String>> select(String sql, Object value) {
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
