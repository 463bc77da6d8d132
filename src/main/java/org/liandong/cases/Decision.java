package org.liandong.cases;

import java.util.List;

/** What the lifecycle says to a command. */
public sealed interface Decision {

    /** It is done: these steps follow, and this is the case after them. */
    record Done(CaseFile file, List<Step> steps) implements Decision {
        public Done {
            steps = List.copyOf(steps);
        }
    }

    /** It had been done before: nothing changes and nothing need be recorded again. */
    record AlreadyDone(CaseFile file, String why) implements Decision {}

    /**
     * It cannot be done.
     *
     * @param code for machines, stable
     * @param field what in the message is wrong
     * @param message for people, with the cure
     */
    record Refused(String code, String field, String message) implements Decision {}
}
