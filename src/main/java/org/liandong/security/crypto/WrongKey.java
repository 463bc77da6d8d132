package org.liandong.security.crypto;

/** What was sealed cannot be opened: another key, a missing key, or altered bytes. The message says which and the cure. */
public final class WrongKey extends RuntimeException {
    public WrongKey(String message) {
        super(message);
    }

    WrongKey(String message, Throwable cause) {
        super(message, cause);
    }
}
