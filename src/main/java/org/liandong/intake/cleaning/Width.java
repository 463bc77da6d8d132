package org.liandong.intake.cleaning;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Full-width forms (Q-FULLWIDTH, reference §3.3; the golden files normalise a text whole or not at all). */
final class Width {
    private static final Pattern WIDE_LETTER_OR_DIGIT = Pattern.compile("[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]");

    private Width() {}

    /** For codes, names and addresses: always NFKC, noted only if letters or digits were full width. */
    static String narrow(String raw, String field, Notes notes) {
        if (WIDE_LETTER_OR_DIGIT.matcher(raw).find()) {
            notes.add("Q-FULLWIDTH", field, "NFKC");
        }
        return nfkc(raw);
    }

    /** For free text: NFKC of the whole if letters or digits are full width, else the Chinese punctuation stays. */
    static String narrowText(String raw, String field, Notes notes) {
        return WIDE_LETTER_OR_DIGIT.matcher(raw).find() ? narrow(raw, field, notes) : raw;
    }

    static String nfkc(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFKC);
    }
}
