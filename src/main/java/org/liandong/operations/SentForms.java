package org.liandong.operations;

import java.util.Optional;
import org.liandong.ledger.OutboxMessage;

/** How letters look on their way. Safe for any thread. */
@FunctionalInterface
public interface SentForms {
    /**
     * The letter in its receiver's form, without what is secret between the hub and the receiver.
     *
     * @param payload as it was written down
     * @param version of the receiver's connector by which it went; empty for the one that is at work
     * @return empty if the receiver is gone or has no form for it
     */
    Optional<String> of(OutboxMessage message, String payload, Optional<String> version);
}
