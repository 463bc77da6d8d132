package org.liandong.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.cases.CaseNumber;

/**
 * The code by which whoever asked follows his case without an account (reference §1.7, CR-07): the case's number and eight
 * letters that only the hub can make for it. Nothing is stored. Safe for any thread.
 */
public final class TrackingCodes {
    /** Without those that are taken for one another. */
    private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private static final int LENGTH = 8;
    private static final Pattern CODE = Pattern.compile("(JN[0-9]{17})[-\\s]*([0-9A-Z]{8})");

    private final UnaryOperator<String> digest;

    /** @param digest keyed, in hexadecimal digits */
    public TrackingCodes(UnaryOperator<String> digest) {
        this.digest = digest;
    }

    public String of(CaseNumber number) {
        return number + "-" + letters(number);
    }

    /** Empty if the hub has not given it out. As people type it: in small letters, full width, with blanks. */
    public Optional<CaseNumber> read(String typed) {
        String code = java.text.Normalizer.normalize(typed, java.text.Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT);
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches() || !CaseNumber.isValid(matcher.group(1))) {
            return Optional.empty();
        }
        CaseNumber number = new CaseNumber(matcher.group(1));
        boolean ours = MessageDigest.isEqual(
                letters(number).getBytes(StandardCharsets.US_ASCII),
                matcher.group(2).getBytes(StandardCharsets.US_ASCII));
        return ours ? Optional.of(number) : Optional.empty();
    }

    private String letters(CaseNumber number) {
        long bits = Long.parseUnsignedLong(digest.apply(number.value()).substring(0, 16), 16);
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt((int) Long.remainderUnsigned(bits, LETTERS.length())));
            bits = Long.divideUnsigned(bits, LETTERS.length());
        }
        return letters.toString();
    }
}
