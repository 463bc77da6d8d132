package org.liandong.intake.cleaning;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Free text: what residents and departments wrote (reference §3.3). The result is plain text and must be escaped wherever
 * it is shown. Thread-safe.
 */
public final class Texts {
    /** Reference §4.1, in characters. */
    public static final int CONTENT_LIMIT = 4000;

    /** Reference §4.1, in characters. */
    public static final int TITLE_LIMIT = 100;

    /** Nothing beyond this many times the limit is even looked at; the raw message keeps it. */
    private static final int LOOKED_AT = 16;

    private static final String URL_CHARACTERS = "[A-Za-z0-9\\-._~:/?#\\[\\]@!$&'()*+,;=%]";
    private static final Pattern URL = Pattern.compile("(?i)(?:https?|ftp)://" + URL_CHARACTERS + "+"
            + "|(?<![A-Za-z0-9@.])www\\." + URL_CHARACTERS + "+"
            + "|(?<![A-Za-z0-9@.\\-])(?:[a-z0-9-]{1,63}\\.){1,5}(?:com|cn|net|org|top|vip|xyz|cc|me|io)(?![A-Za-z0-9.])"
            + "(?:/" + URL_CHARACTERS + "*)?");

    private Texts() {}

    /** The body of a case, an opinion, a reply: line breaks kept, at most {@link #CONTENT_LIMIT} characters. */
    public static Cleaned<String> content(@Nullable String raw, String field) {
        return clean(raw, field, CONTENT_LIMIT);
    }

    /** A title: one line, at most {@link #TITLE_LIMIT} characters. */
    public static Cleaned<String> title(@Nullable String raw, String field) {
        return line(raw, field, TITLE_LIMIT);
    }

    /** A short word that names something, such as a kind or a category: one line. */
    public static Cleaned<String> label(@Nullable String raw, String field) {
        return line(raw, field, TITLE_LIMIT);
    }

    private static Cleaned<String> line(@Nullable String raw, String field, int limit) {
        Cleaned<String> text = clean(raw, field, limit);
        String value = text.value();
        return value == null ? text : new Cleaned<>(value.replace('\n', ' '), text.notes());
    }

    private static Cleaned<String> clean(@Nullable String raw, String field, int limit) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(null, notes);
        }
        String looked = Limit.cut(given, limit * LOOKED_AT, field, notes);
        String visible = Invisible.remove(looked, field, notes);
        // Again afterwards, for what was hidden in character references such as &#0;
        String plain = Invisible.remove(HtmlText.convert(visible, field, notes), field, notes);
        String narrow = Width.narrowText(plain, field, notes).strip();
        String delinked = withoutLinks(narrow, field, notes);
        String text = Limit.cut(delinked, limit, field, notes);
        EncodingLoss.look(text, field, notes);
        rare(text, field, notes);
        Set<String> emoji = Emoji.wordsIn(text);
        if (!emoji.isEmpty()) {
            notes.add("Q-EMOJI", field, "正文保留;向GBK部门转写为" + String.join("", emoji));
        }
        return Cleaned.of(text.isEmpty() ? null : text, notes);
    }

    static void rare(String text, String field, Notes notes) {
        Set<String> rare = Transliteration.rareIn(text);
        if (!rare.isEmpty()) {
            String markers = rare.stream()
                    .map(character -> Transliteration.forTarget(character, Encoding.GBK))
                    .collect(Collectors.joining());
            notes.add("Q-RARE-CHAR", field, "保留原字;向GBK部门转写为" + markers);
        }
    }

    private static String withoutLinks(String text, String field, Notes notes) {
        Matcher url = URL.matcher(text);
        if (!url.find()) {
            return text;
        }
        notes.add("Q-URL-IN-TEXT", field, "去链接化");
        return url.replaceAll("[链接]");
    }
}
