package org.liandong.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.liandong.security.crypto.Sm3;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * For secrets made by a machine, which nobody can guess and which stand in {@code secrets.yaml} as they are: a slow hash would
 * protect nothing and cost every call of the interface some 70 ms of a processor.
 */
final class SecretEncoder implements PasswordEncoder {
    @Override
    public String encode(CharSequence secret) {
        return Sm3.hex(secret.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean matches(CharSequence secret, @Nullable String encoded) {
        return encoded != null
                && MessageDigest.isEqual(
                        encode(secret).getBytes(StandardCharsets.UTF_8), encoded.getBytes(StandardCharsets.UTF_8));
    }
}
