package org.liandong.district;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of streets, parks and places in an address, longest name first and no character twice: so the district's
 * own name is used up before a street of the same name could be seen in it (reference §0 point 3).
 */
final class AddressReader {
    private final Settings settings;
    private final Map<Character, List<Name>> names = new HashMap<>();

    AddressReader(District district) {
        this.settings = district.settings();
        Stream.concat(settings.upper().stream(), Stream.of(settings.name()))
                .forEach(text -> add(new Name(text, null, null)));
        district.streetNames().forEach(street -> add(new Name(street.text(), street, null)));
        for (Place place : district.places()) {
            Stream.concat(Stream.of(place.name()), place.aliases().stream())
                    .distinct()
                    .forEach(text -> add(new Name(text, null, place)));
        }
        names.values()
                .forEach(list -> list.sort(
                        Comparator.comparing((Name name) -> -name.text().length())));
    }

    private record Name(
            String text,
            @Nullable StreetName street,
            @Nullable Place place) {}

    /** A place and the words by which the address names it. */
    record Mention(String words, Place place) {}

    /**
     * What an address says.
     *
     * @param text cleaned
     * @param names of streets and parks
     * @param mentions of places, in the order of the address
     * @param near whether it only says what the place is close to
     */
    record Reading(String text, List<StreetName> names, List<Mention> mentions, boolean near) {

        Set<String> statedStreets() {
            return streets(names.stream().filter(StreetName::stated));
        }

        /** Streets suggested by a name that means only one. */
        Set<String> suggestedStreets() {
            return streets(names.stream().filter(name -> !name.stated() && !isVague(name)));
        }

        /** Streets suggested by a name that means several, among them, it may be, none but the district. */
        Set<String> vagueStreets() {
            return streets(names.stream().filter(this::isVague));
        }

        private boolean isVague(StreetName name) {
            return names.stream()
                    .anyMatch(other ->
                            other.text().equals(name.text()) && !other.street().equals(name.street()));
        }

        double suggestionConfidence() {
            return names.stream()
                    .filter(name -> !name.stated() && !isVague(name))
                    .mapToDouble(StreetName::confidence)
                    .min()
                    .orElse(0);
        }

        private static Set<String> streets(Stream<StreetName> names) {
            return names.map(StreetName::street).collect(LinkedHashSet::new, Set::add, Set::addAll);
        }

        /** The first place that has a position worth the name; a road has none. */
        @Nullable
        Place pointed() {
            return mentions.stream()
                    .map(Mention::place)
                    .filter(place -> place.kind() != Place.Kind.ROAD)
                    .findFirst()
                    .orElse(null);
        }
    }

    private void add(Name name) {
        names.computeIfAbsent(name.text().charAt(0), none -> new ArrayList<>()).add(name);
    }

    Reading read(@Nullable String raw) {
        String text = cleaned(raw == null ? "" : raw);
        List<StreetName> streets = new ArrayList<>();
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int length = 0;
            for (Name name : names.getOrDefault(text.charAt(at), List.of())) {
                if (name.text().length() < length) {
                    break;
                }
                if (text.startsWith(name.text(), at)) {
                    length = name.text().length();
                    if (name.street() != null) {
                        streets.add(name.street());
                    }
                    if (name.place() != null) {
                        mentions.add(new Mention(name.text(), name.place()));
                    }
                }
            }
            at += Math.max(1, length);
        }
        boolean near = settings.address().near().stream().anyMatch(text::contains);
        return new Reading(withoutUpperNames(text), streets, mentions, near);
    }

    /** Half-width brackets, digits and letters; no blanks; no words that say nothing. */
    private String cleaned(String raw) {
        StringBuilder text = new StringBuilder();
        raw.codePoints()
                .map(AddressReader::halfWidth)
                .filter(c -> !Character.isWhitespace(c) && !Character.isISOControl(c))
                .forEach(text::appendCodePoint);
        String clean = text.toString();
        if (settings.nullWords().contains(clean)) {
            return "";
        }
        for (String filler : settings.address().fillers()) {
            clean = clean.replace(filler, "");
        }
        return clean;
    }

    private static int halfWidth(int c) {
        if (c == 0x3000) {
            return ' ';
        }
        int half = c - 0xFEE0;
        boolean useful = Character.isLetterOrDigit(half) || half == '(' || half == ')' || half == '-' || half == '#';
        return c > 0xFF00 && c < 0xFF5F && useful ? half : c;
    }

    private String withoutUpperNames(String text) {
        String rest = text;
        for (String name : Stream.concat(settings.upper().stream(), Stream.of(settings.name()))
                .toList()) {
            if (rest.startsWith(name)) {
                rest = rest.substring(name.length());
            }
        }
        return rest.isEmpty() ? text : rest;
    }
}
