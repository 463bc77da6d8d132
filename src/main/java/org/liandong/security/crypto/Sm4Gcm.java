package org.liandong.security.crypto;

import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4 (GB/T 32907) in Galois/counter mode as in RFC 8998: 16-byte key, 12-byte nonce, 16-byte tag after the text. */
final class Sm4Gcm {
    static final int KEY_BYTES = 16;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private Sm4Gcm() {}

    static byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return run(true, key, nonce, associated, plain, 0, plain.length);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException("加密不应校验失败", impossible);
        }
    }

    /** @throws InvalidCipherTextException if the key is another one or anything was altered */
    static byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] sealed, int from)
            throws InvalidCipherTextException {
        return run(false, key, nonce, associated, sealed, from, sealed.length - from);
    }

    private static byte[] run(
            boolean encrypt, byte[] key, byte[] nonce, byte[] associated, byte[] in, int from, int length)
            throws InvalidCipherTextException {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), TAG_BYTES * 8, nonce, associated));
        byte[] out = new byte[cipher.getOutputSize(length)];
        int done = cipher.processBytes(in, from, length, out, 0);
        cipher.doFinal(out, done);
        return out;
    }
}
