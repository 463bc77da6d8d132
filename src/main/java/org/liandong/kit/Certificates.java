package org.liandong.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates for this machine's own address, made for one rehearsal by the Java machine's {@code keytool}. */
final class Certificates {
    static final String PASSWORD = "rehearsal";
    private static final String AUTHORITY = "authority";
    private static final String GOOD = "good";
    private static final String EXPIRED = "expired";
    private static final String TYPE = "PKCS12";
    private static final long PATIENCE_SECONDS = 60;

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
            keytool(file, AUTHORITY, "-ext", "bc:c", "-validity", "2");
            keytool(file, GOOD, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1", "-validity", "2");
            keytool(
                    file,
                    EXPIRED,
                    "-signer",
                    AUTHORITY,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-startdate",
                    "-9d",
                    "-validity",
                    "3");
            KeyStore keys = KeyStore.getInstance(TYPE);
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            KeyStore authorities = KeyStore.getInstance(TYPE);
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
            KeyStore one = KeyStore.getInstance(TYPE);
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

    private static void keytool(Path store, String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                TYPE,
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("被中断", e);
        }
    }
}
