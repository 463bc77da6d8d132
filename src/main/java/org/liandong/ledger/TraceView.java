package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Level;
import org.liandong.cases.TaskNumber;

/** The steps of all cases. */
public class TraceView {
    private static final String SELECT = "SELECT " + String.join(", ", Chain.COLUMNS) + ", hash FROM trace ";

    final Sql sql;

    TraceView(Sql sql) {
        this.sql = sql;
    }

    /** All steps of the case in their order. */
    public List<TraceEntry> of(CaseNumber caseNo) {
        return sql.list(SELECT + "WHERE case_no = ? ORDER BY case_seq", TraceView::entry, caseNo);
    }

    /**
     * Steps of all cases in the order they were written.
     *
     * @param seq 0, or the last one seen
     */
    public List<TraceEntry> after(long seq, int limit) {
        return sql.list(SELECT + "WHERE seq > ? ORDER BY seq LIMIT ?", TraceView::entry, seq, limit);
    }

    /** Number of the last step written, 0 if there is none. */
    public long lastSeq() {
        return sql.number("SELECT max(seq) FROM trace");
    }

    private static TraceEntry entry(ResultSet row) throws SQLException {
        StageRecord step = new StageRecord(
                new CaseNumber(row.getString("case_no")),
                row.getLong("case_seq"),
                taskNo(Sql.text(row, "task_no")),
                row.getString("stage"),
                row.getString("action"),
                new StageRecord.Handling(
                        Sql.text(row, "lead_dept"),
                        Sql.text(row, "handler"),
                        Sql.text(row, "opinion"),
                        Sql.text(row, "evaluation")),
                Sql.requiredInstant(row, "action_time"),
                Sql.requiredInstant(row, "received_at"),
                new StageRecord.Actor(row.getString("actor_type"), row.getString("actor_id")),
                level(Sql.text(row, "level")),
                new StageRecord.Move(Sql.text(row, "from_state"), Sql.text(row, "to_state")),
                row.getInt("implied") == 1,
                Sql.text(row, "source_message"),
                row.getString("event"));
        return new TraceEntry(row.getLong("seq"), step, row.getString("prev_hash"), row.getString("hash"));
    }

    private static @Nullable TaskNumber taskNo(@Nullable String text) {
        return text == null ? null : new TaskNumber(text);
    }

    private static @Nullable Level level(@Nullable String text) {
        return text == null ? null : Level.valueOf(text);
    }
}
