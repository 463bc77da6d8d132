package org.liandong.district;

import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Location;
import org.liandong.district.WordRules.TitlePhrase;
import org.liandong.district.WordRules.TitlePhrase.Part;

/**
 * Makes a title when the channel gave none (reference §4.1): place, object, matter, and how often it was said before. The
 * phrases are data. Safe for any number of threads.
 */
public final class TitleMaker {
    private static final int LONGEST = 100;
    private static final int EXCERPT = 40;

    private final District district;
    private final AddressReader addresses;

    public TitleMaker(District district) {
        this.district = district;
        this.addresses = new AddressReader(district);
    }

    /** @return at most 100 characters, never blank */
    public String title(String content, Location location, @Nullable WorkItem item) {
        String code = item == null ? "" : item.code();
        String matter = phrase(Part.MATTER, code, content)
                .or(() -> Optional.ofNullable(item).map(known -> known.name().replaceAll("[(（].*?[)）]", "")))
                .orElseGet(() -> excerpt(content));
        String suffix = phrase(Part.SUFFIX, code, content).orElse("");
        String start = place(location) + phrase(Part.OBJECT, code, content).orElse("") + matter;
        return cut(start, LONGEST - length(suffix)) + suffix;
    }

    private String place(Location location) {
        return addresses.read(location.addressText()).mentions().stream()
                .findFirst()
                .map(AddressReader.Mention::words)
                .or(() -> Optional.ofNullable(location.poi()))
                .or(() -> Optional.ofNullable(location.street())
                        .flatMap(district::street)
                        .map(Street::name))
                .orElse("");
    }

    private Optional<String> phrase(Part part, String item, String content) {
        return district.words().titles().stream()
                .filter(phrase -> phrase.part() == part && phrase.item().matches(item))
                .flatMap(phrase -> applied(phrase, content).stream())
                .findFirst();
    }

    private static Optional<String> applied(TitlePhrase phrase, String content) {
        Matcher matcher = phrase.pattern().matcher(content);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String text = phrase.phrase();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String found = matcher.group(group);
            text = text.replace("$" + group, found == null ? "" : found);
        }
        return Optional.of(text);
    }

    private static String excerpt(String content) {
        String line = content.strip().lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "无内容来件" : cut(line, EXCERPT);
    }

    private static String cut(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
