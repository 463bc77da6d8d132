package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;
import static org.liandong.cases.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lead and co-departments (requirement CR-02), joint meetings, and who is called back when. */
class CoDepartmentsTest {

    @Test
    void theLeadIsNotThroughUntilEachCoDepartmentIsInOrWaived() {
        CaseFixture one = aCase().received().accepted().dispatchedTo(CG, HB, "GA");

        one.done(CG);
        assertThat(one.state()).isEqualTo(IN_PROGRESS);
        one.done(HB);
        assertThat(one.state()).isEqualTo(IN_PROGRESS);
        one.does(new Command.WaiveAssignment(one.task("GA"), "现场已由城管处理完毕"));

        assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
        assertThat(one.assignment("GA").waived()).isEqualTo("现场已由城管处理完毕");
    }

    @Test
    void aWaiverNeedsAReason() {
        CaseFixture one = Resting.in(IN_PROGRESS);
        assertRefused("REASON_MISSING", one.decision(new Command.WaiveAssignment(one.task(HB), " ")));
    }

    @Test
    void aWaivedCoDepartmentMayStillReport() {
        CaseFixture one = Resting.in(IN_PROGRESS);
        one.does(new Command.WaiveAssignment(one.task(HB), "无需其意见")).done(HB);
        assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.DONE);
    }

    @Test
    void aCoDepartmentAddedLaterIsWaitedFor() {
        CaseFixture one = Resting.in(IN_PROGRESS).done(HB);
        one.does(new Command.AddCoDepartment(tasking("RS", Role.CO), "涉及欠薪")).done(CG);
        assertThat(one.state()).isEqualTo(IN_PROGRESS);

        one.done("RS");

        assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
    }

    @Test
    void whatIsAddedIsNeverAnotherLead() {
        assertRefused(
                "ROLE_WRONG",
                Resting.in(IN_PROGRESS).decision(new Command.AddCoDepartment(tasking("RS", Role.LEAD), "改主办")));
    }

    @Test
    void aDepartmentAtWorkIsNotAddedTwice() {
        CaseFixture one = Resting.in(IN_PROGRESS).done(CG);
        assertThat(one.decision(new Command.AddCoDepartment(tasking(HB, Role.CO), "再加")))
                .isInstanceOf(Decision.AlreadyDone.class);
        assertThat(one.decision(new Command.AddCoDepartment(tasking(CG, Role.CO), "主办兼协办")))
                .isInstanceOf(Decision.AlreadyDone.class);
    }

    @Test
    void aCoDepartmentThatIsDoneMayBeAskedAgainInTheNextRound() {
        CaseFixture one = Resting.in(FEEDBACK_DONE).failedVerification();
        TaskNumber first = one.task(HB);

        one.does(new Command.AddCoDepartment(tasking(HB, Role.CO), "复测噪声"));

        assertThat(one.task(HB)).isNotEqualTo(first);
        assertThat(one.assignment(HB).round()).isEqualTo(1);
    }

    @Test
    void aPartnersAnswerIsEvidenceAndNeverHoldsTheCaseUp() {
        CaseFixture one = Resting.in(IN_PROGRESS)
                .done(HB)
                .does(new Command.AddCoDepartment(tasking("WY", Role.PARTNER), "物业配合"))
                .done(CG);
        assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
        assertThat(one.done("WY").state()).isEqualTo(FEEDBACK_DONE);
    }

    @Test
    void aPartnerAloneNeverClosesACase() {
        CaseFixture one =
                Resting.in(IN_PROGRESS).does(new Command.AddCoDepartment(tasking("WY", Role.PARTNER), "物业配合"));
        assertThat(one.done(HB).done("WY").state()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void aJointMeetingReplacesTheLeadAndKeepsWhoIsStillNeeded() {
        CaseFixture one = Resting.in(IN_PROGRESS);
        TaskNumber oldLead = one.task(CG);

        one.toJointMeeting().resolvedFor("GA", CG);

        assertThat(one.file().assignment(oldLead).orElseThrow().state()).isEqualTo(AssignmentState.RECALLED);
        assertThat(one.assignment(CG).role()).isEqualTo(Role.CO);
        assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.CREATED);
        assertThat(one.file().lead()).contains(one.assignment("GA"));
        assertThat(one.file().progress().flags()).contains(Flag.JOINT);
        assertThat(one.signed("GA").state()).isEqualTo(IN_PROGRESS);
    }

    @Test
    void whatDepartmentsReportDuringAJointMeetingIsKept() {
        CaseFixture one = Resting.in(JOINT_MEETING).done(HB).signed(CG);
        assertThat(one.state()).isEqualTo(JOINT_MEETING);
        assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.DONE);

        one.resolvedFor(CG).done(CG);

        assertThat(one.state()).isEqualTo(FEEDBACK_DONE);
    }

    @Test
    void aDepartmentActsOnItsOwnTaskOnly() {
        CaseFixture one = Resting.in(DISPATCHED);
        assertRefused("TASK_NOT_YOURS", one.decision(Actor.department(HB), one.reportDone(CG)));
        assertRefused(
                "TASK_UNKNOWN",
                one.decision(
                        Actor.department(CG),
                        new Command.SignAssignment(one.number().task(9), "李")));
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "TRANSFERRED_OUT", "MERGED", "CANCELLED"})
    void whoStillWorksIsCalledBackWhenTheCaseEnds(CaseState end) {
        CaseFixture one =
                Resting.in(IN_PROGRESS).asksExtension(HB).asksReturn(CG).granted(CG);
        assertThat(one.state()).isEqualTo(PENDING_DISPATCH);
        assertThat(one.assignment(HB).state().ended()).isFalse();

        one.does(
                switch (end) {
                    case REFUSED -> new Command.RefuseCase("N01", "已进入诉讼程序", null);
                    case TRANSFERRED_OUT -> new Command.TransferCase("雨花台区", "属地有误");
                    case MERGED -> SampleCommands.merge();
                    default -> new Command.WithdrawCase("诉求人撤诉");
                });

        assertThat(one.state()).isEqualTo(end);
        assertThat(one.assignment(HB).state()).isEqualTo(AssignmentState.RECALLED);
        assertThat(one.assignment(HB).pending()).isNull();
    }

    @Test
    void taskNumbersGoOnCountingOverRedispatch() {
        CaseFixture one = Resting.in(IN_PROGRESS).asksReturn(CG).granted(CG).dispatchedTo(CG, "GA");
        assertThat(one.file().assignments())
                .extracting(each -> each.task().index())
                .containsExactly(1, 2, 3, 4);
    }
}
