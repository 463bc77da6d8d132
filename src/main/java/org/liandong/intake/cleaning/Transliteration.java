package org.liandong.intake.cleaning;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes text so that a receiver's encoding can hold it (Q-EMOJI, Q-RARE-CHAR, reference §3.3). GB18030 and Unicode
 * receivers get the text as it is. For GBK and older an emoji becomes its word, {@code [愤怒]}, and a rare character a
 * marker with its pinyin, {@code [yan]}, or its code point, {@code [U+2CC56]}; the hub keeps the original. Thread-safe.
 */
public final class Transliteration {
    private static final Map<String, String> PINYIN = Table.read("rare-characters.csv");

    private Transliteration() {}

    /** @return text that the target can encode without loss */
    public static String forTarget(String text, Charset target) {
        CharsetEncoder encoder = target.newEncoder();
        if (encoder.canEncode(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        Emoji.toWords(text).codePoints().forEach(c -> {
            String character = Character.toString(c);
            out.append(encoder.canEncode(character) ? character : substitute(c, encoder));
        });
        return out.toString();
    }

    /** The distinct Chinese characters in the text that GBK cannot hold. */
    static Set<String> rareIn(String text) {
        CharsetEncoder gbk = Encoding.GBK.newEncoder();
        Set<String> rare = new LinkedHashSet<>();
        text.codePoints()
                .filter(c -> Character.isIdeographic(c) && !fits(c, gbk))
                .forEach(c -> rare.add(Character.toString(c)));
        return rare;
    }

    static boolean fitsGbk(int codePoint) {
        return fits(codePoint, Encoding.GBK.newEncoder());
    }

    private static boolean fits(int codePoint, CharsetEncoder gbk) {
        return Character.isBmpCodePoint(codePoint) && gbk.canEncode((char) codePoint);
    }

    private static String substitute(int codePoint, CharsetEncoder encoder) {
        String character = Character.toString(codePoint);
        String plain = Width.nfkc(character);
        if (!plain.equals(character) && encoder.canEncode(plain)) {
            return plain;
        }
        String marker = "[" + PINYIN.getOrDefault(character, "U+%04X".formatted(codePoint)) + "]";
        boolean unseen = codePoint == 0xFE0F || codePoint == 0x200D;
        return unseen ? "" : encoder.canEncode(marker) ? marker : "?";
    }
}
