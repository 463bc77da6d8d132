package org.liandong.operations;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.TraceEntry;
import org.liandong.ledger.View;

/**
 * To whom a case should be dispatched: as routed, but never again to a department whose return was accepted (CR-03). After a
 * return, whom the returning department named takes its place.
 *
 * @param lead null if a person must choose
 */
record DispatchSuggestion(@Nullable String lead, List<String> cos) {

    static DispatchSuggestion of(View view, CaseFile file) {
        Set<String> gone = file.assignments().stream()
                .filter(one -> one.state() == AssignmentState.RETURNED)
                .map(Assignment::dept)
                .collect(Collectors.toUnmodifiableSet());
        String routed = file.routing().lead();
        String lead = routed != null && gone.contains(routed) ? namedAtReturn(view, file, gone) : routed;
        List<String> cos = file.routing().cos().stream()
                .filter(co -> !gone.contains(co) && !co.equals(lead))
                .toList();
        return new DispatchSuggestion(lead, cos);
    }

    private static @Nullable String namedAtReturn(View view, CaseFile file, Set<String> gone) {
        String named = null;
        for (TraceEntry entry : view.trace().of(file.number())) {
            if (CaseJson.readEvent(entry.step().event()) instanceof CaseEvent.Requested requested
                    && requested.request().kind() == Assignment.RequestKind.RETURN) {
                named = requested.request().suggestedDept();
            }
        }
        return named == null || gone.contains(named) ? null : named;
    }
}
