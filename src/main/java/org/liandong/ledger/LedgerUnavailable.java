package org.liandong.ledger;

/**
 * The ledger could not answer: it is closed, overloaded, or its database cannot be reached. Whether a write was committed is
 * unknown; asking again with the same idempotency key is safe. Nothing may be acknowledged.
 */
public final class LedgerUnavailable extends LedgerFailure {
    LedgerUnavailable(String message) {
        super(message);
    }

    LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
