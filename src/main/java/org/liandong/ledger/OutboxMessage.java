package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/**
 * A message to be sent, without its payload.
 *
 * @param receiver for example {@code dept.CG}, {@code channel.12345}, {@code evaluation}
 * @param seq 1, 2, 3 … within the case and receiver: the order of delivery
 * @param round grows each time the message is handed to the broker anew on purpose
 * @param parked whether it waits for an earlier message of the same case and receiver
 * @param reason why it is refused or dead
 */
public record OutboxMessage(
        long id,
        String receiver,
        CaseNumber caseNo,
        long seq,
        String operation,
        Instant createdAt,
        int round,
        boolean parked,
        DeliveryState state,
        @Nullable String reason) {

    /** What the broker recognises a repetition by: a second hand-over of the same round is none. */
    public String duplicateId() {
        return id + "-" + round;
    }
}
