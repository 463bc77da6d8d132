package org.liandong.operations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Times;
import org.liandong.ledger.TraceEntry;
import org.liandong.ledger.View;

/**
 * What the public may know of a case.
 *
 * @param state as outsiders are told it
 * @param unit who leads; null before the dispatch
 * @param reply what was answered; null before the end
 * @param steps the states it went through, the first first
 */
record TrackedCase(
        String caseNo,
        String state,
        String stateName,
        @Nullable String unit,
        @Nullable String result,
        @Nullable String reply,
        List<Step> steps) {

    /** @param time ISO 8601, China's time */
    record Step(String time, String text, String stateName) {}

    static TrackedCase of(CaseFile file, List<TraceEntry> trace, UnitNames units) {
        CaseState state = file.state();
        CaseFile.Closing closing = file.closing();
        List<Step> steps = new ArrayList<>();
        for (TraceEntry entry : trace) {
            String to = entry.step().move().to();
            String name = to == null ? "" : name(CaseState.valueOf(to));
            boolean news =
                    steps.isEmpty() || !steps.get(steps.size() - 1).stateName().equals(name);
            if (!name.isEmpty() && news) {
                String time = Times.text(entry.step().actionTime());
                steps.add(new Step(time, time.substring(0, 16).replace('T', ' '), name));
            }
        }
        return new TrackedCase(
                file.number().value(),
                state.published(),
                name(state),
                file.lead().map(Assignment::dept).map(units::name).orElse(null),
                closing == null ? null : closing.result().chinese(),
                closing == null ? null : closing.publicReply(),
                steps);
    }

    /** The case it was merged into, if it was. */
    static CaseFile followed(View view, CaseFile file) {
        CaseNumber into = file.progress().mergedInto();
        return into == null
                ? file
                : CaseDesk.load(view, into).map(next -> followed(view, next)).orElse(file);
    }

    /** Which level will accept, and that it was judged, is the hub's own business. */
    private static String name(CaseState state) {
        return switch (state) {
            case PENDING_STREET, PENDING_DISTRICT -> "待受理";
            case EVALUATED -> CaseState.CLOSED.chinese();
            default -> state.chinese();
        };
    }
}
