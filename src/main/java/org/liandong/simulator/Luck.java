package org.liandong.simulator;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws that depend on a seed and a name alone, not on what else happens meanwhile. */
final class Luck {
    private Luck() {}

    /** Neighbouring names, such as numbers in a row, draw independently of one another. */
    static RandomGenerator of(long seed, String name) {
        long hash = seed;
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 0x100000001B3L + name.charAt(i);
        }
        return new SplittableRandom(hash).split();
    }
}
