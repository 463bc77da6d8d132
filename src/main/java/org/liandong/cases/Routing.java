package org.liandong.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which unit a rule found responsible, as the lifecycle needs it (reference §4.5).
 *
 * @param lead code of the responsible department; null if a person must choose
 * @param acceptUnit code of the street, park or district centre that accepts
 * @param copies units that get a copy
 * @param explanation the whole decision as JSON: inputs, rule, losers
 */
public record Routing(
        Way way,
        @Nullable String lead,
        List<String> cos,
        String acceptUnit,
        List<String> copies,
        boolean autoAccept,
        String ruleId,
        int ruleVersion,
        double confidence,
        String explanation) {

    public Routing {
        cos = List.copyOf(cos);
        copies = List.copyOf(copies);
    }

    /**
     * The same responsibility, but a person accepts the case before anything goes out.
     *
     * @param why the explanation from now on, JSON
     */
    public Routing heldForPerson(String why) {
        return new Routing(
                way == Way.DIRECT ? Way.STREET : way,
                lead,
                cos,
                acceptUnit,
                copies,
                false,
                ruleId,
                ruleVersion,
                confidence,
                why);
    }

    /** @param why the explanation from now on, JSON */
    public Routing explainedBy(String why) {
        return new Routing(way, lead, cos, acceptUnit, copies, autoAccept, ruleId, ruleVersion, confidence, why);
    }

    /** Where a received case goes first. */
    public enum Way {
        DIRECT,
        STREET,
        DISTRICT
    }
}
