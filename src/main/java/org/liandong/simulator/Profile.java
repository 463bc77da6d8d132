package org.liandong.simulator;

import java.time.Duration;

/**
 * How a department works, as data. Shares are between 0 and 1; what happens to a task is drawn from the seed and the task
 * number alone, so the same task fares the same in every run.
 *
 * @param seed of all that is drawn
 * @param sign from taking a task to signing for it
 * @param work from one report to the next
 * @param returns share of tasks handed back as not its own
 * @param extensions share of tasks for which it asks for more time
 * @param progress share of tasks on which it reports in between
 * @param deduplicates whether a task sent again under the same number is recognised; old systems open a second one
 * @param conduct how it treats those who call
 * @param slowness how long {@link Conduct#SLOW} makes a caller wait
 */
public record Profile(
        long seed,
        Span sign,
        Span work,
        double returns,
        double extensions,
        double progress,
        boolean deduplicates,
        Conduct conduct,
        Duration slowness) {

    /** @throws IllegalArgumentException if a share is outside 0 to 1 or the three exceed 1 together */
    public Profile {
        if (returns < 0 || extensions < 0 || progress < 0 || returns + extensions + progress > 1) {
            throw new IllegalArgumentException("部门画像比例不合法:returns、extensions、progress 均须不小于0且合计不大于1");
        }
    }

    /** A department that can be watched: signs within seconds, returns 6 in 100, asks for more time for 5 in 100. */
    public static Profile demo(long seed) {
        return new Profile(
                seed,
                Span.ofMillis(300, 2_000),
                Span.ofMillis(1_000, 5_000),
                0.06,
                0.05,
                0.25,
                true,
                Conduct.PROPER,
                Duration.ofSeconds(8));
    }

    /** A department that signs and is done within milliseconds, with neither returns nor extensions. */
    public static Profile quick(long seed) {
        return new Profile(
                seed, Span.ofMillis(1, 20), Span.ofMillis(1, 20), 0, 0, 0, true, Conduct.PROPER, Duration.ofSeconds(2));
    }

    public Profile behaving(Conduct other) {
        return new Profile(seed, sign, work, returns, extensions, progress, deduplicates, other, slowness);
    }

    public Profile withShares(double newReturns, double newExtensions, double newProgress) {
        return new Profile(seed, sign, work, newReturns, newExtensions, newProgress, deduplicates, conduct, slowness);
    }

    public Profile signingAfter(Span other) {
        return new Profile(seed, other, work, returns, extensions, progress, deduplicates, conduct, slowness);
    }

    /** The same department with a system that opens a second task when it is sent one twice. */
    public Profile forgetful() {
        return new Profile(seed, sign, work, returns, extensions, progress, false, conduct, slowness);
    }
}
