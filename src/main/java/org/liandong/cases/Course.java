package org.liandong.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps unfolding from one command, each applied before the next is thought of. Confined to one decision. */
final class Course {
    private final Instruction instruction;
    private final List<Step> steps = new ArrayList<>();
    private CaseFile file;

    private Course(CaseFile file, Instruction instruction) {
        this.file = file;
        this.instruction = instruction;
    }

    static Course opening(CaseEvent.CaseReceived event, Instruction instruction) {
        Course course = new Course(CaseFile.opened(event), instruction);
        course.steps.add(
                new Step(event, Transition.C01_INTAKE, false, null, CaseState.RECEIVED, instruction.actionTime()));
        return course;
    }

    static Course of(CaseFile file, Instruction instruction) {
        return new Course(file, instruction);
    }

    CaseFile file() {
        return file;
    }

    Instruction instruction() {
        return instruction;
    }

    /** The assignment as it is now; the caller has made sure that it exists. */
    Assignment assignment(TaskNumber task) {
        return file.assignment(task).orElseThrow();
    }

    Course happens(CaseEvent event) {
        return add(event, null, false, instruction.actionTime());
    }

    Course moves(Transition transition, CaseEvent event) {
        return add(event, transition, false, instruction.actionTime());
    }

    Course implies(CaseEvent event) {
        return add(event, null, true, instruction.actionTime());
    }

    Course impliesMove(Transition transition, CaseEvent event) {
        return add(event, transition, true, instruction.actionTime());
    }

    Course impliesAt(CaseEvent event, Instant at) {
        return add(event, null, true, at);
    }

    private Course add(CaseEvent event, @Nullable Transition transition, boolean implied, Instant at) {
        CaseState from = file.state();
        if (transition != null && !transition.from().contains(from)) {
            throw new IllegalStateException(transition + " does not lead on from " + from);
        }
        file = file.after(event, transition, at);
        steps.add(new Step(event, transition, implied, from, file.state(), at));
        return this;
    }

    Decision done() {
        return new Decision.Done(file, steps);
    }
}
