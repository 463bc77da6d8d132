package org.liandong.intake.cleaning;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds emoji and says them in words (Q-EMOJI, reference §3.3). Words come from {@code emoji.csv}; an emoji that is not
 * there is called 表情.
 */
final class Emoji {
    private static final Map<String, String> WORDS = Table.read("emoji.csv");
    private static final int VARIATION = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;

    private Emoji() {}

    /** The distinct words of the emoji in the text, bracketed, in order of appearance. */
    static Set<String> wordsIn(String text) {
        Set<String> words = new LinkedHashSet<>();
        replace(text, words);
        return words;
    }

    static String toWords(String text) {
        return replace(text, new LinkedHashSet<>());
    }

    /** Whether a zero-width joiner after this code point would join emoji. */
    static boolean isPart(int codePoint) {
        return codePoint == VARIATION || isSkinTone(codePoint) || isEmoji(codePoint);
    }

    private static String replace(String text, Set<String> words) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int end = endOfEmoji(text, i);
            if (end == i) {
                out.append(text.charAt(i++));
                continue;
            }
            String word = "[" + word(text.substring(i, end)) + "]";
            words.add(word);
            out.append(word);
            i = end;
        }
        return out.toString();
    }

    private static String word(String emoji) {
        StringBuilder bare = new StringBuilder();
        emoji.codePoints().filter(c -> c != VARIATION && !isSkinTone(c)).forEach(bare::appendCodePoint);
        String whole = WORDS.get(bare.toString());
        String first = Character.toString(bare.codePointAt(0));
        if (whole != null) {
            return whole;
        }
        return bare.indexOf(Character.toString(KEYCAP)) > 0 ? first : WORDS.getOrDefault(first, "表情");
    }

    /** Past the emoji with its modifiers and what is joined to it; {@code at} if none begins there. */
    private static int endOfEmoji(String text, int at) {
        int c = text.codePointAt(at);
        int next = at + Character.charCount(c);
        if ((c >= '0' && c <= '9') || c == '#' || c == '*') {
            int mark = at(text, next) == VARIATION ? next + 1 : next;
            return at(text, mark) == KEYCAP ? mark + 1 : at;
        }
        if (!isEmoji(c)) {
            return at;
        }
        if (isFlagLetter(c) && isFlagLetter(at(text, next))) {
            return next + 2;
        }
        while (at(text, next) == VARIATION || isSkinTone(at(text, next)) || at(text, next) == JOINER) {
            boolean joined = at(text, next) == JOINER;
            next += Character.charCount(at(text, next));
            if (joined && isEmoji(at(text, next))) {
                next += Character.charCount(at(text, next));
            }
        }
        return next;
    }

    private static int at(String text, int index) {
        return index < text.length() ? text.codePointAt(index) : -1;
    }

    private static boolean isEmoji(int c) {
        if (c >= 0x1F000 && c <= 0x1FAFF) {
            return true;
        }
        boolean symbol = (c >= 0x2300 && c <= 0x23FF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B05 && c <= 0x2B55);
        // Stars and the like that every GBK system has are symbols to their readers, not emoji.
        return symbol && !Transliteration.fitsGbk(c);
    }

    private static boolean isSkinTone(int c) {
        return c >= 0x1F3FB && c <= 0x1F3FF;
    }

    private static boolean isFlagLetter(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }
}
