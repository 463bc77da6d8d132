package org.liandong.ledger;

import java.time.Instant;
import java.util.Collection;

/** Opens alarms, counts, closes, and writes down what is to be told outside, in the same transaction. */
public final class Alarms extends AlarmsView {
    Alarms(Sql sql) {
        super(sql);
    }

    /** @param heralds those who are to tell of it */
    public void open(String subject, String title, String kind, String words, Instant at, Collection<String> heralds) {
        long id = sql.number(
                "INSERT INTO alarm (id, subject, title, kind, words, opened_at, times)"
                        + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM alarm), ?, ?, ?, ?, ?, 1) RETURNING id",
                subject,
                title,
                kind,
                words,
                at);
        notice(id, Event.OPENED, at, heralds);
    }

    /** The trouble is still there, in these words. */
    public void still(long id, String words) {
        sql.update("UPDATE alarm SET words = ? WHERE id = ?", words, id);
    }

    /** The trouble was gone and is there again. */
    public void again(long id, String words) {
        sql.update("UPDATE alarm SET words = ?, times = times + 1, clear_since = NULL WHERE id = ?", words, id);
    }

    /** The trouble is gone for now. */
    public void clear(long id, Instant at) {
        sql.update("UPDATE alarm SET clear_since = ? WHERE id = ?", at, id);
    }

    public void close(long id, Instant at, Collection<String> heralds) {
        sql.update("UPDATE alarm SET closed_at = ? WHERE id = ?", at, id);
        notice(id, Event.CLOSED, at, heralds);
    }

    /** Somebody takes it on. Whether nobody had before. */
    public boolean acknowledge(long id, String by, Instant at) {
        return sql.update(
                        "UPDATE alarm SET acked_at = ?, acked_by = ? WHERE id = ? AND closed_at IS NULL AND acked_at IS NULL",
                        at,
                        by,
                        id)
                == 1;
    }

    private void notice(long id, Event event, Instant at, Collection<String> heralds) {
        for (String herald : heralds) {
            sql.update(
                    "INSERT INTO alarm_notice (alarm_id, event, herald, made_at, next_at, tries, given_up)"
                            + " VALUES (?, ?, ?, ?, ?, 0, 0)",
                    id,
                    event,
                    herald,
                    at,
                    at);
        }
    }

    public void told(Notice notice, Instant at) {
        sql.update(
                "UPDATE alarm_notice SET told_at = ? WHERE alarm_id = ? AND event = ? AND herald = ?",
                at,
                notice.alarm().id(),
                notice.event(),
                notice.herald());
    }

    /** It could not be told: not before that moment again. */
    public void postpone(Notice notice, Instant until) {
        sql.update(
                "UPDATE alarm_notice SET tries = tries + 1, next_at = ? WHERE alarm_id = ? AND event = ? AND herald = ?",
                until,
                notice.alarm().id(),
                notice.event(),
                notice.herald());
    }

    /** It is too old to be told. */
    public void giveUp(Notice notice) {
        sql.update(
                "UPDATE alarm_notice SET given_up = 1 WHERE alarm_id = ? AND event = ? AND herald = ?",
                notice.alarm().id(),
                notice.event(),
                notice.herald());
    }

    /** How much room there is in this hour. */
    public void measure(Room room) {
        sql.update(
                "INSERT INTO disk_room (hour, free) VALUES (?, ?) ON CONFLICT (hour) DO UPDATE SET free = excluded.free",
                room.hour(),
                room.free());
    }
}
