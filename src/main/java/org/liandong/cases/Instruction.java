package org.liandong.cases;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * A command with who gives it and when.
 *
 * @param actionTime when it happened in the world; orders what arrives out of order
 * @param receivedAt when the hub had it
 * @param sourceMessage the message it came in, for the trace
 */
public record Instruction(Command command, Actor actor, Instant actionTime, Instant receivedAt, String sourceMessage) {

    /** The same with the texts of its command put into other words. */
    public Instruction reworded(UnaryOperator<String> wording) {
        return new Instruction(command.reworded(wording), actor, actionTime, receivedAt, sourceMessage);
    }
}
