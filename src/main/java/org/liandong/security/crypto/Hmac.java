package org.liandong.security.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Keyed digests (GB/T 15852.2, RFC 2104): HMAC-SM3 for what stays inside and for peers that ask for it, HMAC-SHA256 for
 * peers that only know that. Safe for any thread.
 */
public final class Hmac {
    private Hmac() {}

    public static byte[] sm3(byte[] key, byte[] data) {
        return mac(new SM3Digest(), key, data);
    }

    public static byte[] sha256(byte[] key, byte[] data) {
        return mac(new SHA256Digest(), key, data);
    }

    public static String sm3Hex(byte[] key, byte[] data) {
        return HexFormat.of().formatHex(sm3(key, data));
    }

    public static String sha256Hex(byte[] key, byte[] data) {
        return HexFormat.of().formatHex(sha256(key, data));
    }

    /** Whether both are equal, in a time that tells nothing about where they differ. */
    public static boolean same(byte[] expected, byte[] given) {
        return MessageDigest.isEqual(expected, given);
    }

    /** Whether two hexadecimal forms are equal, whatever their case, in a time that tells nothing about where they differ. */
    public static boolean sameHex(String expected, String given) {
        return same(lower(expected), lower(given));
    }

    private static byte[] lower(String hex) {
        byte[] bytes = hex.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'F') {
                bytes[i] = (byte) (bytes[i] + 'a' - 'A');
            }
        }
        return bytes;
    }

    private static byte[] mac(Digest digest, byte[] key, byte[] data) {
        HMac mac = new HMac(digest);
        mac.init(new KeyParameter(key));
        mac.update(data, 0, data.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }
}
