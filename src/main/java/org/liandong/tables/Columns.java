package org.liandong.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a table as its database describes them, and what a mapping has to write into them. */
final class Columns {
    private static final Set<Integer> TEXTS =
            Set.of(Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR);
    private static final Set<Integer> NUMBERS = Set.of(
            Types.NUMERIC,
            Types.DECIMAL,
            Types.BIGINT,
            Types.INTEGER,
            Types.SMALLINT,
            Types.TINYINT,
            Types.DOUBLE,
            Types.FLOAT,
            Types.REAL);

    private final String table;
    private final Map<String, Column> columns;

    private Columns(String table, Map<String, Column> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** @param size most characters of a text; 0 if the database sets no limit */
    private record Column(int type, int size) {}

    /** What the mapping wrote does not go into the table. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        Unfit(String message) {
            super(message);
        }
    }

    static Columns of(Connection connection, String table) throws SQLException {
        try (PreparedStatement none = connection.prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
                ResultSet rows = none.executeQuery()) {
            ResultSetMetaData description = rows.getMetaData();
            Map<String, Column> columns = new LinkedHashMap<>();
            for (int i = 1; i <= description.getColumnCount(); i++) {
                int type = description.getColumnType(i);
                columns.put(
                        name(description, i), new Column(type, TEXTS.contains(type) ? description.getPrecision(i) : 0));
            }
            return new Columns(table, columns);
        }
    }

    /** Databases differ in the case in which they give names back; mappings use capitals. */
    static String name(ResultSetMetaData description, int column) throws SQLException {
        return description.getColumnLabel(column).toUpperCase(Locale.ROOT);
    }

    /**
     * The values of a row by column, as the driver wants them.
     *
     * @param key columns that must have a value
     * @throws Unfit naming the column and the cure
     */
    Map<String, @Nullable Object> values(ObjectNode row, List<String> key) throws Unfit {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : row.properties()) {
            String name = field.getKey().toUpperCase(Locale.ROOT);
            Column column = columns.get(name);
            if (column == null) {
                throw new Unfit("表%s没有列%s:请改映射".formatted(table, name));
            }
            values.put(name, value(name, column, field.getValue()));
        }
        for (String name : key) {
            if (values.get(name) == null) {
                throw new Unfit("列%s是行的身份,映射没有给它值".formatted(name));
            }
        }
        return values;
    }

    private static @Nullable Object value(String name, Column column, JsonNode value) throws Unfit {
        if (value.isNull()) {
            return null;
        }
        if (value.isContainerNode()) {
            throw new Unfit("列%s只能放单个值:请改映射".formatted(name));
        }
        String text = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
        try {
            if (isNumber(column.type())) {
                return new BigDecimal(text);
            }
            return switch (column.type()) {
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Timestamp.valueOf(text);
                case Types.DATE -> Date.valueOf(text.length() > 10 ? text.substring(0, 10) : text);
                default -> within(name, column, text);
            };
        } catch (IllegalArgumentException e) {
            throw new Unfit("列%s放不下“%s”:时间写成 yyyy-MM-dd HH:mm:ss,数只写数字".formatted(name, text));
        }
    }

    private static String within(String name, Column column, String text) throws Unfit {
        int length = text.codePointCount(0, text.length());
        if (column.size() > 0 && length > column.size()) {
            throw new Unfit("列%s最多%d字,要写%d字:请在映射里用 within 截短,全文放到别的列".formatted(name, column.size(), length));
        }
        return text;
    }

    /** As much of a text as the column holds, counting three bytes a character where it may count bytes. */
    String cut(String name, String text) {
        Column column = columns.get(name.toUpperCase(Locale.ROOT));
        int characters = column == null || column.size() == 0 ? text.length() : column.size() / 3;
        return text.length() <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters));
    }

    static boolean isNumber(int type) {
        return NUMBERS.contains(type);
    }

    /** Puts values into a statement, from its first parameter on. */
    static void set(PreparedStatement statement, Iterable<? extends @Nullable Object> values) throws SQLException {
        int at = 1;
        for (Object value : values) {
            if (value == null) {
                statement.setNull(at++, Types.NULL);
            } else {
                statement.setObject(at++, Objects.requireNonNull(value));
            }
        }
    }
}
