package org.liandong.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event with what it did to the case: a row of the trace.
 *
 * @param transition the move of the case; null if the case stays where it is
 * @param implied whether it was not reported but must have happened (reference §4.3 rule 2)
 * @param from state of the case before; null for the first step
 */
public record Step(
        CaseEvent event,
        @Nullable Transition transition,
        boolean implied,
        @Nullable CaseState from,
        CaseState to,
        Instant actionTime) {}
