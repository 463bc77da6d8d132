package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.casework.CaseDesk;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;

/**
 * What lies in an inbox: the department's tasks in cases that are not closed yet.
 *
 * @param waiting those that the department has to do something about, the most pressing first
 * @param others those that wait for somebody else
 * @param more whether there are more than are shown
 */
record InboxPage(String name, String title, List<Line> waiting, List<Line> others, boolean more) {
    private static final int MOST = 300;

    /** @param due when the next thing is due; null while the clock is stopped */
    record Line(
            String taskNo,
            String title,
            String role,
            String state,
            @Nullable Moment due,
            boolean late,
            Instant until) {}

    static InboxPage of(View view, Inbox inbox, Instant now) {
        List<OutboxMessage> dispatches = view.outbox().dispatchesOfOpenCases(inbox.receiver(), MOST + 1);
        Set<CaseNumber> cases = new LinkedHashSet<>();
        dispatches.stream().limit(MOST).forEach(dispatch -> cases.add(dispatch.caseNo()));
        List<Line> waiting = new ArrayList<>();
        List<Line> others = new ArrayList<>();
        for (CaseNumber number : cases) {
            CaseDesk.load(view, number)
                    .ifPresent(file -> file.assignments().stream()
                            .filter(one -> one.dept().equals(inbox.department())
                                    && !one.state().ended())
                            .forEach(one -> (isToDo(one) ? waiting : others).add(line(file, one, now))));
        }
        waiting.sort(Comparator.comparing(Line::until));
        return new InboxPage(inbox.name(), inbox.title(), waiting, others, dispatches.size() > MOST);
    }

    private static boolean isToDo(Assignment one) {
        return one.doneAt() == null
                && one.waived() == null
                && one.state() != AssignmentState.SUSPENDED
                && one.state() != AssignmentState.RETURN_REQUESTED;
    }

    private static Line line(CaseFile file, Assignment one, Instant now) {
        boolean unsigned = one.signedAt() == null && one.doneAt() == null;
        Instant due = unsigned ? one.dues().signDue() : one.dues().disposeDue();
        return new Line(
                one.task().value(),
                Redaction.of(file.matter().title()),
                one.role().chinese(),
                one.pending() == null
                        ? one.state().chinese()
                        : "申请" + one.pending().kind().chinese() + ",等审核",
                isToDo(one) ? Moment.of(due, now) : null,
                isToDo(one) && now.isAfter(due),
                due);
    }
}
