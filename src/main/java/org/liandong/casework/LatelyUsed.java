package org.liandong.casework;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers so much and no more: what was used longest ago is forgotten first. A cache that lets in only what is asked for often would
 * forget just what comes back once, a little later. Safe for any thread.
 */
final class LatelyUsed<K, V> {
    private final Map<K, V> known;

    LatelyUsed(int most) {
        known = Collections.synchronizedMap(new LinkedHashMap<>(most, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        });
    }

    @Nullable
    V get(K key) {
        return known.get(key);
    }

    void put(K key, V value) {
        known.put(key, value);
    }
}
