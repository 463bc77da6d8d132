package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.liandong.security.crypto.KeyRing;

/** A person's data already encrypted, and its new reference: done in the caller's thread. */
public final class SealedPerson {
    private static final SecureRandom RANDOM = new SecureRandom();

    final String ref;
    final byte[] sealed;
    final List<String> phoneDigests;

    SealedPerson(KeyRing keys, String json, List<String> phones) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        this.ref = "pii/" + HexFormat.of().formatHex(random);
        this.sealed = keys.seal(json.getBytes(StandardCharsets.UTF_8), ref);
        this.phoneDigests = phones.stream()
                .map(phone -> phoneDigest(keys, phone))
                .distinct()
                .toList();
    }

    /** {@code pii/} and 128 random bits: tells nothing about the person. */
    public String ref() {
        return ref;
    }

    static String phoneDigest(KeyRing keys, String phone) {
        return keys.digest("phone", phone);
    }
}
