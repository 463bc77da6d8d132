package org.liandong.operations;

import java.util.Optional;
import org.liandong.cases.CaseFile;

/** Whether the rules of reference §4.8 find two cases to be about the same thing. Quick and safe for any thread. */
@FunctionalInterface
public interface MergeSuggestions {
    /** Empty if the system would not have suggested the merge; a person may still decide it. */
    Optional<Suggestion> between(CaseFile child, CaseFile parent);

    /**
     * Why the system takes them for the same.
     *
     * @param score 0 to 1
     * @param rule what they have in common, for example {@code 同小区+同事项+30分钟内}
     */
    record Suggestion(double score, String rule) {}
}
