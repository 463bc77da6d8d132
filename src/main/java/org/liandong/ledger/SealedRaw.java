package org.liandong.ledger;

import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.Sm3;

/** A message with its bytes already digested and encrypted: done in the caller's thread, for the writer has better to do. */
public final class SealedRaw {
    final RawMessage message;
    final int size;
    final String digest;
    final byte[] sealed;

    SealedRaw(KeyRing keys, RawMessage message, byte[] bytes) {
        this.message = message;
        this.size = bytes.length;
        this.digest = Sm3.hex(bytes);
        this.sealed = keys.seal(bytes, context(digest));
    }

    /** SM3 of the bytes as they came. */
    public String digest() {
        return digest;
    }

    static String context(String digest) {
        return "raw " + digest;
    }
}
