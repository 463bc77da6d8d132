package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.Sm3;

/**
 * What went out in an attempt to deliver a message, and what came back.
 *
 * @param asking whether it asked what had become of the attempt, instead of sending
 * @param at when it was over
 * @param answer null if nothing came back
 */
public record Exchange(
        long outboxId,
        int attemptNo,
        boolean asking,
        Instant at,
        Said sent,
        @Nullable Said answer) {

    /**
     * One side of it.
     *
     * @param size bytes on the wire
     * @param digest SM3 of these bytes
     * @param text as people can read it, without what is secret between hub and receiver; null if none was kept or retention has taken it
     */
    public record Said(int size, String digest, @Nullable String text) {
        public static Said of(byte[] bytes, @Nullable String text) {
            return new Said(bytes.length, Sm3.hex(bytes), text);
        }
    }
}
