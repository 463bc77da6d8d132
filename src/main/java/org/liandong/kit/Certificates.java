package org.liandong.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.liandong.security.Keytool;

/** Certificates for this machine's own address, made for one rehearsal by the Java machine's {@code keytool}. */
final class Certificates {
    static final String PASSWORD = "rehearsal";
    private static final String AUTHORITY = "authority";
    private static final String GOOD = "good";
    private static final String EXPIRED = "expired";
    private static final String ALGORITHM = "EC";

    private final KeyStore keys;
    private final Path trusted;

    private Certificates(KeyStore keys, Path trusted) {
        this.keys = keys;
        this.trusted = trusted;
    }

    /** @throws UncheckedIOException if they cannot be made there */
    static Certificates makeIn(Path folder) {
        Path file = folder.resolve("keys.p12");
        try {
            Keytool.pair(file, PASSWORD, AUTHORITY, ALGORITHM, "-ext", "bc:c", "-validity", "2");
            Keytool.pair(
                    file,
                    PASSWORD,
                    GOOD,
                    ALGORITHM,
                    "-signer",
                    AUTHORITY,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2");
            Keytool.pair(
                    file,
                    PASSWORD,
                    EXPIRED,
                    ALGORITHM,
                    "-signer",
                    AUTHORITY,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-startdate",
                    "-9d",
                    "-validity",
                    "3");
            KeyStore keys = KeyStore.getInstance(Keytool.TYPE);
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            KeyStore authorities = KeyStore.getInstance(Keytool.TYPE);
            authorities.load(null, null);
            authorities.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
            Path trusted = folder.resolve("trusted.p12");
            try (OutputStream out = Files.newOutputStream(trusted)) {
                authorities.store(out, PASSWORD.toCharArray());
            }
            return new Certificates(keys, trusted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("演练用的证书做不出来: " + e.getMessage(), e);
        }
    }

    /** Key store with the authority that both certificates are signed by. */
    Path trusted() {
        return trusted;
    }

    SSLContext good() {
        return context(GOOD);
    }

    SSLContext expired() {
        return context(EXPIRED);
    }

    private SSLContext context(String alias) {
        try {
            KeyStore one = KeyStore.getInstance(Keytool.TYPE);
            one.load(null, null);
            one.setKeyEntry(
                    alias,
                    keys.getKey(alias, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    keys.getCertificateChain(alias));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
