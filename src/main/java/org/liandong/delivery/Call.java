package org.liandong.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.liandong.ledger.OutboxMessage;

/**
 * One attempt under way.
 *
 * @param begun when
 * @param lookUp whether it asks about an attempt in doubt instead of sending
 */
record Call(
        OutboxMessage message, Receiver receiver, ObjectNode letter, int attemptNo, Instant begun, boolean lookUp) {}
