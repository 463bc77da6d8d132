package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Whatever is done to a case, in any order and any number of times, its invariants hold. The seed of a failing case is in
 * the failure; {@code -Dseed=} runs from there.
 */
class LifecyclePropertiesTest {
    private static final long SEED = Long.getLong("seed", 20260707L);
    private static final int RUNS = 2000;
    private static final int COMMANDS = 60;

    @Test
    void theInvariantsHoldAfterEveryCommand() {
        eachCommand((one, instruction, decision) -> {
            if (decision instanceof Decision.Done done) {
                List<Invariants> broken = Invariants.brokenBy(done.file());
                if (!broken.isEmpty()) {
                    throw new AssertionError(broken + " by " + instruction.command() + "\n" + done.file());
                }
            }
        });
    }

    @Test
    void aCaseMovesOnlyAlongItsTransitionsAndNeverOutOfAnEnd() {
        eachCommand((one, instruction, decision) -> {
            if (decision instanceof Decision.Done done) {
                CaseState from = one.file().state();
                for (Step step : done.steps()) {
                    assertThat(step.from()).isEqualTo(from);
                    Transition transition = step.transition();
                    if (transition == null) {
                        assertThat(step.to()).isEqualTo(from);
                    } else {
                        assertThat(transition.from()).contains(from);
                        assertThat(step.to()).isEqualTo(transition.to());
                        assertThat(from.terminal()).isEqualTo(transition == Transition.APPEAL);
                    }
                    from = step.to();
                }
                assertThat(done.file().state()).isEqualTo(from);
            }
        });
    }

    @Test
    void theSameCommandAgainChangesNothingButTheRecord() {
        eachCommand((one, instruction, decision) -> {
            if (decision instanceof Decision.Done done
                    && CaseLifecycle.decide(done.file(), instruction) instanceof Decision.Done again) {
                assertThat(unversioned(again.file()))
                        .as("%s", instruction.command())
                        .isEqualTo(unversioned(done.file()));
            }
        });
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        eachCommand((one, instruction, decision) ->
                assertThat(one.decide(instruction)).isEqualTo(decision));
    }

    @Test
    void theStepsRebuildTheCase() {
        eachCase(one -> {
            CaseFile file = one.after(COMMANDS);
            assertThat(file.version()).isEqualTo(one.steps().size());
            assertThat(replayed(one.steps())).isEqualTo(file);
        });
    }

    @Test
    void whateverHasHappenedACaseCanStillBeBroughtToItsEnd() {
        eachCase(one -> {
            one.after(COMMANDS);
            for (int i = 0; i < 30 && !one.file().state().terminal(); i++) {
                Instant at = one.next().actionTime();
                Command onward = onward(one.file(), at);
                Decision decision = one.decide(new Instruction(onward, CaseFixture.DISPATCHER, at, at, "msg"));
                assertThat(decision).as("%s", onward).isInstanceOf(Decision.Done.class);
                one.take((Decision.Done) decision);
            }
            assertThat(one.file().state().terminal()).isTrue();
        });
    }

    private static Command onward(CaseFile file, Instant at) {
        return switch (file.state()) {
            case QUARANTINED -> new Command.MendCase(file.matter(), file.routing(), List.of());
            case PENDING_STREET, PENDING_DISTRICT -> new Command.AcceptCase(CaseFixture.DISTRICT);
            case PENDING_DISPATCH -> new Command.DispatchCase(CaseFixture.taskings("MZ"), "受理员");
            case JOINT_MEETING -> new Command.ResolveJointMeeting(CaseFixture.taskings("MZ"), "会议纪要");
            case DISPATCHED -> done(file.lead().orElseThrow());
            case IN_PROGRESS ->
                done(file.assignments().stream()
                        .filter(one -> !one.settled())
                        .findFirst()
                        .orElseThrow());
            case SUSPENDED ->
                new Command.ResumeAssignment(file.lead().orElseThrow().task(), "条件具备", null);
            case FEEDBACK_DONE -> new Command.VerifyFeedback(true, "现场属实", null);
            case PENDING_VISIT ->
                new Command.RecordVisit(
                        new Visit("HF-last-" + file.version(), null, true, true, true, 2, null, false, at), null);
            case CLOSED, SELF_CLOSED -> new Command.EvaluateCase("2026-12");
            default -> throw new AssertionError(file.state() + " is no state to go on from");
        };
    }

    private static Command done(Assignment one) {
        return new Command.ReportDone(one.task(), CaseFixture.outcome(Resolution.YES), null);
    }

    @Test
    void theRunsVisitEveryStateEveryMoveAndEveryKindOfEvent() {
        Set<CaseState> states = EnumSet.noneOf(CaseState.class);
        Set<Transition> moves = EnumSet.noneOf(Transition.class);
        Set<Class<?>> events = new HashSet<>();
        eachCase(one -> {
            one.after(COMMANDS);
            for (Step step : one.steps()) {
                states.add(step.to());
                events.add(step.event().getClass());
                if (step.transition() != null) {
                    moves.add(step.transition());
                }
            }
        });
        assertThat(states).containsExactlyInAnyOrder(CaseState.values());
        assertThat(moves).containsExactlyInAnyOrder(Transition.values());
        assertThat(events).hasSize(concreteEvents());
    }

    /** Called with the case before the decision is taken over. */
    private interface Check {
        void on(RandomCase one, Instruction instruction, Decision decision);
    }

    private static void eachCommand(Check check) {
        eachCase(one -> {
            List<Command> history = new ArrayList<>();
            for (int i = 0; i < COMMANDS; i++) {
                Instruction instruction = one.next();
                Decision decision = one.decide(instruction);
                history.add(instruction.command());
                try {
                    check.on(one, instruction, decision);
                } catch (AssertionError failure) {
                    throw new AssertionError(failure.getMessage() + "\nafter " + history, failure);
                }
                if (decision instanceof Decision.Done done) {
                    one.take(done);
                }
            }
        });
    }

    private static void eachCase(Consumer<RandomCase> check) {
        for (int run = 0; run < RUNS; run++) {
            try {
                check.accept(new RandomCase(SEED + run));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + (SEED + run) + ": " + failure.getMessage(), failure);
            }
        }
    }

    private static CaseFile replayed(List<Step> steps) {
        CaseFile file = CaseFile.opened((CaseEvent.CaseReceived) steps.get(0).event());
        for (Step step : steps.subList(1, steps.size())) {
            file = file.after(step.event(), step.transition(), step.actionTime());
        }
        return file;
    }

    private static CaseFile unversioned(CaseFile file) {
        return new CaseFile(
                file.number(),
                file.matter(),
                file.routing(),
                file.progress(),
                file.sources(),
                file.assignments(),
                file.visits(),
                file.closing(),
                0);
    }

    private static int concreteEvents() {
        return CaseEvent.class.getPermittedSubclasses().length
                - 1
                + CaseEvent.OfAssignment.class.getPermittedSubclasses().length;
    }
}
