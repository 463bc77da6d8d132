package org.liandong.ledger;

/** How one attempt to deliver a message ended. */
public enum AttemptOutcome {
    /** Recorded before the call; still so afterwards only if the hub died during it. */
    STARTED,
    /** The receiver took it. */
    DELIVERED,
    /** The receiver refused it for a reason of its business: no use trying again. */
    REFUSED,
    /** It did not arrive, for certain: may be tried again. */
    FAILED,
    /** It may have arrived. */
    UNKNOWN
}
