package org.liandong.operations;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Channel;
import org.liandong.cases.TaskNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.CaseFilter;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.TraceEntry;
import org.liandong.ledger.View;

/**
 * What waits for a person, oldest first: cases to accept, dispatch, settle, verify or mend, and departments' requests to
 * decide. Holds only numbers and times, read from the ledger: all open cases once, from then on those the trace names as
 * changed, so that asking costs what has changed and not what is open. Nothing is lost with it. Safe for any thread.
 */
final class Worklist {
    private static final Set<CaseState> WAITING = Set.copyOf(EnumSet.of(
            CaseState.QUARANTINED,
            CaseState.PENDING_STREET,
            CaseState.PENDING_DISTRICT,
            CaseState.PENDING_DISPATCH,
            CaseState.JOINT_MEETING,
            CaseState.FEEDBACK_DONE,
            CaseState.PENDING_VISIT));

    private static final int PAGE = 500;
    /** With more steps than this to catch up on, reading the open cases anew is quicker. */
    private static final long FAR_BEHIND = 20_000;

    private final NavigableSet<Waiting> cases = new TreeSet<>();
    private final NavigableSet<Asked> requests = new TreeSet<>();
    private final Map<CaseNumber, Places> places = new HashMap<>();
    private long seen = -1;

    /** A case and since when it is with the hub. */
    record Waiting(Instant receivedAt, CaseNumber caseNo) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byTime = receivedAt.compareTo(other.receivedAt);
            return byTime == 0 ? caseNo.compareTo(other.caseNo) : byTime;
        }
    }

    /** A task whose department asks for something, and since when. */
    record Asked(Instant askedAt, TaskNumber task) implements Comparable<Asked> {
        @Override
        public int compareTo(Asked other) {
            int byTime = askedAt.compareTo(other.askedAt);
            return byTime == 0 ? task.compareTo(other.task) : byTime;
        }
    }

    private record Places(@Nullable Waiting waiting, List<Asked> asked) {}

    /** @param after the last one seen, or null to start with the oldest */
    synchronized List<Waiting> cases(View view, @Nullable Waiting after, int limit) {
        catchUp(view);
        return (after == null ? cases : cases.tailSet(after, false))
                .stream().limit(limit).toList();
    }

    /** @param after the last one seen, or null to start with the oldest */
    synchronized List<Asked> requests(View view, @Nullable Asked after, int limit) {
        catchUp(view);
        return (after == null ? requests : requests.tailSet(after, false))
                .stream().limit(limit).toList();
    }

    synchronized int waitingCases(View view) {
        catchUp(view);
        return cases.size();
    }

    synchronized int waitingRequests(View view) {
        catchUp(view);
        return requests.size();
    }

    private void catchUp(View view) {
        long last = view.trace().lastSeq();
        if (seen < 0 || last - seen > FAR_BEHIND) {
            readAll(view);
            seen = last;
            return;
        }
        // a reader with an older view than the reader before it finds nothing new, and that is right
        while (seen < last) {
            List<TraceEntry> steps = view.trace().after(seen, PAGE);
            Set<CaseNumber> changed = new LinkedHashSet<>();
            steps.forEach(entry -> changed.add(entry.step().caseNo()));
            // what a canary waits for, no person sees to
            changed.removeIf(CaseNumber::isCanary);
            changed.forEach(number -> CaseDesk.load(view, number).ifPresent(this::place));
            seen = steps.get(steps.size() - 1).seq();
        }
    }

    private void readAll(View view) {
        cases.clear();
        requests.clear();
        places.clear();
        for (CaseState state : CaseState.values()) {
            if (open(state)) {
                CaseFilter filter = CaseFilter.in(state.name());
                List<CaseRow> page = view.cases().page(filter, null, PAGE);
                while (!page.isEmpty()) {
                    page.forEach(row -> place(CaseJson.read(row.doc())));
                    page = view.cases().page(filter, page.get(page.size() - 1), PAGE);
                }
            }
        }
    }

    private void place(CaseFile file) {
        Places before = places.remove(file.number());
        if (before != null) {
            if (before.waiting() != null) {
                cases.remove(before.waiting());
            }
            before.asked().forEach(requests::remove);
        }
        Waiting waiting = waits(file) ? waiting(file) : null;
        List<Asked> asked = undecided(file);
        if (waiting != null || !asked.isEmpty()) {
            places.put(file.number(), new Places(waiting, asked));
            if (waiting != null) {
                cases.add(waiting);
            }
            requests.addAll(asked);
        }
    }

    /** Whether somebody here has to act; the hotline calls its askers itself (reference §2.3, 回访). */
    static boolean waits(CaseFile file) {
        boolean visitedByHotline =
                file.state() == CaseState.PENDING_VISIT && file.matter().channel() == Channel.HOTLINE;
        return WAITING.contains(file.state()) && !visitedByHotline;
    }

    static Waiting waiting(CaseFile file) {
        return new Waiting(file.matter().times().receivedAt(), file.number());
    }

    private static List<Asked> undecided(CaseFile file) {
        if (!open(file.state())) {
            return List.of();
        }
        return file.assignments().stream()
                .filter(one -> one.pending() != null && !one.state().ended())
                .map(Worklist::asked)
                .toList();
    }

    private static Asked asked(Assignment one) {
        Assignment.Request request = one.pending();
        if (request == null) {
            throw new IllegalArgumentException("nothing asked for " + one.task());
        }
        return new Asked(request.askedAt(), one.task());
    }

    private static boolean open(CaseState state) {
        return !state.terminal() && state != CaseState.CLOSED && state != CaseState.SELF_CLOSED;
    }
}
