package org.liandong.operations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;
import org.liandong.ledger.View;

/**
 * What a clerk can do with a case as it stands.
 *
 * @param accept whether it waits to be accepted or refused
 * @param refusals reasons for refusing it
 * @param dispatch whether it waits for a department
 * @param meeting whether a joint meeting has to say which
 * @param lead who is suggested to lead; null if a person must choose
 * @param cos who is suggested to help
 * @param requests what departments ask for
 * @param verify whether the result must be looked at
 * @param visit whether the asker must be asked
 * @param calls tasks that can be told, or reported, by telephone
 * @param departments by code, to choose from
 */
record CaseActions(
        boolean accept,
        List<ReasonNames.Reason> refusals,
        boolean dispatch,
        boolean meeting,
        @Nullable String lead,
        List<String> cos,
        List<Asked> requests,
        boolean verify,
        boolean visit,
        List<Call> calls,
        Map<String, String> departments) {

    /** What a department asks for. */
    record Asked(String task, String dept, String what, String why) {}

    /** A task that is not done. */
    record Call(String task, String dept, String state) {}

    static CaseActions of(View view, CaseFile file, ConnectedSystems systems, UnitNames units) {
        CaseState state = file.state();
        DispatchSuggestion suggestion = DispatchSuggestion.of(view, file);
        Map<String, String> departments = new TreeMap<>();
        systems.all().forEach(system -> system.department().ifPresent(code -> departments.put(code, units.name(code))));
        return new CaseActions(
                state == CaseState.PENDING_STREET || state == CaseState.PENDING_DISTRICT,
                ReasonNames.REFUSALS,
                state == CaseState.PENDING_DISPATCH,
                state == CaseState.JOINT_MEETING,
                suggestion.lead(),
                suggestion.cos(),
                file.assignments().stream()
                        .filter(one -> one.pending() != null)
                        .map(one -> asked(one, units))
                        .toList(),
                state == CaseState.FEEDBACK_DONE,
                state == CaseState.PENDING_VISIT,
                file.assignments().stream()
                        .filter(one -> !one.state().ended() && one.doneAt() == null)
                        .map(one -> new Call(
                                one.task().value(),
                                units.name(one.dept()),
                                one.state().chinese()))
                        .toList(),
                departments);
    }

    private static Asked asked(Assignment one, UnitNames units) {
        Assignment.Request request = java.util.Objects.requireNonNull(one.pending());
        String text = request.text() == null ? "" : ": " + Redaction.of(request.text());
        return new Asked(
                one.task().value(),
                units.name(one.dept()),
                request.kind().chinese(),
                ReasonNames.of(request.reasonCode()) + text);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return !accept && !dispatch && !meeting && requests.isEmpty() && !verify && !visit && calls.isEmpty();
    }
}
