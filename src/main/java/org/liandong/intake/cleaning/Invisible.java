package org.liandong.intake.cleaning;

/** Control and zero-width characters (Q-CTRL, reference §3.3): most are forbidden in XML 1.0 and all hide something. */
final class Invisible {
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Invisible() {}

    /** Removes them; line breaks become {@code \n}; tabs and no-break or ideographic spaces become plain spaces. */
    static String remove(String raw, String field, Notes notes) {
        String lines = raw.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder kept = new StringBuilder(lines.length());
        int before = 0;
        boolean removed = false;
        for (int i = 0; i < lines.length(); ) {
            int c = lines.codePointAt(i);
            i += Character.charCount(c);
            if (isSpace(c)) {
                kept.append(' ');
            } else if (isInvisible(c) && !(c == ZERO_WIDTH_JOINER && Emoji.isPart(before))) {
                removed = true;
            } else {
                kept.appendCodePoint(c);
            }
            before = c;
        }
        if (removed) {
            notes.add("Q-CTRL", field, "去除控制字符和零宽字符");
        }
        return kept.toString();
    }

    private static boolean isSpace(int c) {
        return c == '\t' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
    }

    private static boolean isInvisible(int c) {
        return (c < 0x20 && c != '\n')
                || (c >= 0x7F && c <= 0x9F)
                || c == 0xAD
                || c == 0xFEFF
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x206F)
                || (c >= 0xD800 && c <= 0xDFFF)
                || (c & 0xFFFE) == 0xFFFE;
    }
}
