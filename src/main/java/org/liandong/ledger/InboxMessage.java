package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in and what it was answered.
 *
 * @param contentDigest SM3 of the mapped message: same key and other digest is a conflict, not a repetition
 * @param rawId where the bytes are, as {@link RawMessages#add} gave it
 * @param caseNo the case it made or touched
 * @param answer the receipt given, JSON; a repetition gets the same again
 * @param quarantineReason why a person had to look at it; stays when it has been mended
 */
public record InboxMessage(
        InboxKey key,
        String contentDigest,
        @Nullable String rawId,
        Instant receivedAt,
        InboxOutcome outcome,
        @Nullable String caseNo,
        String answer,
        @Nullable String quarantineReason) {}
