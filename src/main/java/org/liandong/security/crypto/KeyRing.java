package org.liandong.security.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one installation: data keys by id, of which one is active and the others only open what was sealed before
 * a change of keys, and one key for keyed digests (reference §2.8: key ids, no key in the code).
 *
 * <p>What {@link #seal} gives is {@code 1 | length of key id | key id | nonce | text and tag}. The header and the caller's
 * context are authenticated, so a sealed text moved to another record does not open there. Safe for any thread.
 */
public final class KeyRing {
    /** Bytes of a data key. */
    public static final int DATA_KEY_BYTES = Sm4Gcm.KEY_BYTES;

    /** Bytes of the key for keyed digests. */
    public static final int DIGEST_KEY_BYTES = 32;

    private static final byte FORM = 1;
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final SecureRandom random = new SecureRandom();
    private final String active;
    private final Map<String, byte[]> dataKeys;
    private final byte[] digestKey;

    private KeyRing(String active, Map<String, byte[]> dataKeys, byte[] digestKey) {
        this.active = active;
        this.dataKeys = dataKeys;
        this.digestKey = digestKey;
    }

    /**
     * @param active the id of the key that seals from now on
     * @param dataKeys 16 bytes each, by id (letters, digits, {@code _} and {@code -})
     * @param digestKey 32 bytes
     * @throws IllegalArgumentException if a key has the wrong length, an id the wrong form, or the active one is missing
     */
    public static KeyRing of(String active, Map<String, byte[]> dataKeys, byte[] digestKey) {
        Map<String, byte[]> copies = new TreeMap<>();
        dataKeys.forEach((id, key) -> {
            if (!KEY_ID.matcher(id).matches()) {
                throw new IllegalArgumentException("密钥编号只能用字母、数字、_和-, 至多32位: " + id);
            }
            if (key.length != DATA_KEY_BYTES) {
                throw new IllegalArgumentException("数据密钥%s须为128位(32个十六进制字符)".formatted(id));
            }
            copies.put(id, key.clone());
        });
        if (!copies.containsKey(active)) {
            throw new IllegalArgumentException("启用的数据密钥%s不在密钥环中, 现有: %s".formatted(active, copies.keySet()));
        }
        if (digestKey.length != DIGEST_KEY_BYTES) {
            throw new IllegalArgumentException("摘要密钥须为256位(64个十六进制字符)");
        }
        return new KeyRing(active, copies, digestKey.clone());
    }

    /**
     * The ring kept in the file; if there is no file, a new ring, written there for its owner alone (mode 600).
     *
     * @throws IllegalStateException if the file cannot be read or written, is malformed, or others may read it
     */
    public static KeyRing loadOrCreate(Path file) {
        return KeyFile.loadOrCreate(file);
    }

    /** The id of the key that seals. */
    public String active() {
        return active;
    }

    /** The ids of all data keys. */
    public Set<String> keyIds() {
        return Set.copyOf(dataKeys.keySet());
    }

    /** @param context what the text belongs to; the same must be given to {@link #open} */
    public byte[] seal(byte[] plain, String context) {
        return sealWith(active, plain, context);
    }

    /** Seals with a key that need not be the active one. */
    public byte[] sealWith(String keyId, byte[] plain, String context) {
        byte[] header = header(keyId);
        byte[] nonce = new byte[Sm4Gcm.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] text = Sm4Gcm.encrypt(key(keyId), nonce, associated(header, context), plain);
        return ByteBuffer.allocate(header.length + nonce.length + text.length)
                .put(header)
                .put(nonce)
                .put(text)
                .array();
    }

    /** @throws WrongKey if the key is not on the ring, or the text, its context or the key is not the one sealed with */
    public byte[] open(byte[] sealed, String context) {
        int headerLength = sealed.length > 1 && sealed[0] == FORM ? 2 + sealed[1] : 0;
        int least = headerLength + Sm4Gcm.NONCE_BYTES + Sm4Gcm.TAG_BYTES;
        if (headerLength < 3 || sealed.length < least) {
            throw new WrongKey("密文格式不符: " + context);
        }
        String keyId = new String(sealed, 2, headerLength - 2, StandardCharsets.US_ASCII);
        byte[] header = header(keyId);
        byte[] nonce = new byte[Sm4Gcm.NONCE_BYTES];
        System.arraycopy(sealed, headerLength, nonce, 0, nonce.length);
        try {
            return Sm4Gcm.decrypt(key(keyId), nonce, associated(header, context), sealed, headerLength + nonce.length);
        } catch (InvalidCipherTextException altered) {
            throw new WrongKey("密钥%s解不开%s: 密钥不是原来的, 或密文被改动".formatted(keyId, context), altered);
        }
    }

    /** A keyed digest for looking up what must not be stored in the clear: HMAC-SM3, 64 hexadecimal digits. */
    public String digest(String purpose, String text) {
        return Hmac.sm3Hex(digestKey, (purpose + '\n' + text).getBytes(StandardCharsets.UTF_8));
    }

    byte[] digestKey() {
        return digestKey.clone();
    }

    byte[] dataKey(String keyId) {
        return key(keyId).clone();
    }

    private byte[] key(String keyId) {
        byte @Nullable [] key = dataKeys.get(keyId);
        if (key == null) {
            throw new WrongKey("密钥环中没有密钥%s(现有%s), 请把原来的密钥加回密钥文件".formatted(keyId, dataKeys.keySet()));
        }
        return key;
    }

    private static byte[] header(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + id.length)
                .put(FORM)
                .put((byte) id.length)
                .put(id)
                .array();
    }

    private static byte[] associated(byte[] header, String context) {
        byte[] text = context.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(header.length + text.length)
                .put(header)
                .put(text)
                .array();
    }
}
