package org.liandong.intake.cleaning;

import java.util.regex.Pattern;

/**
 * Traces of an earlier wrong decoding (Q-ENC-LOSS, reference §3.3): 锟斤拷 is U+FFFD read as GBK, 烫烫 and 屯屯 are
 * uninitialised memory, a run of {@code ?} is characters an encoder did not have. Flagged, never repaired.
 */
final class EncodingLoss {
    private static final Pattern SCRAMBLED = Pattern.compile("锟斤拷|锟斤|烫烫|屯屯屯|\uFFFD");
    /** People write ??? at the end of a question; a lossy encoder writes it into the middle of words. */
    private static final Pattern INSIDE = Pattern.compile("\\?{4,}(?=[\\p{IsHan}\\p{L}\\p{N}])");

    private EncodingLoss() {}

    static void look(String text, String field, Notes notes) {
        boolean runs = INSIDE.matcher(text).find() || mostlyQuestionMarks(text.strip());
        if (runs || SCRAMBLED.matcher(text).find()) {
            notes.add("Q-ENC-LOSS", field, "疑似乱码,未修复,请对方重发");
        }
    }

    private static boolean mostlyQuestionMarks(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '?') {
            end--;
        }
        if (end == 0) {
            return text.length() >= 2;
        }
        long marks = text.substring(0, end).chars().filter(c -> c == '?').count();
        return marks >= 2 && marks * 3 >= end;
    }
}
