package org.liandong.routing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Urgency;
import org.liandong.district.RoutingRule;
import org.liandong.district.Unit;

/**
 * Where a case goes and why here (reference §4.5 step 8). Written to the trace as it is.
 *
 * @param inputs all it depended on
 * @param itemVersion of the work list; null if the item is not known
 * @param rule the rule that won, with its version
 * @param losers every other rule that names the item, its class or all items, with the reason it lost
 * @param way how it goes on
 * @param urgency as it is to be handled; an emergency raises it
 * @param confidence that the thresholds were compared with
 * @param lead who leads, or is suggested to lead
 * @param cos who cooperate
 * @param partners contacts outside the administration
 * @param acceptingUnit who accepts it, or watches over it where it goes directly
 * @param copies who else is told at once
 * @param autoAccept whether it is accepted without a person and waits only to be dispatched
 * @param delivery when the lead gets it
 * @param refusals suggested reasons to refuse; a person decides
 * @param emergency whom to call at once
 * @param reasons the steps that led here, as sentences
 */
public record RoutingDecision(
        RoutingInputs inputs,
        @Nullable Integer itemVersion,
        RoutingRule rule,
        List<Loser> losers,
        Way way,
        Urgency urgency,
        double confidence,
        Unit lead,
        List<Unit> cos,
        List<String> partners,
        Unit acceptingUnit,
        List<Unit> copies,
        boolean autoAccept,
        Delivery delivery,
        List<Refusal> refusals,
        @Nullable Emergency emergency,
        List<String> reasons) {

    public RoutingDecision {
        losers = List.copyOf(losers);
        cos = List.copyOf(cos);
        partners = List.copyOf(partners);
        copies = List.copyOf(copies);
        refusals = List.copyOf(refusals);
        reasons = List.copyOf(reasons);
    }

    /** How the case goes on (transitions C05 to C07). */
    public enum Way {
        /** To the lead department at once. */
        DIRECT,
        /** To the street or park, which accepts it. */
        STREET,
        /** To the district centre, which accepts it. */
        DISTRICT
    }

    /** A rule that lost. */
    public record Loser(String id, int version, String reason) {}

    /** A suggested reason to refuse, from the district's list. */
    public record Refusal(String code, String name, String why) {}

    /** Words of danger, and the numbers to call with the caller on the line. */
    public record Emergency(String words, String call) {}

    /**
     * When the lead gets it. The clocks do not care.
     *
     * @param notBefore the next opening for {@link Mode#OFFICE_HOURS}
     */
    public record Delivery(Mode mode, @Nullable Instant notBefore) {

        /** By what way the lead is reached now. */
        public enum Mode {
            /** The office is open. */
            AT_ONCE,
            /** Outside office hours, to the duty roster of the lead, since the item knows no night. */
            DUTY_ROSTER,
            /** Waits for the office to open. */
            OFFICE_HOURS
        }
    }
}
