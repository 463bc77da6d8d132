package org.liandong.deadlines;

import java.time.Instant;
import java.util.List;

/**
 * The due times of one assignment. Sign, contact and stages never come after disposal (reference §2.2, invariant).
 *
 * @param cutByChannel whether the channel's own limit made disposal earlier than the item allows
 * @param warnings when to warn about disposal, earliest first
 */
public record Dues(
        Due sign, Due contact, Due dispose, boolean cutByChannel, List<StageDue> stages, List<Warning> warnings) {

    public Dues {
        stages = List.copyOf(stages);
        warnings = List.copyOf(warnings);
    }

    /** Until when a stage must be reported. */
    public record StageDue(String name, Due due) {}

    /** A moment at which the clock's share of running time is used up. */
    public record Warning(Mark mark, Instant at) {}

    /** When warnings are given (reference §4.6 rule 9). */
    public enum Mark {
        HALF(0.5),
        EIGHTY_PERCENT(0.8),
        DUE(1.0),
        TWENTY_PERCENT_OVER(1.2),
        HALF_OVER(1.5);

        private final double share;

        Mark(double share) {
            this.share = share;
        }

        public double share() {
            return share;
        }
    }
}
