package org.liandong.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.tables.Columns.Unfit;

/** Writes rows into a system's tables, each once however often it is asked to. Safe for any thread. */
final class RowWriter {
    /** Classes of SQLSTATE in which the row itself is at fault; 72 is what Oracle says of a value too large. */
    private static final Set<String> ROW_AT_FAULT = Set.of("22", "23", "72");

    private final ExchangeDatabase database;
    private final List<String> key;

    /** @param key columns that are equal only in one and the same row */
    RowWriter(ExchangeDatabase database, List<String> key) {
        this.database = database;
        this.key = key.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    /**
     * What became of it, in the form of an answer: DELIVERED, also if the row was there already; REFUSED if the table cannot
     * take such a row; RETRY if nothing can have been written.
     *
     * @throws SQLException if the row may be there or not; asking again finds out
     */
    ObjectNode write(String table, ObjectNode row) throws SQLException {
        Connection opened;
        try {
            opened = database.open();
        } catch (SQLException e) {
            return answer("RETRY", "连不上前置库: " + e.getMessage());
        }
        try (Connection connection = opened) {
            Map<String, @Nullable Object> values;
            try {
                values = Columns.of(connection, table).values(row, key);
                if (isThere(connection, table, values)) {
                    return answer("DELIVERED", "该行已在表中");
                }
            } catch (Unfit e) {
                return answer("REFUSED", e.getMessage());
            } catch (SQLException e) {
                database.giveUp(connection);
                return answer("RETRY", "前置库的表%s读不了: %s".formatted(table, e.getMessage()));
            }
            return insert(connection, table, values);
        }
    }

    private boolean isThere(Connection connection, String table, Map<String, @Nullable Object> values)
            throws SQLException {
        String where = key.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM " + table + " WHERE " + where)) {
            statement.setQueryTimeout(database.seconds());
            List<@Nullable Object> wanted = new ArrayList<>();
            key.forEach(column -> wanted.add(values.get(column)));
            Columns.set(statement, wanted);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private ObjectNode insert(Connection connection, String table, Map<String, @Nullable Object> values)
            throws SQLException {
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        String.join(", ", Collections.nCopies(values.size(), "?")));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(database.seconds());
            Columns.set(statement, values.values());
            statement.executeUpdate();
            return answer("DELIVERED", null);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || !ROW_AT_FAULT.contains(state.substring(0, 2))) {
                database.giveUp(connection);
                throw e;
            }
            // an earlier attempt, given up as too slow, may have come through since
            return isThere(connection, table, values)
                    ? answer("DELIVERED", "该行已在表中")
                    : answer("REFUSED", "前置库的表%s不收这一行: %s".formatted(table, e.getMessage()));
        }
    }

    private static ObjectNode answer(String result, @Nullable String message) {
        return JsonNodeFactory.instance.objectNode().put("result", result).put("message", message);
    }
}
