package org.liandong.hub;

import java.util.Map;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How passwords are kept: those that people choose as argon2id, those that a machine made up as a digest. */
public final class Passwords {
    /** Before the digest of one that a machine made up. */
    static final String MADE = "secret";

    private static final String CHOSEN = "argon2id";

    private Passwords() {}

    public static PasswordEncoder encoder() {
        return new DelegatingPasswordEncoder(
                CHOSEN,
                Map.of(CHOSEN, Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8(), MADE, new SecretEncoder()));
    }
}
