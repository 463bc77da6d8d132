package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** How the outside systems prove who they are: an HMAC with a secret shared with the hub, written as lower-case hex. */
final class Proof {

    /** The digests a sender may choose. */
    enum Kind {
        SM3,
        SHA256;

        /** Reads {@code SM3}, {@code HMAC-SM3}, {@code SHA256} or {@code HMAC-SHA256}; anything else is SM3. */
        static Kind of(String name) {
            return name.endsWith("SHA256") ? SHA256 : SM3;
        }

        String header() {
            return "HMAC-" + name();
        }

        private Digest digest() {
            return this == SM3 ? new SM3Digest() : new SHA256Digest();
        }
    }

    private Proof() {}

    /** The proof over a head (lines that end in a line feed) and the bytes behind it. */
    static String of(Kind kind, String secret, String head, byte[] bytes) {
        HMac mac = new HMac(kind.digest());
        mac.init(new KeyParameter(secret.getBytes(StandardCharsets.UTF_8)));
        byte[] first = head.getBytes(StandardCharsets.UTF_8);
        mac.update(first, 0, first.length);
        mac.update(bytes, 0, bytes.length);
        byte[] result = new byte[mac.getMacSize()];
        mac.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }

    static String of(Kind kind, String secret, String head, JsonNode body) {
        return of(kind, secret, head, canonical(body).getBytes(StandardCharsets.UTF_8));
    }

    /** Compares in constant time. */
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static String sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return HexFormat.of().formatHex(result);
    }

    /** Canonical JSON: keys sorted by UTF-16 code unit, no blanks, numbers plain and without trailing zeros. */
    static String canonical(JsonNode node) {
        StringBuilder text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder text) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            String separator = "{";
            for (var field : sorted.entrySet()) {
                text.append(separator).append(JsonNodeFactory.instance.textNode(field.getKey()));
                text.append(':');
                write(field.getValue(), text);
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode element : node) {
                text.append(separator);
                write(element, text);
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal value = node.decimalValue();
            text.append(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
        } else {
            text.append(node);
        }
    }
}
