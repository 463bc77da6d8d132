package org.liandong.ledger;

import java.time.Clock;

/** Counts what routes do, holds receivers back and lets them go. */
public final class Routes extends RoutesView {
    private final Heads heads;
    private final Clock clock;

    Routes(Sql sql, Heads heads, Clock clock) {
        super(sql);
        this.heads = heads;
        this.clock = clock;
    }

    /** Adds to what the route did in that hour. */
    public void count(Hour more) {
        sql.update(
                "INSERT INTO route_hour (route, hour, well, ill) VALUES (?, ?, ?, ?) ON CONFLICT (route, hour) DO UPDATE"
                        + " SET well = route_hour.well + excluded.well, ill = route_hour.ill + excluded.ill",
                more.route(),
                more.hour(),
                more.well(),
                more.ill());
    }

    public void remember(Last last) {
        sql.update(
                "INSERT INTO route_last (route, well_at, ill_at, ill_why) VALUES (?, ?, ?, ?) ON CONFLICT (route)"
                        + " DO UPDATE SET well_at = excluded.well_at, ill_at = excluded.ill_at, ill_why = excluded.ill_why",
                last.route(),
                last.wellAt(),
                last.illAt(),
                last.illWhy());
    }

    /** From now on nothing goes to the receiver; a call under way ends. */
    public boolean pause(String receiver, String by, String reason) {
        return hold(receiver, 0, by, reason);
    }

    /** What is written until now still goes, what comes later waits. */
    public boolean drain(String receiver, String by, String reason) {
        return hold(receiver, heads.outboxId, by, reason);
    }

    /** Whether anything has changed: a pause that drained before is one, a second pause is none. */
    private boolean hold(String receiver, long afterId, String by, String reason) {
        return sql.update(
                        "INSERT INTO route_hold (receiver, after_id, held_at, held_by, reason) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (receiver) DO UPDATE SET after_id = excluded.after_id,"
                                + " held_at = excluded.held_at, held_by = excluded.held_by, reason = excluded.reason,"
                                + " released_at = NULL WHERE route_hold.released_at IS NOT NULL"
                                + " OR route_hold.after_id > excluded.after_id",
                        receiver,
                        afterId,
                        clock.instant(),
                        by,
                        reason)
                > 0;
    }

    /** What has waited goes, in its order. Whether the receiver was held back. */
    public boolean release(String receiver) {
        boolean wasHeld = sql.update(
                        "UPDATE route_hold SET released_at = ? WHERE receiver = ? AND released_at IS NULL",
                        clock.instant(),
                        receiver)
                > 0;
        if (wasHeld) {
            sql.update(
                    "UPDATE outbox SET parked = 0, sent_at = NULL, round = round + 1 WHERE receiver = ? AND parked = 1 AND "
                            + OutboxView.OPEN,
                    receiver);
        }
        return wasHeld;
    }
}
