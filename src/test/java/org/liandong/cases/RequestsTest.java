package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;
import static org.liandong.cases.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a department may ask for: return, extension, suspension (domain reference §2.3). */
class RequestsTest {

    @Nested
    class Returns {
        @Test
        void aThirdReturnIsImpossible() {
            CaseFixture one = Resting.in(DISPATCHED)
                    .asksReturn(CG)
                    .granted(CG)
                    .dispatchedTo("GA")
                    .asksReturn("GA")
                    .granted("GA");
            assertThat(one.state()).isEqualTo(JOINT_MEETING);
            assertThat(one.file().progress().acceptedReturns()).isEqualTo(2);

            one.resolvedFor("RS").signed("RS");

            assertRefused(
                    "RETURN_LIMIT",
                    one.decision(
                            Actor.department("RS"), new Command.RequestReturn(one.task("RS"), "R01", "不属我局", null)));
        }

        @Test
        void aRejectedReturnIsNotCounted() {
            CaseFixture one = Resting.in(IN_PROGRESS)
                    .asksReturn(CG)
                    .rejected(CG)
                    .asksReturn(CG)
                    .rejected(CG)
                    .asksReturn(CG)
                    .rejected(CG);

            assertThat(one.state()).isEqualTo(IN_PROGRESS);
            assertThat(one.file().progress().acceptedReturns()).isZero();
        }

        @Test
        void aCoDepartmentsReturnsAreNotTheCases() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksReturn(HB).granted(HB);

            assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.RETURNED);
            assertThat(one.file().progress().acceptedReturns()).isZero();
            assertThat(one.state()).isEqualTo(IN_PROGRESS);
        }

        @Test
        void aRejectedReturnLeadsBackToWhereItWasAsked() {
            assertThat(Resting.in(DISPATCHED)
                            .delivered(CG)
                            .asksReturn(CG)
                            .rejected(CG)
                            .assignment(CG)
                            .state())
                    .isEqualTo(AssignmentState.DELIVERED);
            assertThat(Resting.in(IN_PROGRESS)
                            .worksOn(CG)
                            .asksReturn(CG)
                            .rejected(CG)
                            .assignment(CG)
                            .state())
                    .isEqualTo(AssignmentState.WORKING);
        }

        @Test
        void aSignatureWhileTheReturnIsJudgedIsNotLost() {
            CaseFixture one =
                    Resting.in(DISPATCHED).delivered(CG).asksReturn(CG).signed(CG);
            assertThat(one.state()).isEqualTo(IN_PROGRESS);
            assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.RETURN_REQUESTED);

            one.rejected(CG);

            assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.SIGNED);
        }

        @ParameterizedTest
        @CsvSource({"R01,true", "R07,true", "R99,true", "R00,false", "R08,false", "r01,false", "'',false", "R011,false"
        })
        void onlyReasonsOfTheListCount(String reason, boolean known) {
            CaseFixture one = Resting.in(IN_PROGRESS);
            Decision decision =
                    one.decision(Actor.department(CG), new Command.RequestReturn(one.task(CG), reason, "理由", null));
            if (known) {
                assertThat(decision).isInstanceOf(Decision.Done.class);
            } else {
                assertRefused("REASON_UNKNOWN", decision);
            }
        }
    }

    @Nested
    class Extensions {
        @Test
        void aGrantedExtensionMovesTheOldDueDateAndCounts() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksExtension(CG);
            Instant due = one.assignment(CG).dues().disposeDue();

            one.does(new Command.DecideRequest(one.task(CG), true, "同意", due.plus(Duration.ofDays(3))));

            assertThat(one.assignment(CG).dues().disposeDue()).isEqualTo(due.plus(Duration.ofDays(3)));
            assertThat(one.assignment(CG).extensions()).isEqualTo(1);
            assertThat(one.assignment(CG).pending()).isNull();
            assertThat(one.state()).isEqualTo(IN_PROGRESS);
        }

        @Test
        void theItemLimitsHowOftenItIsExtended() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksExtension(CG);
            Instant due = one.assignment(CG).dues().disposeDue();
            one.does(new Command.DecideRequest(one.task(CG), true, "同意", due.plus(Duration.ofDays(3))));

            assertRefused("EXTENSION_LIMIT", ask(one, "E01", 3));
        }

        @Test
        void aRejectedExtensionMayBeAskedAgain() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksExtension(CG).rejected(CG);
            assertThat(one.assignment(CG).extensions()).isZero();
            assertThat(ask(one, "E01", 3)).isInstanceOf(Decision.Done.class);
        }

        @Test
        void theNewDueDateMustLieBehindTheOld() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksExtension(CG);
            Instant due = one.assignment(CG).dues().disposeDue();

            assertRefused("EXTENDED_TO_WRONG", one.decision(new Command.DecideRequest(one.task(CG), true, "同意", due)));
            assertRefused("EXTENDED_TO_WRONG", one.decision(new Command.DecideRequest(one.task(CG), true, "同意", null)));
        }

        @Test
        void anEmergencyIsNotExtended() {
            CaseFixture one =
                    aCase().urgent().received().accepted().dispatchedTo(CG).signed(CG);
            assertRefused("EXTENSION_URGENT", ask(one, "E01", 3));
        }

        @Test
        void itIsAskedForBeforeTheLimitHasPassed() {
            CaseFixture one = Resting.in(IN_PROGRESS);
            Instant due = one.assignment(CG).dues().disposeDue();
            Command command = new Command.RequestExtension(one.task(CG), "E01", "工程施工", 3, "WD");

            assertThat(one.decisionAt(due, Actor.department(CG), command)).isInstanceOf(Decision.Done.class);
            assertRefused("EXTENSION_LATE", one.decisionAt(due.plusMillis(1), Actor.department(CG), command));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
        void itNeedsALength(double amount) {
            assertRefused("AMOUNT_WRONG", ask(Resting.in(IN_PROGRESS), "E01", amount));
        }

        @ParameterizedTest
        @ValueSource(strings = {"E00", "E07", "R01", ""})
        void onlyReasonsOfTheListCount(String reason) {
            assertRefused("REASON_UNKNOWN", ask(Resting.in(IN_PROGRESS), reason, 3));
        }

        private Decision ask(CaseFixture one, String reason, double amount) {
            return one.decision(
                    Actor.department(CG), new Command.RequestExtension(one.task(CG), reason, "理由", amount, "WD"));
        }
    }

    @Nested
    class Suspensions {
        @Test
        void theReviewDateLiesAheadAndAtMostNinetyDays() {
            CaseFixture one = Resting.in(IN_PROGRESS);
            assertRefused("REVIEW_DATE_WRONG", ask(one, one.now()));
            assertRefused(
                    "REVIEW_DATE_FAR",
                    ask(one, one.now().plus(Duration.ofDays(90)).plusSeconds(1)));
            assertThat(ask(one, one.now().plus(Duration.ofDays(90)))).isInstanceOf(Decision.Done.class);
        }

        @Test
        void anEmergencyIsNeverSuspended() {
            CaseFixture one =
                    aCase().urgent().received().accepted().dispatchedTo(CG).signed(CG);
            assertRefused("SUSPENSION_URGENT", ask(one, one.now().plus(Duration.ofDays(3))));
        }

        @Test
        void aSuspendedCaseIsTakenUpAgainWhenItsLeadIs() {
            CaseFixture one = Resting.in(SUSPENDED);
            Instant later = one.assignment(CG).dues().disposeDue().plus(Duration.ofDays(3));
            one.does(Actor.HUB, new Command.ResumeAssignment(one.task(CG), "到复核日期", later));
            assertThat(one.state()).isEqualTo(IN_PROGRESS);
            assertThat(one.assignment(CG).state()).isEqualTo(AssignmentState.WORKING);
            assertThat(one.assignment(CG).dues().disposeDue()).isEqualTo(later);
            assertThat(one.assignment(CG).suspension()).isNull();
        }

        @Test
        void whoWasInTimeWhenTheClockStoppedIsInTimeWhenDoneInThePause() {
            CaseFixture one = Resting.in(SUSPENDED);
            Instant due = one.assignment(CG).dues().disposeDue();
            one.later(Duration.ofDays(30)).done(CG);
            assertThat(one.now()).isAfter(due);
            assertThat(one.assignment(CG).dues().disposeDue())
                    .isEqualTo(one.assignment(CG).doneAt());
        }

        @Test
        void aSuspendedLeadCannotAskItsWayIntoADeadEnd() {
            CaseFixture one = Resting.in(SUSPENDED);
            assertRefused(
                    "TASK_SUSPENDED",
                    one.decision(Actor.department(CG), new Command.RequestReturn(one.task(CG), "R01", "理由", null)));

            one.done(HB).done(CG);

            assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
        }

        @Test
        void theCaseGoesOnWhenOnlyACoDepartmentIsSuspended() {
            CaseFixture one = Resting.in(IN_PROGRESS).asksSuspension(HB).granted(HB);
            assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.SUSPENDED);
            assertThat(one.state()).isEqualTo(IN_PROGRESS);

            one.done(CG);
            assertThat(one.state()).isEqualTo(IN_PROGRESS);

            one.done(HB);
            assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"G00", "G06", "E01", ""})
        void onlyReasonsOfTheListCount(String reason) {
            CaseFixture one = Resting.in(IN_PROGRESS);
            assertRefused(
                    "REASON_UNKNOWN",
                    one.decision(
                            Actor.department(CG),
                            new Command.RequestSuspension(
                                    one.task(CG), reason, "理由", one.now().plus(Duration.ofDays(3)))));
        }

        private Decision ask(CaseFixture one, Instant until) {
            return one.decision(
                    Actor.department(CG), new Command.RequestSuspension(one.task(CG), "G02", "列入计划", until));
        }
    }

    @Test
    void oneRequestWaitsAtATime() {
        CaseFixture one = Resting.in(IN_PROGRESS).asksExtension(CG);
        Actor department = Actor.department(CG);
        assertThat(one.decision(department, new Command.RequestExtension(one.task(CG), "E02", "再问", 2, "WD")))
                .isInstanceOf(Decision.AlreadyDone.class);
        assertRefused(
                "REQUEST_PENDING",
                one.decision(department, new Command.RequestReturn(one.task(CG), "R01", "理由", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DecideRequest", "WaiveAssignment", "RecallAssignment"})
    void aDepartmentAsksAndNeverDecides(String command) {
        CaseFixture one = Resting.in(IN_PROGRESS).asksReturn(HB);
        Command decision = switch (command) {
            case "DecideRequest" -> new Command.DecideRequest(one.task(HB), true, "同意", null);
            case "WaiveAssignment" -> new Command.WaiveAssignment(one.task(HB), "不办了");
            default -> new Command.RecallAssignment(one.task(HB), "不办了");
        };
        assertRefused("NOT_FOR_DEPARTMENT", one.decision(Actor.department(HB), decision));
        assertThat(one.decision(decision)).isInstanceOf(Decision.Done.class);
    }
}
