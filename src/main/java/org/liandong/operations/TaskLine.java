package org.liandong.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.Role;

/**
 * A department's task with its clocks.
 *
 * @param round 第几次重办; 0 for the first
 * @param asked what the department asks for and nobody has decided; null if nothing
 */
record TaskLine(
        String number,
        String role,
        String dept,
        String state,
        int round,
        @Nullable String foreignNo,
        List<ClockLine> clocks,
        @Nullable String asked,
        @Nullable String waived,
        @Nullable String handler,
        @Nullable String opinion) {

    /**
     * A clock (reference §4.4).
     *
     * @param due null where only the start is known
     * @param reached when it was stopped; null while it runs
     * @param standing in words: 按时, 超期, 计时中, 暂停 or 不再计时
     * @param late whether it is past due, stopped or not
     */
    record ClockLine(
            String name, @Nullable Moment due, @Nullable Moment reached, String standing, boolean late) {}

    static TaskLine of(Assignment one, boolean anonymous, UnitNames units, Instant now) {
        Assignment.Report report = one.report();
        TaskSentences words = new TaskSentences(units, now);
        // only the lead has to call the asker, and only where there is one to call
        List<ClockLine> clocks = anonymous || one.role() != Role.LEAD
                ? List.of(signing(one, now), disposing(one, now))
                : List.of(signing(one, now), contacting(one, now), disposing(one, now));
        return new TaskLine(
                one.task().value(),
                one.role().chinese(),
                units.name(one.dept()),
                one.state().chinese(),
                one.round(),
                one.foreignNo(),
                clocks,
                one.pending() == null ? null : words.asked(one.pending()),
                Redaction.orNull(one.waived()),
                report == null ? null : Redaction.orNull(report.handler()),
                report == null ? null : Redaction.of(report.opinion()));
    }

    private static ClockLine signing(Assignment one, Instant now) {
        return clock("签收", one.dues().signDue(), one.signedAt(), one, now);
    }

    private static ClockLine contacting(Assignment one, Instant now) {
        return clock("首次联系", one.dues().contactDue(), one.firstContactAt(), one, now);
    }

    private static ClockLine disposing(Assignment one, Instant now) {
        return clock("办结", one.dues().disposeDue(), one.doneAt(), one, now);
    }

    private static ClockLine clock(String name, Instant due, @Nullable Instant reached, Assignment one, Instant now) {
        Moment until = Moment.of(due, now);
        if (reached != null) {
            boolean late = reached.isAfter(due);
            return new ClockLine(name, until, Moment.of(reached, now), late ? "超期" : "按时", late);
        }
        if (one.state().ended() || one.waived() != null || one.doneAt() != null) {
            return new ClockLine(name, until, null, "不再计时", false);
        }
        if (one.state() == AssignmentState.SUSPENDED) {
            return new ClockLine(name, until, null, "暂停", false);
        }
        boolean late = now.isAfter(due);
        return new ClockLine(name, until, null, late ? "超期未办" : "计时中", late);
    }
}
