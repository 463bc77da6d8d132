package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The alarms, and what is still to be told of them. */
public class AlarmsView {
    private static final String SELECT =
            "SELECT id, subject, title, kind, words, opened_at, times, clear_since, closed_at, acked_at, acked_by FROM alarm ";

    final Sql sql;

    AlarmsView(Sql sql) {
        this.sql = sql;
    }

    /** What happened to an alarm. */
    public enum Event {
        OPENED,
        CLOSED
    }

    /**
     * Something to be told to somebody outside.
     *
     * @param herald by whom
     * @param tries in vain until now
     */
    public record Notice(Alarm alarm, Event event, String herald, Instant madeAt, int tries) {}

    /** A moment and how many bytes there was room for. */
    public record Room(Instant hour, long free) {}

    /** All that are open, the oldest first. */
    public List<Alarm> open() {
        return sql.list(SELECT + "WHERE closed_at IS NULL ORDER BY id", AlarmsView::alarm);
    }

    public long openCount() {
        return sql.number("SELECT count(*) FROM alarm WHERE closed_at IS NULL");
    }

    /** Closed ones, the latest opened first. */
    public List<Alarm> closed(int limit) {
        return sql.list(SELECT + "WHERE closed_at IS NOT NULL ORDER BY id DESC LIMIT ?", AlarmsView::alarm, limit);
    }

    public Optional<Alarm> find(long id) {
        return sql.first(SELECT + "WHERE id = ?", AlarmsView::alarm, id);
    }

    /** What is to be told by now, the oldest first. */
    public List<Notice> due(Instant now, int limit) {
        return sql.list(
                "SELECT id, subject, title, kind, words, opened_at, times, clear_since, closed_at, acked_at, acked_by,"
                        + " event, herald, made_at, tries FROM alarm_notice JOIN alarm ON id = alarm_id"
                        + " WHERE told_at IS NULL AND given_up = 0 AND next_at <= ? ORDER BY made_at, event DESC LIMIT ?",
                row -> new Notice(
                        alarm(row),
                        Event.valueOf(row.getString("event")),
                        row.getString("herald"),
                        Sql.requiredInstant(row, "made_at"),
                        row.getInt("tries")),
                now,
                limit);
    }

    /** How much room there was since then, hour by hour. */
    public List<Room> room(Instant since) {
        return sql.list(
                "SELECT hour, free FROM disk_room WHERE hour >= ? ORDER BY hour",
                row -> new Room(Sql.requiredInstant(row, "hour"), row.getLong("free")),
                since);
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                row.getString("subject"),
                row.getString("title"),
                row.getString("kind"),
                row.getString("words"),
                Sql.requiredInstant(row, "opened_at"),
                row.getInt("times"),
                Sql.instant(row, "clear_since"),
                Sql.instant(row, "closed_at"),
                Sql.instant(row, "acked_at"),
                Sql.text(row, "acked_by"));
    }
}
