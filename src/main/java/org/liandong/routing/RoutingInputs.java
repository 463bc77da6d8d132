package org.liandong.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;

/**
 * What the decision depends on (reference §4.5). It is kept with the decision, but for the two texts: they are the case's
 * own and may hold personal data.
 *
 * @param item six digits; null if not known
 * @param itemConfidence 0 to 1
 * @param caseType for example 投诉
 * @param street nine-digit code of the street or park; null if not known
 * @param grid fifteen digits
 * @param gridKinds kinds of all grids the place lies in: Z, S, X
 * @param level the level that handles it now; null for the item's default level
 * @param urgency as reported; null for the item's
 * @param locationConfidence how sure the street is, 0 to 1
 * @param complainedAbout code or name of the unit the complaint is about
 * @param at when it is routed
 * @param seasons switched on by hand, on top of those that hold by date
 * @param earlierCases of the same requester about the same matter
 * @param addressText as cleaned by the locator
 * @param text title and content
 */
public record RoutingInputs(
        Channel channel,
        @Nullable String item,
        double itemConfidence,
        String caseType,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid,
        Set<String> gridKinds,
        @Nullable Level level,
        @Nullable Urgency urgency,
        double locationConfidence,
        boolean secret,
        @Nullable String complainedAbout,
        Instant at,
        Set<String> seasons,
        int earlierCases,
        @JsonIgnore String addressText,
        @JsonIgnore String text) {

    public RoutingInputs {
        gridKinds = Set.copyOf(gridKinds);
        seasons = Set.copyOf(seasons);
    }
}
