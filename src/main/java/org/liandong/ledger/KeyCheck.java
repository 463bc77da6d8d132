package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.liandong.security.crypto.KeyRing;
import org.liandong.security.crypto.WrongKey;

/** Finds out at the start, not at the first citizen's call, whether the keys are those the database was written with. */
final class KeyCheck {
    private static final byte[] KNOWN = "liandong".getBytes(StandardCharsets.UTF_8);
    private static final String DIGEST_KEY = "#digest";

    private KeyCheck() {}

    /** @throws WrongKey naming the key and the cure */
    static void verify(Sql sql, KeyRing keys) {
        List<String> known = sql.list("SELECT key_id FROM key_check ORDER BY key_id", row -> row.getString(1));
        for (String keyId : known) {
            byte[] sealed = sql.first("SELECT sealed FROM key_check WHERE key_id = ?", row -> row.getBytes(1), keyId)
                    .orElseThrow();
            try {
                check(keys, keyId, sealed);
            } catch (WrongKey e) {
                throw new WrongKey("数据密钥与办件运行库不符, 请放回建库时的密钥文件: " + e.getMessage());
            }
        }
        for (String keyId : keys.keyIds()) {
            if (!known.contains(keyId)) {
                add(sql, keyId, keys.sealWith(keyId, KNOWN, context(keyId)));
            }
        }
        if (!known.contains(DIGEST_KEY)) {
            add(sql, DIGEST_KEY, digest(keys));
        }
    }

    private static void check(KeyRing keys, String keyId, byte[] sealed) {
        if (keyId.equals(DIGEST_KEY)) {
            if (!Arrays.equals(sealed, digest(keys))) {
                throw new WrongKey("摘要密钥digest不是原来的");
            }
        } else {
            keys.open(sealed, context(keyId));
        }
    }

    private static void add(Sql sql, String keyId, byte[] sealed) {
        sql.update("INSERT INTO key_check (key_id, sealed) VALUES (?, ?)", keyId, sealed);
    }

    private static byte[] digest(KeyRing keys) {
        return keys.digest("key-check", "liandong").getBytes(StandardCharsets.US_ASCII);
    }

    private static String context(String keyId) {
        return "key-check " + keyId;
    }
}
