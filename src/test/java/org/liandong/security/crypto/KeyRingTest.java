package org.liandong.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final byte[] PLAIN = "李某 13900000000".getBytes(StandardCharsets.UTF_8);

    private final Path folder;

    KeyRingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aNewRingIsWrittenForItsOwnerAloneAndReadAgain() throws IOException {
        Path file = folder.resolve("secret/keys");
        KeyRing created = KeyRing.loadOrCreate(file);
        byte[] sealed = created.seal(PLAIN, "pii/1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        KeyRing loaded = KeyRing.loadOrCreate(file);
        assertThat(loaded.open(sealed, "pii/1")).isEqualTo(PLAIN);
        assertThat(loaded.digest("phone", "13900000000")).isEqualTo(created.digest("phone", "13900000000"));
    }

    @Test
    void aKeyFileOthersMayReadIsRefusedWithTheCure() throws IOException {
        Path file = folder.resolve("keys");
        KeyRing.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyRing.loadOrCreate(file)).hasMessageContaining("chmod 600 " + file);
    }

    @Test
    void aDamagedKeyFileIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("keys");
        KeyRing.loadOrCreate(file);
        String whole = Files.readString(file);
        for (Map.Entry<String, String> damage : Map.of(
                        whole.replaceAll("data\\.k1=..", "data.k1=zz"), "第3行不是十六进制",
                        whole.replaceAll("data\\.k1=..", "data.k1="), "须为128位",
                        whole.replace("active=k1", "active=k2"), "k2不在密钥环中",
                        whole.replace("digest=", "digets="), "第4行不认识")
                .entrySet()) {
            Files.writeString(file, damage.getKey());
            assertThatThrownBy(() -> KeyRing.loadOrCreate(file)).hasMessageContaining(damage.getValue());
        }
    }

    @Test
    void whatAHubThatWasKilledHadHalfWrittenDoesNotHinderTheNext() throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(folder.resolve("keys.new"), "active=k1\ndata.k");

        KeyRing created = KeyRing.loadOrCreate(file);

        assertThat(KeyRing.loadOrCreate(file).digest("phone", "1")).isEqualTo(created.digest("phone", "1"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void whatWasSealedBeforeAChangeOfKeysStillOpens() {
        byte[] sealed = KeyRing.of("k1", Map.of("k1", key(1)), digestKey()).seal(PLAIN, "pii/1");
        KeyRing changed = KeyRing.of("k2", Map.of("k1", key(1), "k2", key(2)), digestKey());
        assertThat(changed.open(sealed, "pii/1")).isEqualTo(PLAIN);
        assertThat(KeyRing.of("k2", Map.of("k2", key(2)), digestKey()).open(changed.seal(PLAIN, "pii/2"), "pii/2"))
                .isEqualTo(PLAIN);
    }

    @Test
    void nothingOpensWithAnotherKeyElsewhereOrAltered() {
        KeyRing ring = KeyRing.of("k1", Map.of("k1", key(1)), digestKey());
        byte[] sealed = ring.seal(PLAIN, "pii/1");
        assertThat(ring.seal(PLAIN, "pii/1")).isNotEqualTo(sealed);
        assertThatThrownBy(() -> ring.open(sealed, "pii/2")).isInstanceOf(WrongKey.class);
        assertThatThrownBy(() ->
                        KeyRing.of("k1", Map.of("k1", key(2)), digestKey()).open(sealed, "pii/1"))
                .isInstanceOf(WrongKey.class)
                .hasMessageContaining("密钥k1解不开pii/1");
        assertThatThrownBy(() ->
                        KeyRing.of("k2", Map.of("k2", key(2)), digestKey()).open(sealed, "pii/1"))
                .isInstanceOf(WrongKey.class)
                .hasMessageContaining("没有密钥k1");
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> ring.open(cut, "pii/1")).isInstanceOf(WrongKey.class);
        }
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[KeyRing.DATA_KEY_BYTES];
        Arrays.fill(key, (byte) seed);
        return key;
    }

    private static byte[] digestKey() {
        return new byte[KeyRing.DIGEST_KEY_BYTES];
    }
}
