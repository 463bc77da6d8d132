package org.liandong.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Text as both databases can hold it: PostgreSQL refuses U+0000 and SQLite's length stops there, and lone surrogates have no
 * UTF-8 form. A dirty message must not be lost for that, and a digest must be over what is stored, so each such character
 * becomes U+FFFD.
 */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    static String of(String text) {
        int bad = firstBad(text, 0);
        if (bad < 0) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text);
        while (bad >= 0) {
            mended.setCharAt(bad, REPLACEMENT);
            bad = firstBad(text, bad + 1);
        }
        return mended.toString();
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return i;
                }
            }
        }
        return -1;
    }
}
