package org.liandong.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What departments' lists of a day say of their tasks. */
public class StatedTasksView {
    final Sql sql;

    StatedTasksView(Sql sql) {
        this.sql = sql;
    }

    /**
     * A line of such a list.
     *
     * @param day as {@code yyyy-MM-dd}
     * @param taskNo as the department writes it
     * @param standing name of how far the task has come
     * @param saidAt when the hub got to know
     */
    public record StatedTask(
            String connector, String day, String taskNo, String standing, Instant saidAt, String rawId) {}

    /** The latest day of which there is a list. */
    public Optional<String> lastDay(String connector) {
        return sql.first(
                "SELECT day FROM stated_task WHERE connector = ? ORDER BY day DESC LIMIT 1",
                row -> row.getString("day"),
                connector);
    }

    /** The list of the day, in the order of the task numbers. */
    public List<StatedTask> of(String connector, String day) {
        return sql.list(
                "SELECT connector, day, task_no, standing, said_at, raw_id FROM stated_task"
                        + " WHERE connector = ? AND day = ? ORDER BY task_no",
                row -> new StatedTask(
                        row.getString("connector"),
                        row.getString("day"),
                        row.getString("task_no"),
                        row.getString("standing"),
                        Sql.requiredInstant(row, "said_at"),
                        row.getString("raw_id")),
                connector,
                day);
    }
}
