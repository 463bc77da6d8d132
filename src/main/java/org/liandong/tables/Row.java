package org.liandong.tables;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Rows;

/**
 * One row of a table as it was read.
 *
 * @param id what the database knows it by
 * @param time the value of its time column on the wall clock; null if it has none
 * @param columns its values by column in capitals; empty columns are left out
 */
record Row(Object id, @Nullable LocalDateTime time, ObjectNode columns) {
    private static final DateTimeFormatter WALL_CLOCK = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    static Row read(ResultSet rows, Rows settings) throws SQLException {
        ResultSetMetaData description = rows.getMetaData();
        ObjectNode columns = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            put(columns, Columns.name(description, i), description.getColumnType(i), rows, i);
        }
        Timestamp time = rows.getTimestamp(settings.time());
        return new Row(rows.getObject(settings.id()), time == null ? null : time.toLocalDateTime(), columns);
    }

    private static void put(ObjectNode columns, String name, int type, ResultSet rows, int column) throws SQLException {
        switch (type) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE -> {
                Timestamp time = rows.getTimestamp(column);
                if (time != null) {
                    columns.put(name, WALL_CLOCK.format(time.toLocalDateTime()));
                }
            }
            case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> {
                // photographs travel as paths
            }
            default -> {
                String text = rows.getString(column);
                if (text != null && Columns.isNumber(type)) {
                    columns.put(name, new BigDecimal(text));
                } else if (text != null) {
                    // a CHAR is filled up with blanks
                    columns.put(name, text.stripTrailing());
                }
            }
        }
    }

    /** The same for a row however often it is read; another once it was rewritten under a new time. */
    String version() {
        return id + "@" + time;
    }

    byte[] message() {
        return columns.toString().getBytes(StandardCharsets.UTF_8);
    }
}
