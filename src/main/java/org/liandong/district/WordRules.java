package org.liandong.district;

import java.util.List;
import java.util.regex.Pattern;

/** The tables that read meaning from words: items, titles, emergencies, refusals. */
public record WordRules(
        List<ItemWords> items,
        List<TitlePhrase> titles,
        List<EmergencyWords> emergencies,
        List<RefusalWords> refusals) {
    public WordRules {
        items = List.copyOf(items);
        titles = List.copyOf(titles);
        emergencies = List.copyOf(emergencies);
        refusals = List.copyOf(refusals);
    }

    /** Words that point to an item, and how surely. */
    public record ItemWords(String item, WordTest words, double confidence) {}

    /**
     * A part of a generated title.
     *
     * @param item pattern of the items it is for
     * @param pattern regular expression on the text
     * @param phrase what is put into the title; may refer to the pattern's groups as {@code $1}
     */
    public record TitlePhrase(ItemPattern item, Part part, Pattern pattern, String phrase) {

        /** Where in the title it stands. */
        public enum Part {
            OBJECT,
            MATTER,
            SUFFIX
        }
    }

    /** Words of an emergency, and the number that is called at once (reference §4.5 step 1). */
    public record EmergencyWords(WordTest words, String call) {}

    /**
     * Words that suggest a refusal reason (reference §4.5 step 2). A person decides.
     *
     * @param inAddress whether the address is looked at instead of the content
     */
    public record RefusalWords(String reason, boolean inAddress, WordTest words) {}
}
