package org.liandong.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isMadeOnceAndItsCertificateLiesBesideItForOthers() throws Exception {
        Path file = folder.resolve("signing.p12");
        SigningKey key = SigningKey.in(file, "geheim1");
        assertThat(key.isThere()).isFalse();
        assertThat(key.certificate()).isEqualTo(SigningKey.in(file, "geheim1").certificate());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(shown()).isEqualTo(key.certificate());

        // killed before it was written
        Files.delete(folder.resolve("signing.pem"));
        SigningKey.in(file, "geheim1").certificate();
        assertThat(shown()).isEqualTo(key.certificate());
    }

    @Test
    void aStoreThatCannotBeReadIsNamed() throws IOException {
        Path file = folder.resolve("other.p12");
        SigningKey.in(file, "geheim1").certificate();
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKey.in(file, "geheim2").certificate())
                .withMessageContaining("other.p12")
                .withMessageContaining("liandong.signing");
        Files.writeString(file, "no store");
        assertThatIllegalStateException()
                .isThrownBy(() -> SigningKey.in(file, "geheim1").certificate())
                .withMessageContaining("other.p12");
    }

    private Object shown() throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve("signing.pem"))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
