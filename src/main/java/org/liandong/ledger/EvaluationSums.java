package org.liandong.ledger;

/**
 * The sums a department's score is made of, over one period (reference §4.7).
 *
 * @param sign of those that had to be signed, how many were in time; likewise contact and done
 * @param feedbacks how often a task was reported done, every round counted
 * @param redone rounds beyond the first
 * @param resolvedHalves valid visits: YES counts 2, PARTIAL 1, so that nothing is rounded
 */
public record EvaluationSums(
        String dept,
        long tasks,
        long delivered,
        Share sign,
        Share contact,
        Share done,
        long returnsAsked,
        long returnsRejected,
        long feedbacks,
        long redone,
        long validVisits,
        long resolvedHalves,
        long satisfied) {

    /** So many of so many in time. */
    public record Share(long onTime, long due) {}
}
