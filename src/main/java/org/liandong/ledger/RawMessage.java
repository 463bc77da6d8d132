package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a message before anything parsed it.
 *
 * @param entrance by which door it came, {@code connector/entry}
 * @param contentType as the sender declared it
 * @param charset as it was found to be
 */
public record RawMessage(
        String sender,
        String entrance,
        Instant receivedAt,
        @Nullable String contentType,
        @Nullable String charset) {

    /**
     * A message as the ledger keeps it.
     *
     * @param id {@code raw/yyyy/MM/dd/NNNNNN}
     * @param size bytes as they came
     * @param digest SM3 of the bytes as they came
     * @param erased whether retention has taken the bytes
     */
    public record Kept(String id, RawMessage message, int size, String digest, boolean erased) {}
}
