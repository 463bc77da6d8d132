package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;
import org.liandong.cases.Channel;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Flow;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.CaseFilter;
import org.liandong.ledger.View;

/**
 * What the first page shows and keeps up to date.
 *
 * @param way the stretches of the way of a case, in their order
 * @param failed cases that could not be delivered or reported back; apart, because it should be nought
 */
record Overview(
        Moment asOf,
        List<Count> way,
        long failed,
        List<Count> channels,
        List<Count> departments,
        List<StateCount> states,
        int waitingCases,
        int waitingRequests,
        List<CaseLine> waiting,
        List<Request> requests,
        List<CaseLine> latest) {

    private static final int LINES = 12;

    /** @param share 0 to 100, of the largest of its list */
    record Count(String name, long count, long share) {}

    /** What a department asks for and nobody has decided. */
    record Request(String caseNo, String task, String dept, String what, Moment asked) {}

    record StateCount(StateWords state, long count, long share) {}

    static Overview of(View view, Worklist worklist, UnitNames units, Instant now) {
        Summary summary = Summary.of(view, now);
        return new Overview(
                Moment.clock(now),
                way(summary),
                summary.count(Flow.FAILED),
                counts(summary.channels(), Channel::chinese),
                byCount(counts(summary.departments(), units::name)),
                states(summary.states()),
                worklist.waitingCases(view),
                worklist.waitingRequests(view),
                waiting(view, worklist, units, now),
                requests(view, worklist, units, now),
                latest(view, units, now));
    }

    static List<Count> way(Summary summary) {
        return List.of(
                stretch("来件", Flow.IN, summary),
                stretch("派遣", Flow.DISPATCHED, summary),
                stretch("签收", Flow.SIGNED, summary),
                stretch("办结", Flow.DONE, summary),
                stretch("回告", Flow.FED_BACK, summary),
                stretch("考评", Flow.EVALUATED, summary));
    }

    private static Count stretch(String name, Flow flow, Summary summary) {
        return new Count(name, summary.count(flow), 0);
    }

    private static <K> List<Count> counts(Map<K, Long> counted, Function<K, String> name) {
        long most = most(counted);
        List<Count> counts = new ArrayList<>();
        counted.forEach((key, count) -> counts.add(new Count(name.apply(key), count, 100 * count / most)));
        return counts;
    }

    private static List<Count> byCount(List<Count> counts) {
        return counts.stream()
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name))
                .toList();
    }

    private static List<StateCount> states(Map<CaseState, Long> counted) {
        long most = most(counted);
        List<StateCount> counts = new ArrayList<>();
        counted.forEach((state, count) -> counts.add(new StateCount(StateWords.of(state), count, 100 * count / most)));
        return counts;
    }

    private static long most(Map<?, Long> counted) {
        return Math.max(
                1, counted.values().stream().mapToLong(Long::longValue).max().orElse(1));
    }

    private static List<CaseLine> waiting(View view, Worklist worklist, UnitNames units, Instant now) {
        return worklist.cases(view, null, LINES).stream()
                .map(one -> CaseDesk.load(view, one.caseNo()))
                .flatMap(Optional::stream)
                .map(file -> CaseLine.of(file, units, now))
                .toList();
    }

    private static List<Request> requests(View view, Worklist worklist, UnitNames units, Instant now) {
        List<Request> requests = new ArrayList<>();
        for (Worklist.Asked asked : worklist.requests(view, null, LINES)) {
            CaseDesk.load(view, asked.task().caseNumber())
                    .flatMap(file -> file.assignment(asked.task()))
                    .filter(task -> task.pending() != null)
                    .ifPresent(task -> requests.add(new Request(
                            asked.task().caseNumber().value(),
                            asked.task().value(),
                            units.name(task.dept()),
                            Objects.requireNonNull(task.pending()).kind().chinese(),
                            Moment.of(asked.askedAt(), now))));
        }
        return requests;
    }

    private static List<CaseLine> latest(View view, UnitNames units, Instant now) {
        return view.cases().page(CaseFilter.ALL, null, LINES).stream()
                .map(row -> {
                    CaseFile file = CaseJson.read(row.doc());
                    return CaseLine.of(file, units, now);
                })
                .toList();
    }
}
