package org.liandong.cases;

import static org.liandong.cases.CaseFixture.*;

import java.util.EnumSet;
import java.util.Set;

/** Cases brought by commands to each state in which one can rest, and assignments likewise. */
final class Resting {
    /** RECEIVED is passed through within one decision and never left behind. */
    static final Set<CaseState> STATES = EnumSet.complementOf(EnumSet.of(CaseState.RECEIVED));

    private Resting() {}

    static CaseFixture in(CaseState state) {
        return switch (state) {
            case RECEIVED -> throw new IllegalArgumentException("no case rests in RECEIVED");
            case QUARANTINED -> aCase().defective("诉求类型编码未知").received();
            case PENDING_STREET -> aCase().toStreet().received();
            case PENDING_DISTRICT -> aCase().received();
            case PENDING_DISPATCH -> aCase().received().accepted();
            case JOINT_MEETING -> in(CaseState.DISPATCHED).toJointMeeting();
            case DISPATCHED -> in(CaseState.PENDING_DISPATCH).dispatchedTo(CG, HB);
            case IN_PROGRESS -> in(CaseState.DISPATCHED).signed(CG);
            case SUSPENDED -> in(CaseState.IN_PROGRESS).asksSuspension(CG).granted(CG);
            case FEEDBACK_DONE -> in(CaseState.IN_PROGRESS).done(HB).done(CG);
            case PENDING_VISIT -> in(CaseState.FEEDBACK_DONE).verified();
            case CLOSED -> in(CaseState.PENDING_VISIT).visitedSolved();
            case EVALUATED -> in(CaseState.CLOSED).does(new Command.EvaluateCase("2026-07"));
            case SELF_CLOSED ->
                aCase().selfHandled(MatterDraft.LITTER, true, false).received();
            case REFUSED -> in(CaseState.PENDING_DISTRICT).does(new Command.RefuseCase("N01", "已进入诉讼程序", null));
            case TRANSFERRED_OUT -> in(CaseState.PENDING_DISTRICT).does(new Command.TransferCase("110", "警情"));
            case MERGED -> in(CaseState.PENDING_DISTRICT).does(SampleCommands.merge());
            case CANCELLED -> in(CaseState.PENDING_DISTRICT).does(new Command.WithdrawCase("诉求人撤诉"));
        };
    }

    /** A case whose lead 城管 and co-department 环保 both exist; the one of that role is in that state. */
    static CaseFixture with(Role role, AssignmentState state) {
        String dept = dept(role);
        CaseFixture fresh = in(CaseState.DISPATCHED);
        return switch (state) {
            case CREATED -> fresh;
            case DELIVERED -> fresh.delivered(dept);
            case SIGNED -> fresh.delivered(dept).signed(dept);
            case WORKING -> fresh.delivered(dept).signed(dept).worksOn(dept);
            case RETURN_REQUESTED -> fresh.delivered(dept).signed(dept).asksReturn(dept);
            case SUSPENDED ->
                fresh.delivered(dept).signed(dept).asksSuspension(dept).granted(dept);
            case DONE -> fresh.delivered(dept).signed(dept).done(dept);
            case ACCEPTED -> fresh.delivered(CG).delivered(HB).done(HB).done(CG).verified();
            case RETURNED -> fresh.delivered(dept).asksReturn(dept).granted(dept);
            case RECALLED ->
                role == Role.LEAD
                        ? fresh.toJointMeeting().resolvedFor("GA")
                        : fresh.does(new Command.RecallAssignment(fresh.task(dept), "派错部门"));
        };
    }

    static String dept(Role role) {
        return role == Role.LEAD ? CG : HB;
    }
}
