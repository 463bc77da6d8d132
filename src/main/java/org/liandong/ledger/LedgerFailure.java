package org.liandong.ledger;

/** The database refused a statement. The unit of work that ran it has left no trace. */
public class LedgerFailure extends RuntimeException {
    LedgerFailure(String message) {
        super(message);
    }

    LedgerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
