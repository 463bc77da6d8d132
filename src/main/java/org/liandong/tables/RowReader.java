package org.liandong.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Rows;

/** Reads the rows of one table that the hub has not taken yet, and notes what became of them. Used by one thread. */
final class RowReader {
    private static final int AT_ONCE = 500;

    private final ExchangeDatabase database;
    private final String table;
    private final Rows rows;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Supplier<Optional<Instant>> last;
    private final Set<String> tried = new HashSet<>();
    private @Nullable Watermark watermark;

    /**
     * @param zone of the wall clocks of those who write the table
     * @param last when something was taken out of this table before
     */
    RowReader(
            ExchangeDatabase database,
            String table,
            Rows rows,
            InstantSource clock,
            ZoneId zone,
            Supplier<Optional<Instant>> last) {
        this.database = database;
        this.table = table;
        this.rows = rows;
        this.clock = clock;
        this.zone = zone;
        this.last = last;
    }

    /** The next rows, in the order of their time; none if all were looked at, and then the next look begins anew. */
    List<Row> next() throws SQLException {
        List<Row> found = rows.flag().isPresent() ? flagged(rows.flag().get()) : sinceWatermark(watermark());
        if (found.isEmpty()) {
            tried.clear();
            if (watermark != null) {
                watermark.complete(now());
            }
        }
        found.forEach(row -> tried.add(row.version()));
        return found;
    }

    /** The look was broken off: what was not taken is found again by the next. */
    void restart() {
        tried.clear();
    }

    private List<Row> flagged(Rows.Flag flag) throws SQLException {
        return read(flag.column() + " = ?", flag.open());
    }

    private List<Row> sinceWatermark(Watermark mark) throws SQLException {
        return read("(%1$s >= ? OR %1$s IS NULL)".formatted(rows.time()), Timestamp.valueOf(mark.from(now())));
    }

    private List<Row> read(String where, Object value) throws SQLException {
        String sql = "SELECT * FROM %s WHERE %s ORDER BY %s, %s".formatted(table, where, rows.time(), rows.id());
        List<Row> found = new ArrayList<>();
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(database.seconds());
                statement.setFetchSize(AT_ONCE);
                statement.setObject(1, value);
                try (ResultSet all = statement.executeQuery()) {
                    while (found.size() < AT_ONCE && all.next()) {
                        Row row = Row.read(all, rows);
                        if (!tried.contains(row.version()) && (watermark == null || watermark.isNew(row))) {
                            found.add(row);
                        }
                    }
                }
                connection.rollback();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                database.giveUp(connection);
                throw e;
            }
        }
        return found;
    }

    /**
     * The row is in the ledger.
     *
     * @param trouble what is wrong with it; null if it was understood
     */
    void taken(Row row, @Nullable String trouble) throws SQLException {
        if (watermark != null) {
            watermark.take(row, now());
        }
        if (rows.flag().isPresent()) {
            mark(rows.flag().get(), row, trouble);
        }
    }

    private void mark(Rows.Flag flag, Row row, @Nullable String trouble) throws SQLException {
        boolean explained = trouble != null && !flag.reason().isEmpty();
        String sql = "UPDATE %s SET %s = ?%s WHERE %s = ? AND %s = ?"
                .formatted(
                        table, flag.column(), explained ? ", " + flag.reason() + " = ?" : "", rows.id(), flag.column());
        try (Connection connection = database.open()) {
            List<Object> values = new ArrayList<>();
            values.add(trouble == null ? flag.taken() : flag.failed());
            if (explained) {
                values.add(Columns.of(connection, table).cut(flag.reason(), String.valueOf(trouble)));
            }
            values.add(row.id());
            values.add(flag.open());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(database.seconds());
                Columns.set(statement, values);
                statement.executeUpdate();
            } catch (SQLException e) {
                database.giveUp(connection);
                throw e;
            }
        }
    }

    private Watermark watermark() {
        Watermark mark = watermark;
        if (mark == null) {
            mark = new Watermark(
                    rows,
                    last.get().map(at -> LocalDateTime.ofInstant(at, zone)).orElse(null),
                    now());
            watermark = mark;
        }
        return mark;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }
}
