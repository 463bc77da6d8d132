package org.liandong.operations;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.cases.CaseState;
import org.liandong.cases.Channel;
import org.liandong.casework.Flow;
import org.liandong.ledger.Tally;
import org.liandong.ledger.View;

/**
 * How much of what there is, from the ledger's tallies: costs nothing however many cases there are.
 *
 * @param channels cases received, by channel, in the order of the code list; those with none are left out
 * @param departments cases led, by the department's code
 * @param states cases by state, in the order of progress; those with none are left out
 */
record Summary(
        Map<Flow, Long> flow,
        Map<Channel, Long> channels,
        Map<String, Long> departments,
        Map<CaseState, Long> states,
        Instant asOf) {
    private static final String NO_LEAD = "-";

    static Summary of(View view, Instant now) {
        Map<Flow, Long> flow = new EnumMap<>(Flow.class);
        for (Flow stretch : Flow.values()) {
            flow.put(stretch, view.tallies().value(stretch.tally()));
        }
        Map<Channel, Long> channels = new EnumMap<>(Channel.class);
        counted(view, Tally.CHANNEL).forEach((name, count) -> channels.put(Channel.valueOf(name), count));
        Map<CaseState, Long> states = new EnumMap<>(CaseState.class);
        counted(view, Tally.STATE).forEach((name, count) -> states.put(CaseState.valueOf(name), count));
        Map<String, Long> departments = counted(view, Tally.LEAD);
        departments.remove(NO_LEAD);
        return new Summary(flow, channels, departments, states, now);
    }

    private static Map<String, Long> counted(View view, String prefix) {
        Map<String, Long> counts = new TreeMap<>(view.tallies().under(prefix));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    long count(Flow stretch) {
        return flow.getOrDefault(stretch, 0L);
    }

    /** By the names of {@code jn.case/1.0}. */
    Map<String, Long> byChannel() {
        Map<String, Long> counts = new LinkedHashMap<>();
        channels.forEach((channel, count) -> counts.put(channel.published(), count));
        return counts;
    }

    Map<String, Long> byState() {
        Map<String, Long> counts = new LinkedHashMap<>();
        states.forEach((state, count) -> counts.put(state.name(), count));
        return counts;
    }
}
