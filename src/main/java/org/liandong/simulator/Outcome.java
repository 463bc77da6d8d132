package org.liandong.simulator;

import java.time.LocalDateTime;

/**
 * Something a department has to say about a task.
 *
 * @param id unique in the department; a repeated report carries the same
 * @param taskNo the hub's task number
 * @param deptTaskNo the department's own number
 * @param kind what it says
 * @param time when it happened, Shanghai time
 * @param officer who did it
 * @param text in words
 * @param suggestedDepartment to whom a returned task belongs in the department's view, or empty
 */
record Outcome(
        String id,
        String taskNo,
        String deptTaskNo,
        Kind kind,
        LocalDateTime time,
        String officer,
        String text,
        String suggestedDepartment) {

    enum Kind {
        SIGNED,
        PROGRESS,
        EXTENSION,
        RETURN,
        DONE
    }

    /** Brings an outcome to the hub. */
    interface Wire {
        /** @return what the hub said, {@link Receipt.Verdict#UNCLEAR} if it said nothing usable */
        Receipt report(Outcome outcome) throws InterruptedException;
    }
}
