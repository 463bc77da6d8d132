package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing done to many messages, one after the other.
 *
 * @param title what messages these are, for people
 * @param perMinute how many at most
 * @param approvedBy the second person, where one is needed
 */
public record RepairRun(
        long id,
        RepairVerb verb,
        String title,
        String reason,
        State state,
        int perMinute,
        Instant madeAt,
        String madeBy,
        @Nullable Instant approvedAt,
        @Nullable String approvedBy,
        @Nullable Instant endedAt) {

    /** How far it is. */
    public enum State {
        /** A second person must agree. */
        PROPOSED("等另一人同意"),
        RUNNING("进行中"),
        PAUSED("已暂停"),
        /** Ended by a person before all was done. */
        STOPPED("已停止"),
        DONE("已做完");

        private final String chinese;

        State(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }

        public boolean isOver() {
            return this == STOPPED || this == DONE;
        }
    }
}
