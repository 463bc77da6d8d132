package org.liandong.contracts;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** What docs/contracts/proof.md shows senders to write in Java, word for word. */
final class SignedText {
    private SignedText() {}

    static String sign(String type, String key, String timestamp, String nonce, byte[] body) {
        HMac mac = new HMac(type.equals("HMAC-SM3") ? new SM3Digest() : new SHA256Digest());
        mac.init(new KeyParameter(key.getBytes(StandardCharsets.UTF_8)));
        byte[] prefix = (timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8);
        mac.update(prefix, 0, prefix.length);
        mac.update(body, 0, body.length);
        byte[] sign = new byte[mac.getMacSize()];
        mac.doFinal(sign, 0);
        return HexFormat.of().formatHex(sign);
    }
}
