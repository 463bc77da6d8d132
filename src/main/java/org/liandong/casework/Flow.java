package org.liandong.casework;

import java.util.List;
import java.util.regex.Pattern;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.Step;
import org.liandong.cases.Transition;

/** The stretches of the way that the live line counts. */
public enum Flow {
    IN,
    DISPATCHED,
    SIGNED,
    DONE,
    FED_BACK,
    EVALUATED,
    FAILED;

    private static final Pattern END =
            Pattern.compile("\"state\":\"(?:CLOSED|SELF_CLOSED|REFUSED|TRANSFERRED_OUT|CANCELLED)\"");

    /** Under this name the ledger counts. */
    public String tally() {
        return "flow/" + name();
    }

    static List<Flow> of(Step step) {
        CaseEvent event = step.event();
        if (event instanceof CaseEvent.CaseReceived) {
            return List.of(IN);
        } else if (event instanceof CaseEvent.CaseDispatched || event instanceof CaseEvent.JointMeetingResolved) {
            return List.of(DISPATCHED);
        } else if (step.transition() == Transition.C16_LEAD_SIGNED) {
            return List.of(SIGNED);
        } else if (step.transition() == Transition.C21_ALL_DONE) {
            return List.of(DONE);
        }
        return List.of();
    }

    /** Whether a {@code jn.status/1.0} tells the channel how the case ended. */
    public static boolean tellsTheEnd(String letter) {
        return END.matcher(letter).find();
    }
}
