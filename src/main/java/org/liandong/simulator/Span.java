package org.liandong.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A length of time somewhere between two bounds, both included. */
public record Span(Duration least, Duration most) {

    /** @throws IllegalArgumentException if the bounds are negative or the wrong way round */
    public Span {
        if (least.isNegative() || least.compareTo(most) > 0) {
            throw new IllegalArgumentException("时长区间不合法(下限须不小于0且不大于上限): " + least + ".." + most);
        }
    }

    public static Span ofMillis(long least, long most) {
        return new Span(Duration.ofMillis(least), Duration.ofMillis(most));
    }

    Duration pick(RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }
}
