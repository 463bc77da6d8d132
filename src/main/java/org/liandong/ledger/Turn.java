package org.liandong.ledger;

/** Whether a message may be delivered now. */
public sealed interface Turn {

    /** Deliver it; the attempt is on record as started. */
    record Go(int attemptNo) implements Turn {}

    /** An earlier message of the case and receiver is not settled; it has been parked and comes again by itself. */
    record Parked() implements Turn {}

    /** An attempt went out and nobody knows whether it arrived: ask the receiver first. */
    record InDoubt(Attempt last) implements Turn {}

    /** Nothing to deliver: it is done, refused, or waits for a person. */
    record Over(DeliveryState state) implements Turn {}
}
