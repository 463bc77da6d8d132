package org.liandong.ledger;

/** Writes down what departments' lists say. */
public final class StatedTasks extends StatedTasksView {
    StatedTasks(Sql sql) {
        super(sql);
    }

    /** What is said of a task later on the same day counts. */
    public void state(StatedTask task) {
        sql.update(
                "INSERT INTO stated_task (connector, day, task_no, standing, said_at, raw_id) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (connector, day, task_no) DO UPDATE SET standing = excluded.standing,"
                        + " said_at = excluded.said_at, raw_id = excluded.raw_id",
                task.connector(),
                task.day(),
                task.taskNo(),
                task.standing(),
                task.saidAt(),
                task.rawId());
    }

    /** Lists of days before this one are of no use any more. */
    public void forgetBefore(String connector, String day) {
        sql.update("DELETE FROM stated_task WHERE connector = ? AND day < ?", connector, day);
    }
}
