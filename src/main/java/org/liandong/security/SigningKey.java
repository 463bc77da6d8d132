package org.liandong.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that the hub signs envelopes with, and the certificate that others check them by. Read when first wanted, and made
 * then if nobody has put one there. Safe for any thread.
 */
public final class SigningKey {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
    private static final String ALIAS = "liandong";
    private static final String YEARS = "3650";

    private final @Nullable Path file;
    private final String password;
    private @Nullable KeyStore store;

    private SigningKey(@Nullable Path file, String password) {
        this.file = file;
        this.password = password;
    }

    /** @param file PKCS#12 with one private key; its certificate is laid beside it as {@code .pem} */
    public static SigningKey in(Path file, String password) {
        return new SigningKey(file, password);
    }

    /** One that nobody else has, and that is gone afterwards. */
    public static SigningKey madeUp() {
        return new SigningKey(null, "made-up");
    }

    /** Whether it is there already. */
    public boolean isThere() {
        return file != null && Files.exists(file);
    }

    /** @throws IllegalStateException naming the file and what is wrong with it */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) store().getCertificate(alias());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String alias() throws GeneralSecurityException {
        return alias(store());
    }

    private String alias(KeyStore keys) throws GeneralSecurityException {
        Enumeration<String> aliases = keys.aliases();
        while (aliases.hasMoreElements()) {
            String alias = aliases.nextElement();
            if (keys.isKeyEntry(alias)) {
                return alias;
            }
        }
        throw new IllegalStateException("签名密钥库%s里没有私钥,请换成带私钥的PKCS#12".formatted(file));
    }

    String password() {
        return password;
    }

    synchronized KeyStore store() {
        return Optional.ofNullable(store).orElseGet(this::read);
    }

    private KeyStore read() {
        try {
            KeyStore read = file == null ? temporary() : load(file);
            store = read;
            return read;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "签名密钥库%s读不出来,请核对liandong.signing的文件与口令: %s".formatted(file, e.getMessage()), e);
        }
    }

    private KeyStore temporary() throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("signing");
        Path made = folder.resolve("key.p12");
        try {
            return load(made);
        } finally {
            Files.deleteIfExists(certificateFile(made));
            Files.deleteIfExists(made);
            Files.delete(folder);
        }
    }

    private KeyStore load(Path from) throws IOException, GeneralSecurityException {
        boolean fresh = Files.notExists(from);
        if (fresh) {
            make(from);
        }
        KeyStore keys = KeyStore.getInstance(Keytool.TYPE);
        try (InputStream in = Files.newInputStream(from)) {
            keys.load(in, password.toCharArray());
        }
        Path shown = certificateFile(from);
        if (Files.notExists(shown)) {
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getCertificate(alias(keys)).getEncoded());
            Files.writeString(
                    shown,
                    "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
                    StandardCharsets.US_ASCII);
        }
        if (fresh && file != null) {
            LOG.info("已生成签名密钥{},请把证书{}交给要验签的部门", from, shown);
        }
        return keys;
    }

    /** Whole or not at all: a start that is killed here finds nothing next time. */
    private void make(Path target) throws IOException {
        Path half = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(half);
        Keytool.pair(half, password, ALIAS, "RSA", "-keysize", "3072", "-sigalg", "SHA256withRSA", "-validity", YEARS);
        if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path certificateFile(Path store) {
        return store.resolveSibling(String.valueOf(store.getFileName()).replaceFirst("\\.[^.]*$", "") + ".pem");
    }
}
