package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LuckTest {

    @Test
    void numbersInARowDrawEvenly() {
        long lucky = IntStream.range(0, 10_000)
                .filter(i -> Luck.of(5, "JN20260707010%06d-01".formatted(i)).nextDouble() < 0.06)
                .count();

        assertThat(lucky).isBetween(500L, 700L);
    }

    @Test
    void theSameNameDrawsTheSame() {
        assertThat(Luck.of(5, "a").nextLong()).isEqualTo(Luck.of(5, "a").nextLong());
        assertThat(Luck.of(5, "a").nextLong()).isNotEqualTo(Luck.of(6, "a").nextLong());
    }
}
