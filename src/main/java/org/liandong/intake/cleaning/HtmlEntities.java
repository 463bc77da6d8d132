package org.liandong.intake.cleaning;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The character references that editors write; a name that is not known here stays as it is. */
final class HtmlEntities {
    private static final Map<String, String> ENTITIES = Map.ofEntries(
            Map.entry("nbsp", " "),
            Map.entry("ensp", " "),
            Map.entry("emsp", " "),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("mdash", "—"),
            Map.entry("ndash", "–"),
            Map.entry("hellip", "…"),
            Map.entry("middot", "·"),
            Map.entry("times", "×"),
            Map.entry("deg", "°"),
            Map.entry("yen", "¥"));
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([a-zA-Z]{2,6}));");

    private HtmlEntities() {}

    static String decode(String text) {
        Matcher entity = ENTITY.matcher(text);
        StringBuilder decoded = new StringBuilder();
        while (entity.find()) {
            String meaning = meaning(entity);
            if (meaning != null) {
                entity.appendReplacement(decoded, Matcher.quoteReplacement(meaning));
            }
        }
        return entity.appendTail(decoded).toString();
    }

    private static @Nullable String meaning(Matcher entity) {
        String name = entity.group(3);
        if (name != null) {
            return ENTITIES.get(name);
        }
        String decimal = entity.group(1);
        int codePoint = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
    }
}
