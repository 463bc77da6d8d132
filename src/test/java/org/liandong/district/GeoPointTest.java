package org.liandong.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GeoPointTest {
    private static final double METRES = 50;

    @Test
    void theBoxAroundAPointHoldsEverythingWithinTheDistanceAndLittleElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            GeoPoint here = new GeoPoint(118 + random.nextDouble(), 31 + random.nextDouble());
            GeoPoint.Box box = here.around(METRES);
            GeoPoint there = new GeoPoint(
                    here.lng() + (random.nextDouble() - 0.5) * 0.002, here.lat() + (random.nextDouble() - 0.5) * 0.002);
            boolean inside = there.lng() >= box.southWest().lng()
                    && there.lng() <= box.northEast().lng()
                    && there.lat() >= box.southWest().lat()
                    && there.lat() <= box.northEast().lat();

            double apart = here.metresTo(there);
            if (apart <= METRES) {
                assertThat(inside).as("seed %d: %s %s", seed, here, there).isTrue();
            } else if (apart > METRES * Math.sqrt(2) * 1.001) {
                assertThat(inside).as("seed %d: %s %s", seed, here, there).isFalse();
            }
        }
    }
}
