package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.TaskNumber;

/**
 * What one assignment contributes to its department's score (reference §4.7).
 *
 * @param dept code of the department scored
 * @param role LEAD, CO or PARTNER
 * @param periodAt the final due time: the month it falls in is the month scored
 */
public record EvaluationRecord(
        TaskNumber taskNo,
        String dept,
        String role,
        @Nullable String itemCode,
        Instant periodAt,
        Reached reached,
        Due due,
        Judged judged,
        Counts counts,
        Visit visit) {

    /** When it came how far. */
    public record Reached(
            Instant dispatchedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant signedAt,
            @Nullable Instant contactedAt,
            @Nullable Instant doneAt) {}

    /** Until when it should have. */
    public record Due(
            @Nullable Instant sign,
            @Nullable Instant contact,
            @Nullable Instant done) {}

    /** Whether it was in time; null where nothing was required. */
    public record Judged(
            @Nullable Boolean signOnTime,
            @Nullable Boolean contactOnTime,
            @Nullable Boolean doneOnTime) {}

    /** @param rounds 1 if it was never sent back to be done again */
    public record Counts(int returnsAsked, int returnsRejected, int rounds) {}

    /**
     * What the citizen said.
     *
     * @param valid whether the visit counts
     * @param resolved YES, PARTIAL or NO
     * @param satisfaction 1 to 5, 1 best; 1 to 3 is satisfied
     */
    public record Visit(
            boolean valid,
            @Nullable String resolved,
            @Nullable Integer satisfaction) {
        public static final Visit NONE = new Visit(false, null, null);
    }
}
