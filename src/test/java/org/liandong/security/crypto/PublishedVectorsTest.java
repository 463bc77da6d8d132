package org.liandong.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;

/** The algorithms against the examples their standards publish. */
class PublishedVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void sm3AsInGbT32905() {
        assertThat(Sm3.hex("abc")).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex("abcd".repeat(16)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void hmacSm3AsInGmT0042() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (i + 1);
        }
        assertThat(Hmac.sm3Hex(key, ascii("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".repeat(2))))
                .isEqualTo("ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
        assertThat(Hmac.sm3Hex(ascii("Jefe"), ascii("what do ya want for nothing?")))
                .isEqualTo("2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
    }

    @Test
    void hmacSha256AsInRfc4231() {
        assertThat(Hmac.sha256Hex(ascii("Jefe"), ascii("what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void sm4GcmAsInRfc8998() throws InvalidCipherTextException {
        byte[] key = HEX.parseHex("0123456789abcdeffedcba9876543210");
        byte[] nonce = HEX.parseHex("00001234567800000000abcd");
        byte[] associated = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = HEX.parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");

        byte[] sealed = Sm4Gcm.encrypt(key, nonce, associated, plain);

        assertThat(HEX.formatHex(sealed))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
        assertThat(Sm4Gcm.decrypt(key, nonce, associated, sealed, 0)).isEqualTo(plain);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> Sm4Gcm.decrypt(key, nonce, associated, altered, 0))
                    .isInstanceOf(InvalidCipherTextException.class);
        }
    }

    @Test
    void keyedDigestsAreComparedWhateverTheirCase() {
        String mac = Hmac.sm3Hex(ascii("key"), ascii("text"));
        assertThat(Hmac.sameHex(mac, mac.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(Hmac.sameHex(mac, mac.substring(1) + "0")).isFalse();
        assertThat(Hmac.sameHex(mac, "")).isFalse();
        byte[] bytes = Hmac.sm3(ascii("key"), ascii("text"));
        assertThat(Hmac.same(bytes, Arrays.copyOf(bytes, bytes.length))).isTrue();
        assertThat(Hmac.same(bytes, Arrays.copyOf(bytes, bytes.length - 1))).isFalse();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
