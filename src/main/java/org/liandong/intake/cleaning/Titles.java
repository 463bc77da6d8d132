package org.liandong.intake.cleaning;

import java.util.regex.Pattern;

/** A title for a report without one (reference §4.1): the first sentence, without who says it. */
final class Titles {
    private static final int LENGTH = 30;
    private static final Pattern WHO_SAYS =
            Pattern.compile("^(?:来电人|来信人|市民|群众|居民|报警人|网友|当事人|业主)?(?:来电|来信|电话)?(?:反映|称|投诉|举报|咨询|求助|表示)[:：,，\\s]*");
    private static final Pattern SENTENCE_END = Pattern.compile("[。！？!?\\n；;]");
    private static final Pattern COMMA = Pattern.compile("[,，][^,，]*$");

    private Titles() {}

    static String leadOf(String content) {
        String said = WHO_SAYS.matcher(content).replaceFirst("");
        String sentence = SENTENCE_END.split(said, 2)[0].strip();
        if (sentence.isEmpty()) {
            sentence = content.replace('\n', ' ');
        }
        if (sentence.codePointCount(0, sentence.length()) <= LENGTH) {
            return sentence;
        }
        String cut = sentence.substring(0, sentence.offsetByCodePoints(0, LENGTH));
        String clause = COMMA.matcher(cut).replaceFirst("");
        return clause.length() >= LENGTH / 3 ? clause : cut;
    }
}
