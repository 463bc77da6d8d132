package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What does not go on by itself, and what people have done about it. */
public class RepairsView {
    private static final String WHY =
            "coalesce(reason, (SELECT detail FROM delivery_attempt WHERE outbox_id = outbox.id ORDER BY attempt_no DESC"
                    + " LIMIT 1), '')";
    private static final String TROUBLED = "state = ? AND state IN ('IN_DOUBT', 'DEAD')";
    private static final String SHELVED =
            "EXISTS (SELECT 1 FROM outbox_shelved WHERE outbox_shelved.outbox_id = outbox.id AND until > ?)";
    private static final String SELECT_RUN =
            "SELECT id, verb, title, reason, state, per_minute, made_at, made_by, approved_at, approved_by, ended_at"
                    + " FROM repair_run ";

    final Sql sql;

    RepairsView(Sql sql) {
        this.sql = sql;
    }

    /**
     * Messages with the same words about what is wrong.
     *
     * @param of the receiver, or for a message that came in its sender
     */
    public record Counted(String of, String why, long count, Instant oldest) {}

    /** A letter that does not go on by itself. */
    public record Stuck(OutboxMessage message, String why) {}

    /** A letter that was laid aside. */
    public record Shelved(OutboxMessage message, Instant until, String by, String reason) {}

    /**
     * What came of one message.
     *
     * @param result in words; null if it has not been its turn
     */
    public record Item(
            long id, @Nullable Instant doneAt, @Nullable String result) {}

    /** How far a run is. */
    public record Progress(long all, long done) {}

    /** Letters in that state, IN_DOUBT or DEAD, counted by receiver and words; those laid aside are left out. */
    public List<Counted> letters(DeliveryState state, Instant now) {
        return sql.list(
                "SELECT receiver, why, count(*), min(created_at) FROM (SELECT receiver, created_at, " + WHY
                        + " AS why FROM outbox WHERE " + TROUBLED + " AND NOT " + SHELVED
                        + ") AS troubled GROUP BY receiver, why ORDER BY receiver, why",
                RepairsView::counted,
                state,
                now);
    }

    /** Those of one receiver, the oldest first. */
    public List<Stuck> letters(String receiver, DeliveryState state, Instant now) {
        return sql.list(
                "SELECT id, receiver, case_no, seq, operation, created_at, round, parked, state, reason, " + WHY
                        + " AS why FROM outbox WHERE receiver = ? AND " + TROUBLED + " AND NOT " + SHELVED
                        + " ORDER BY id",
                row -> new Stuck(OutboxView.message(row), row.getString("why")),
                receiver,
                state,
                now);
    }

    public List<Shelved> shelved(Instant now) {
        return sql.list(
                "SELECT id, receiver, case_no, seq, operation, created_at, round, parked, state, outbox.reason AS reason,"
                        + " until, shelved_by, outbox_shelved.reason AS shelf_reason FROM outbox_shelved"
                        + " JOIN outbox ON id = outbox_id WHERE state = 'DEAD' AND until > ? ORDER BY until, id",
                row -> new Shelved(
                        OutboxView.message(row),
                        Sql.requiredInstant(row, "until"),
                        row.getString("shelved_by"),
                        row.getString("shelf_reason")),
                now);
    }

    /** Messages in quarantine, counted by sender and reason. */
    public List<Counted> quarantined() {
        return sql.list(
                "SELECT sender, coalesce(quarantine_reason, ''), count(*), min(received_at) FROM inbox"
                        + " WHERE outcome = 'QUARANTINED' GROUP BY sender, coalesce(quarantine_reason, '')"
                        + " ORDER BY 1, 2",
                RepairsView::counted);
    }

    public List<RepairRun> runs(int limit) {
        return sql.list(SELECT_RUN + "ORDER BY id DESC LIMIT ?", RepairsView::run, limit);
    }

    /** Those that are not over, the oldest first. */
    public List<RepairRun> openRuns() {
        return sql.list(SELECT_RUN + "WHERE ended_at IS NULL ORDER BY id", RepairsView::run);
    }

    public Optional<RepairRun> run(long id) {
        return sql.first(SELECT_RUN + "WHERE id = ?", RepairsView::run, id);
    }

    public List<Item> items(long run, long afterId, int limit) {
        return sql.list(
                "SELECT item_id, done_at, result FROM repair_item WHERE run_id = ? AND item_id > ? ORDER BY item_id LIMIT ?",
                RepairsView::item,
                run,
                afterId,
                limit);
    }

    /** Those whose turn has not come, in their order. */
    public List<Item> openItems(long run, int limit) {
        return sql.list(
                "SELECT item_id, done_at, result FROM repair_item WHERE run_id = ? AND done_at IS NULL ORDER BY item_id"
                        + " LIMIT ?",
                RepairsView::item,
                run,
                limit);
    }

    public Progress progress(long run) {
        return new Progress(
                sql.number("SELECT count(*) FROM repair_item WHERE run_id = ?", run),
                sql.number("SELECT count(*) FROM repair_item WHERE run_id = ? AND done_at IS NOT NULL", run));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(row.getString(1), row.getString(2), row.getLong(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(row.getLong("item_id"), Sql.instant(row, "done_at"), Sql.text(row, "result"));
    }

    private static RepairRun run(ResultSet row) throws SQLException {
        return new RepairRun(
                row.getLong("id"),
                RepairVerb.valueOf(row.getString("verb")),
                row.getString("title"),
                row.getString("reason"),
                RepairRun.State.valueOf(row.getString("state")),
                row.getInt("per_minute"),
                Sql.requiredInstant(row, "made_at"),
                row.getString("made_by"),
                Sql.instant(row, "approved_at"),
                Sql.text(row, "approved_by"),
                Sql.instant(row, "ended_at"));
    }
}
