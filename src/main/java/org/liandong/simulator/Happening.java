package org.liandong.simulator;

import java.time.LocalDateTime;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Something that happened: what, where, when, and a number that no other happening of the same traffic has.
 *
 * @param time when it was noticed, Shanghai time
 */
record Happening(
        Scenes.Scene scene,
        Scenes.Place place,
        String spot,
        LocalDateTime time,
        int serial,
        String token,
        RandomGenerator random) {
    private static final List<String> SURNAMES = List.of("陈", "王", "李", "赵", "孙", "周", "吴", "徐", "朱", "马", "胡", "郭");

    String title() {
        return scene.titleAt(spot);
    }

    String text() {
        return scene.textAt(spot, random);
    }

    String surname() {
        return SURNAMES.get(random.nextInt(SURNAMES.size()));
    }

    /** A number that nobody has (reference §3.4: 199 0000 …). */
    String phone() {
        return "199000%05d".formatted(random.nextInt(100_000));
    }

    /** Degrees with six decimals, within a few hundred metres of the place. */
    double near(double degrees) {
        return Math.round((degrees + (random.nextDouble() - 0.5) * 0.006) * 1e6) / 1e6;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
