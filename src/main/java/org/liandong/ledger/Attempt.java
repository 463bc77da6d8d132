package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a message.
 *
 * @param detail what the receiver or the network said
 * @param foreignNo the number the receiver gave it
 */
public record Attempt(
        long outboxId,
        int attemptNo,
        Instant startedAt,
        @Nullable Instant endedAt,
        AttemptOutcome outcome,
        @Nullable String detail,
        @Nullable String foreignNo) {}
