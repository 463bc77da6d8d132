package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as the inbox holds it.
 *
 * @param id grows with every message; the place to continue a list from
 * @param mending set once it was released from quarantine
 */
public record InboxEntry(
        long id, InboxMessage message, @Nullable Mending mending) {

    /** Who released it from quarantine, when, and what was mended. */
    public record Mending(String by, Instant at, String how) {}
}
