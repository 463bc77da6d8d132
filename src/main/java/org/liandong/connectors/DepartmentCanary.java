package org.liandong.connectors;

import java.time.Duration;

/**
 * What becomes of a canary (探测件) at a department.
 *
 * @param item code of the work item that it is of
 * @param answers how far the department's system answers it by itself
 * @param within how long it may take, from the channel to the department and back
 */
public record DepartmentCanary(String item, Answers answers, Duration within) {

    /** What the system does by itself. */
    public enum Answers {
        /** It takes the task, and a person would have to do the rest. */
        TAKEN,
        /** It signs for it, too. */
        SIGNED,
        /** It reports it done, too. */
        DONE;

        static Answers of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
