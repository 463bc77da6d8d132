package org.liandong.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/** Writes down what people do about messages that do not go on by themselves. */
public final class Repairs extends RepairsView {
    private final Clock clock;

    Repairs(Sql sql, Clock clock) {
        super(sql);
        this.clock = clock;
    }

    /** Lays a letter aside until then. */
    public void shelve(long outboxId, Instant until, String by, String reason) {
        sql.update(
                "INSERT INTO outbox_shelved (outbox_id, until, shelved_by, reason) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (outbox_id) DO UPDATE SET until = excluded.until,"
                        + " shelved_by = excluded.shelved_by, reason = excluded.reason",
                outboxId,
                until,
                by,
                reason);
    }

    /** It is no longer laid aside. */
    public void unshelve(long outboxId) {
        sql.update("DELETE FROM outbox_shelved WHERE outbox_id = ?", outboxId);
    }

    /**
     * @param items numbers of the messages, which are gone through in their order
     * @param agreed whether no second person is needed
     * @return its number
     */
    public long propose(
            RepairVerb verb,
            String title,
            String reason,
            int perMinute,
            String by,
            Collection<Long> items,
            boolean agreed) {
        long id = sql.number(
                "INSERT INTO repair_run (id, verb, title, reason, state, per_minute, made_at, made_by)"
                        + " VALUES ((SELECT coalesce(max(id), 0) + 1 FROM repair_run), ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                verb,
                title,
                reason,
                agreed ? RepairRun.State.RUNNING : RepairRun.State.PROPOSED,
                perMinute,
                clock.instant(),
                by);
        for (long item : items) {
            sql.update("INSERT INTO repair_item (run_id, item_id) VALUES (?, ?)", id, item);
        }
        return id;
    }

    /** A second person agrees. Whether that was needed and it is a second one. */
    public boolean approve(long run, String by) {
        return sql.update(
                        "UPDATE repair_run SET state = 'RUNNING', approved_at = ?, approved_by = ?"
                                + " WHERE id = ? AND state = 'PROPOSED' AND made_by <> ?",
                        clock.instant(),
                        by,
                        run,
                        by)
                == 1;
    }

    /** Whether it could be. */
    public boolean pause(long run) {
        return sql.update("UPDATE repair_run SET state = 'PAUSED' WHERE id = ? AND state = 'RUNNING'", run) == 1;
    }

    /** Whether it could be. */
    public boolean resume(long run) {
        return sql.update("UPDATE repair_run SET state = 'RUNNING' WHERE id = ? AND state = 'PAUSED'", run) == 1;
    }

    /** What has not been done is not done. Whether it could be. */
    public boolean stop(long run) {
        return sql.update(
                        "UPDATE repair_run SET state = 'STOPPED', ended_at = ? WHERE id = ? AND ended_at IS NULL",
                        clock.instant(),
                        run)
                == 1;
    }

    public void finish(long run) {
        sql.update(
                "UPDATE repair_run SET state = 'DONE', ended_at = ? WHERE id = ? AND state = 'RUNNING'",
                clock.instant(),
                run);
    }

    public void done(long run, long item, String result) {
        sql.update(
                "UPDATE repair_item SET done_at = ?, result = ? WHERE run_id = ? AND item_id = ?",
                clock.instant(),
                result,
                run,
                item);
    }
}
