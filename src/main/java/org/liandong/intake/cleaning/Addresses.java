package org.liandong.intake.cleaning;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Address text, made ready for the gazetteer: NFKC, filler words dropped, the names of the higher divisions dropped. Where
 * it is, is decided elsewhere. Immutable.
 */
public final class Addresses {
    private static final Pattern FILLER = Pattern.compile("那边|那个|那里|这边|这个|这里|好像是|好像|大概是|大概在|大概");

    private final List<String> divisions;

    /** @param divisions names that every address here could begin with, from the largest down */
    public Addresses(List<String> divisions) {
        this.divisions = List.copyOf(divisions);
    }

    public Cleaned<String> clean(@Nullable String raw, String field) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(null, notes);
        }
        String plain = HtmlText.convert(Invisible.remove(given, field, notes), field, notes);
        String narrow = Width.narrow(plain, field, notes).replace('\n', ' ');
        String address = FILLER.matcher(narrow).replaceAll("").strip();
        EncodingLoss.look(address, field, notes);
        String local = withoutDivisions(address);
        if (local.isEmpty()) {
            return Cleaned.of(address.isEmpty() ? null : address, notes);
        }
        return Cleaned.of(local, notes);
    }

    private String withoutDivisions(String address) {
        String rest = address;
        for (String division : divisions) {
            if (rest.startsWith(division)) {
                rest = rest.substring(division.length()).strip();
            }
        }
        return rest;
    }
}
