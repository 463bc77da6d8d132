package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;
import static org.liandong.cases.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Verification, visits, another round, closing and opening again (domain reference §2.3, §4.3; CR-07). */
class AfterFeedbackTest {

    @Test
    void aClosedCaseTellsItsResultAndEveryTaskIsAccepted() {
        CaseFixture one = Resting.in(CLOSED);
        assertThat(one.file().closing()).isNotNull().satisfies(closing -> {
            assertThat(closing.result()).isEqualTo(Resolution.YES);
            assertThat(closing.publicReply()).isEqualTo("感谢您的反映,已处理");
        });
        assertThat(one.file().assignments()).extracting(Assignment::state).containsOnly(AssignmentState.ACCEPTED);
    }

    @Test
    void theLeadWorksAgainWhenTheResultIsRejected() {
        CaseFixture one = Resting.in(FEEDBACK_DONE).failedVerification();
        Assignment lead = one.assignment(CG);
        assertThat(lead.state()).isEqualTo(AssignmentState.WORKING);
        assertThat(lead.round()).isEqualTo(1);
        assertThat(lead.doneAt()).isNull();
        assertThat(lead.report()).isNull();
        assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.DONE);
        assertThat(one.done(CG).state()).isEqualTo(FEEDBACK_DONE);
    }

    @Test
    void theAskerIsHeardTwiceThenAPersonTakesOver() {
        CaseFixture one = Resting.in(PENDING_VISIT);
        for (int round = 1; round <= 2; round++) {
            one.visitedUnsolved();
            assertThat(one.state()).isEqualTo(IN_PROGRESS);
            assertThat(one.file().progress().round()).isEqualTo(round);
            assertThat(one.file().progress().flags()).doesNotContain(Flag.SUPERVISED);
            one.done(CG).verified();
        }

        one.visitedUnsolved();

        assertThat(one.state()).isEqualTo(PENDING_VISIT);
        assertThat(one.file().progress().round()).isEqualTo(2);
        assertThat(one.file().progress().flags()).contains(Flag.SUPERVISED);
        assertThat(one.visitedSolved().state()).isEqualTo(CLOSED);
    }

    @Test
    void workThatFailsTheThirdCheckGoesOnUnderSupervision() {
        CaseFixture one = Resting.in(FEEDBACK_DONE)
                .failedVerification()
                .done(CG)
                .failedVerification()
                .done(CG);
        assertThat(one.file().progress().flags()).doesNotContain(Flag.SUPERVISED);

        one.failedVerification();

        assertThat(one.state()).isEqualTo(IN_PROGRESS);
        assertThat(one.file().progress().flags()).contains(Flag.SUPERVISED);
    }

    @Test
    void anAskerWhoWantsItDoneAgainIsNotSatisfied() {
        CaseFixture one = Resting.in(PENDING_VISIT);
        Visit redo = new Visit("HF9", "电话", true, true, true, 4, "要求重办", true, one.now());
        one.does(new Command.RecordVisit(redo, dues(one.now())));
        assertThat(one.state()).isEqualTo(IN_PROGRESS);
    }

    /** The hub's clock is finer than the senders', who tell whole seconds. */
    @Test
    void aVisitWithinTheSecondOfTheResultIsAboutIt() {
        CaseFixture one = Resting.in(FEEDBACK_DONE)
                .failedVerification()
                .later(Duration.ofMillis(400))
                .done(CG)
                .verified();
        Instant second =
                Objects.requireNonNull(one.file().progress().feedbackAt()).truncatedTo(ChronoUnit.SECONDS);

        one.does(new Command.RecordVisit(new Visit("HF8", "电话", true, true, true, 2, null, false, second), null));

        assertThat(one.state()).isEqualTo(CLOSED);
    }

    @Test
    void threeUnansweredCallsCloseTheCase() {
        CaseFixture one = Resting.in(PENDING_VISIT).unanswered().unanswered();
        assertThat(one.state()).isEqualTo(PENDING_VISIT);
        assertThat(one.unanswered().state()).isEqualTo(CLOSED);
    }

    @Test
    void callsOfAnEarlierRoundAreNotCounted() {
        CaseFixture one = Resting.in(PENDING_VISIT)
                .unanswered()
                .unanswered()
                .visitedUnsolved()
                .done(CG)
                .verified();
        assertThat(one.unanswered().unanswered().state()).isEqualTo(PENDING_VISIT);
        assertThat(one.unanswered().state()).isEqualTo(CLOSED);
    }

    @Test
    void aVisitMadeBeforeTheResultSaysNothingAboutIt() {
        CaseFixture one = Resting.in(PENDING_VISIT);
        Visit early = one.visitAt(one.now().minus(Duration.ofHours(1)), true, true);
        one.does(new Command.RecordVisit(early, null));
        assertThat(one.state()).isEqualTo(PENDING_VISIT);
        assertThat(one.file().visits()).contains(early);
    }

    @Test
    void theSameVisitIsRecordedOnce() {
        CaseFixture one = Resting.in(PENDING_VISIT);
        Command.RecordVisit visit = new Command.RecordVisit(one.visit(false, false), null);
        one.does(visit);
        assertThat(one.decision(visit)).isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void nobodyIsCalledAboutAnAnonymousCase() {
        CaseFixture one = aCase().about(MatterDraft::anonymous)
                .received()
                .accepted()
                .dispatchedTo(CG)
                .done(CG)
                .verified();
        assertThat(one.state()).isEqualTo(CLOSED);
        assertThat(one.file().visits()).isEmpty();
        assertThat(one.steps())
                .last()
                .satisfies(step -> assertThat(step.implied()).isTrue());
    }

    @Test
    void theGoldenVerificationOlderThanTheFeedbackIsKeptOnRecordOnly() {
        CaseFixture one = Resting.in(FEEDBACK_DONE);
        Decision decision = one.decisionAt(
                one.now().minus(Duration.ofMinutes(2)),
                Actor.person("wgy_tangshan_0102"),
                new Command.VerifyFeedback(false, "垃圾已清,但围挡仍缺一块", dues(one.now())));
        assertThat(decision).isInstanceOfSatisfying(Decision.Done.class, done -> {
            assertThat(done.file().state()).isEqualTo(FEEDBACK_DONE);
            assertThat(done.steps()).extracting(Step::event).hasOnlyElementsOfType(CaseEvent.NotedOnly.class);
        });
    }

    @Test
    void aClosedCaseIsReopenedOnceWithinFifteenDays() {
        CaseFixture one = Resting.in(CLOSED);
        CaseFile.Closing closing = one.file().closing();
        assertThat(closing).isNotNull();
        Command reopen = new Command.ReopenCase("又响了");
        assertThat(one.decisionAt(closing.at().plus(Duration.ofDays(15)), DISPATCHER, reopen))
                .isInstanceOf(Decision.Done.class);
        assertRefused(
                "REOPEN_LIMIT",
                one.decisionAt(closing.at().plus(Duration.ofDays(15)).plusMillis(1), DISPATCHER, reopen));

        one.does(reopen);
        assertThat(one.state()).isEqualTo(PENDING_DISTRICT);
        assertThat(one.file().closing()).isNull();
        assertThat(one.file().progress().flags()).contains(Flag.REPEAT);

        one.accepted().dispatchedTo(CG).done(CG).verified().visitedSolved();
        assertRefused("REOPEN_LIMIT", one.decision(reopen));
    }

    @Test
    void anotherRoundAfterReopeningIsForTheNewLeadAlone() {
        CaseFixture one = Resting.in(CLOSED)
                .does(new Command.ReopenCase("又响了"))
                .accepted()
                .dispatchedTo("GA")
                .done("GA")
                .failedVerification();
        assertThat(one.assignment("GA").state()).isEqualTo(AssignmentState.WORKING);
        assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.ACCEPTED);
    }

    @Test
    void aCaseReopenedByTheStreetsAskerIsTheDistricts() {
        CaseFixture one = aCase().toStreet()
                .received()
                .accepted()
                .dispatchedTo(CG)
                .done(CG)
                .verified()
                .visitedSolved();
        assertThat(one.file().progress().level()).isEqualTo(Level.S);
        one.does(new Command.ReopenCase("又响了"));
        assertThat(one.file().progress().level()).isEqualTo(Level.D);
    }

    @Test
    void anUnhappyVisitAfterClosingReopensTheCase() {
        assertThat(Resting.in(CLOSED).visitedUnsolved().state()).isEqualTo(PENDING_DISTRICT);
    }

    @Test
    void aCaseIsEvaluatedOnce() {
        CaseFixture one = Resting.in(EVALUATED);
        assertThat(one.decision(new Command.EvaluateCase("2026-07"))).isInstanceOf(Decision.AlreadyDone.class);
    }
}
