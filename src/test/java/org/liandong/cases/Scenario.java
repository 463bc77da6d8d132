package org.liandong.cases;

import static org.liandong.cases.CaseFixture.*;
import static org.liandong.cases.CaseState.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A row of the table of transitions, made real: a case as it stands and the command that is given to it.
 *
 * @param at when the command is dated
 */
record Scenario(CaseFixture before, Instant at, Actor actor, Command command) {

    Decision decision() {
        return before.decisionAt(at, actor, command);
    }

    /** @throws AssertionError if the guard is not known for this kind of command */
    static Scenario of(String command, String guard, String from) {
        return switch (command) {
            case "ReportCase" -> reported(guard);
            case "MendCase" -> mended(guard);
            case "VerifyFeedback" -> verified(guard);
            case "RecordVisit" -> visited(guard, from);
            case "DecideRequest" -> decided(guard, from);
            case "ReportDone" -> done(guard, from);
            case "DispatchCase" -> dispatched(guard, Resting.in(CaseState.valueOf(from)));
            case "RefuseCase" -> refused(guard, Resting.in(CaseState.valueOf(from)));
            case "MergeCase" -> merged(guard, from);
            case "SignAssignment", "ReportProgress", "RequestExtension" -> byDepartment(command, guard);
            case "WaiveAssignment", "RecallAssignment" -> lastCoDepartment(command, guard);
            default -> other(command, guard, from);
        };
    }

    private static Scenario reported(String guard) {
        CaseFixture one = reporting(guard);
        return given(one, Actor.channel("NJ12345"), one.report());
    }

    private static CaseFixture reporting(String guard) {
        return switch (guard) {
            case "to district" -> aCase();
            case "to district and accepted" -> aCase().autoAccepted();
            case "to street" -> aCase().toStreet();
            case "to street and accepted" -> aCase().toStreet().autoAccepted();
            case "to street but emergency" -> aCase().toStreet().urgent();
            case "with a defect" -> aCase().defective("诉求类型编码未知");
            case "direct" -> aCase().direct(0.9, tasking(CG, Role.LEAD));
            case "direct and emergency" -> aCase().urgent().direct(0.9, tasking(CG, Role.LEAD));
            case "direct but unsure" -> aCase().direct(0.89, tasking(CG, Role.LEAD));
            case "direct without a lead" -> aCase().direct(0.95, tasking(CG, Role.CO));
            case "direct to nobody" -> aCase().direct(0.95);
            case "self-handled" -> aCase().selfHandled(MatterDraft.LITTER, true, false);
            case "self-handled with a defect" ->
                aCase().selfHandled(MatterDraft.LITTER, true, false).defective("网格编码未知");
            case "self-handled with the after-photo required" -> aCase().selfHandled(MatterDraft.FENCE, true, true);
            case "self-handled without the after-photo required" -> aCase().selfHandled(MatterDraft.FENCE, true, false);
            case "self-handled but not resolved" -> aCase().selfHandled(MatterDraft.LITTER, false, true);
            case "self-handled but item not self-closable" -> aCase().selfHandled(MatterDraft.NOISE, true, true);
            case "self-handled without an item" ->
                aCase().selfHandled(MatterDraft.LITTER, true, true).about(one -> one.item(null));
            case "self-handled by telephone" ->
                aCase().selfHandled(MatterDraft.LITTER, true, true).about(one -> one.channel(Channel.HOTLINE));
            default -> throw unknown("ReportCase", guard);
        };
    }

    private static Scenario mended(String guard) {
        CaseFixture quarantined = Resting.in(QUARANTINED);
        CaseFixture mended = reporting(guard);
        List<Command.Tasking> direct = mended.report().direct();
        return given(quarantined, DISPATCHER, new Command.MendCase(mended.matterNow(), mended.routing(), direct));
    }

    private static Scenario dispatched(String guard, CaseFixture one) {
        return switch (guard) {
            case "by a person" -> given(one, DISPATCHER, new Command.DispatchCase(taskings(CG, HB), "受理员"));
            case "by rule" -> given(one, Actor.HUB, new Command.DispatchCase(taskings(CG, HB), "R-7"));
            case "by rule without a lead" ->
                given(one, Actor.HUB, new Command.DispatchCase(List.of(tasking(CG, Role.CO)), "R-7"));
            case "without a lead" -> dispatch(one, tasking(CG, Role.CO));
            case "with two leads" -> dispatch(one, tasking(CG, Role.LEAD), tasking(HB, Role.LEAD));
            case "with a department twice" -> dispatch(one, tasking(CG, Role.LEAD), tasking(CG, Role.CO));
            case "to nobody" -> dispatch(one);
            default -> throw unknown("DispatchCase", guard);
        };
    }

    private static Scenario dispatch(CaseFixture one, Command.Tasking... taskings) {
        return given(one, DISPATCHER, new Command.DispatchCase(List.of(taskings), "受理员"));
    }

    private static Scenario refused(String guard, CaseFixture one) {
        Command.RefuseCase command = switch (guard) {
            case "N01" -> new Command.RefuseCase("N01", "已进入诉讼程序", null);
            case "N09 by two persons" -> new Command.RefuseCase("N09", "恶意重复", "slzx02");
            case "N09 by one person" -> new Command.RefuseCase("N09", "恶意重复", null);
            case "N09 by the same person twice" -> new Command.RefuseCase("N09", "恶意重复", DISPATCHER.id());
            case "N09 with a blank second person" -> new Command.RefuseCase("N09", "恶意重复", " ");
            case "unknown reason" -> new Command.RefuseCase("N10", "其他", null);
            default -> throw unknown("RefuseCase", guard);
        };
        return given(one, DISPATCHER, command);
    }

    private static Scenario merged(String guard, String from) {
        CaseFixture one = Resting.in(CaseState.valueOf(from));
        return switch (guard) {
            case "by a person" -> given(one, DISPATCHER, SampleCommands.merge());
            case "by the hub" -> given(one, Actor.HUB, SampleCommands.merge());
            case "into itself" ->
                given(
                        one,
                        DISPATCHER,
                        new Command.MergeCase(
                                one.number(), SampleCommands.merge().why()));
            case "tip-off by a person" -> given(tipOff(), DISPATCHER, SampleCommands.merge());
            case "tip-off by the hub" -> given(tipOff(), Actor.HUB, SampleCommands.merge());
            case "dispute by the hub" ->
                given(
                        aCase().about(matter -> matter.type(CaseType.DISPUTE)).received(),
                        Actor.HUB,
                        SampleCommands.merge());
            case "secret by the hub" ->
                given(aCase().about(MatterDraft::secret).received(), Actor.HUB, SampleCommands.merge());
            default -> throw unknown("MergeCase", guard);
        };
    }

    private static CaseFixture tipOff() {
        return aCase().about(matter -> matter.type(CaseType.TIP_OFF)).received();
    }

    private static Scenario byDepartment(String command, String guard) {
        CaseFixture one = Resting.in(DISPATCHED);
        return switch (guard) {
            case "by the lead" -> department(one, CG, command);
            case "by a co-department" -> department(one, HB, command);
            case "by another department" ->
                given(one, Actor.department("RS"), new Command.SignAssignment(one.task(CG), "王"));
            default -> throw unknown(command, guard);
        };
    }

    private static Scenario decided(String guard, String from) {
        CaseFixture one = Resting.in(CaseState.valueOf(from));
        return switch (guard) {
            case "first return granted" -> grant(one.asksReturn(CG), CG);
            case "return rejected" -> decide(one.asksReturn(CG), CG, false);
            case "return of a co-department granted" -> grant(one.asksReturn(HB), HB);
            case "return granted by the department itself" ->
                given(
                        one.asksReturn(CG),
                        Actor.department(CG),
                        new Command.DecideRequest(one.task(CG), true, "同意", null));
            case "second return granted" -> {
                one.asksReturn(CG).granted(CG).dispatchedTo("GA");
                yield grant((from.equals("IN_PROGRESS") ? one.signed("GA") : one).asksReturn("GA"), "GA");
            }
            case "suspension granted" -> grant(one.asksSuspension(CG), CG);
            case "suspension rejected" -> decide(one.asksSuspension(CG), CG, false);
            case "suspension of a co-department granted" -> grant(one.asksSuspension(HB), HB);
            case "return of the last co-department granted" ->
                grant(one.done(CG).asksReturn(HB), HB);
            default -> throw unknown("DecideRequest", guard);
        };
    }

    private static Scenario done(String guard, String from) {
        return switch (guard) {
            case "by the lead" -> department(Resting.in(DISPATCHED), CG, "ReportDone");
            case "lead" -> department(Resting.in(SUSPENDED), CG, "ReportDone");
            case "lead last" -> department(Resting.in(IN_PROGRESS).done(HB), CG, "ReportDone");
            case "co-department last" -> department(Resting.in(IN_PROGRESS).done(CG), HB, "ReportDone");
            case "co-department waived" -> {
                CaseFixture one = Resting.in(IN_PROGRESS);
                yield department(one.does(new Command.WaiveAssignment(one.task(HB), "无需其意见")), CG, "ReportDone");
            }
            case "only a partner outstanding" ->
                department(
                        aCase().received()
                                .accepted()
                                .does(new Command.DispatchCase(
                                        List.of(tasking(CG, Role.LEAD), tasking("WY", Role.PARTNER)), "受理员"))
                                .signed(CG),
                        CG,
                        "ReportDone");
            case "co-department outstanding" -> department(Resting.in(IN_PROGRESS), CG, "ReportDone");
            case "lead outstanding" -> department(Resting.in(IN_PROGRESS), HB, "ReportDone");
            default -> throw unknown("ReportDone", guard + " in " + from);
        };
    }

    private static Scenario lastCoDepartment(String command, String guard) {
        CaseFixture one = Resting.in(IN_PROGRESS).done(CG);
        return switch (guard) {
            case "last co-department" -> given(one, DISPATCHER, SampleCommands.of(kind(command), one, one.task(HB)));
            case "last co-department without reason" ->
                given(one, DISPATCHER, new Command.WaiveAssignment(one.task(HB), " "));
            case "by the co-department itself" -> department(one, HB, command);
            default -> throw unknown(command, guard);
        };
    }

    private static Scenario verified(String guard) {
        CaseFixture one = Resting.in(FEEDBACK_DONE);
        Instant before = one.now().minus(Duration.ofHours(1));
        Command passed = new Command.VerifyFeedback(true, "现场属实", null);
        Command failed = new Command.VerifyFeedback(false, "围挡仍缺一块", dues(one.now()));
        return switch (guard) {
            case "passed" -> given(one, DISPATCHER, passed);
            case "failed" -> given(one, DISPATCHER, failed);
            case "passed before the feedback" -> new Scenario(one, before, DISPATCHER, passed);
            case "failed before the feedback" -> new Scenario(one, before, DISPATCHER, failed);
            case "failed without new limits" -> given(one, DISPATCHER, new Command.VerifyFeedback(false, "仍缺一块", null));
            case "failed after two rounds" ->
                given(one.failedVerification().done(CG).failedVerification().done(CG), DISPATCHER, failed);
            case "passed for an anonymous asker" ->
                given(
                        aCase().about(MatterDraft::anonymous)
                                .received()
                                .accepted()
                                .dispatchedTo(CG)
                                .done(CG),
                        DISPATCHER,
                        passed);
            default -> throw unknown("VerifyFeedback", guard);
        };
    }

    private static Scenario visited(String guard, String from) {
        CaseFixture one = Resting.in(CaseState.valueOf(from));
        return switch (guard) {
            case "solved" -> visit(one, true);
            case "not solved" -> visit(one, false);
            case "unanswered" -> unanswered(one);
            case "second unanswered" -> unanswered(one.unanswered());
            case "third unanswered" -> unanswered(one.unanswered().unanswered());
            case "not solved after fifteen days" -> visit(one.later(Duration.ofDays(16)), false);
            case "not solved without new limits" ->
                given(one, DISPATCHER, new Command.RecordVisit(one.visit(true, false), null));
            case "not solved after two rounds" ->
                visit(
                        one.visitedUnsolved()
                                .done(CG)
                                .verified()
                                .visitedUnsolved()
                                .done(CG)
                                .verified(),
                        false);
            case "older than the feedback" ->
                given(
                        one,
                        DISPATCHER,
                        new Command.RecordVisit(
                                one.visitAt(one.now().minus(Duration.ofHours(1)), true, false), dues(one.now())));
            default -> throw unknown("RecordVisit", guard);
        };
    }

    private static Scenario visit(CaseFixture one, boolean solved) {
        return given(one, DISPATCHER, new Command.RecordVisit(one.visit(true, solved), dues(one.now())));
    }

    private static Scenario unanswered(CaseFixture one) {
        return given(one, DISPATCHER, new Command.RecordVisit(one.visit(false, false), null));
    }

    private static Scenario other(String command, String guard, String from) {
        CaseFixture one = Resting.in(CaseState.valueOf(from));
        return switch (command + ", " + guard) {
            case "EscalateCase, without reason" -> given(one, DISPATCHER, new Command.EscalateCase(" ", DISTRICT));
            case "TransferCase, without reason" -> given(one, DISPATCHER, new Command.TransferCase("110", " "));
            case "CallJointMeeting, without reason" -> given(one, DISPATCHER, new Command.CallJointMeeting(" "));
            case "SendBackCase, second time" ->
                given(
                        one.does(new Command.SendBackCase(STREET, "街道可办"))
                                .does(new Command.EscalateCase("P02", DISTRICT)),
                        DISPATCHER,
                        new Command.SendBackCase(STREET, "街道可办"));
            case "ResolveJointMeeting, lead not named" ->
                given(one, DISPATCHER, new Command.ResolveJointMeeting(List.of(tasking(CG, Role.CO)), "会议纪要1号"));
            case "RequestSuspension, by the lead" -> department(one, CG, command);
            case "RequestSuspension, emergency" ->
                department(
                        aCase().urgent().received().accepted().dispatchedTo(CG).signed(CG), CG, command);
            case "ResumeAssignment, co-department suspended too" -> {
                CaseFixture both = Resting.in(IN_PROGRESS)
                        .asksSuspension(HB)
                        .granted(HB)
                        .asksSuspension(CG)
                        .granted(CG);
                yield department(both, HB, command);
            }
            case "ReopenCase, on the fifteenth day" -> sample(command, one.later(Duration.ofDays(14)));
            case "ReopenCase, after fifteen days" -> sample(command, one.later(Duration.ofDays(16)));
            case "ReopenCase, second time" ->
                sample(
                        command,
                        one.does(new Command.ReopenCase("又响了"))
                                .accepted()
                                .dispatchedTo(CG)
                                .done(CG)
                                .verified()
                                .visitedSolved());
            case "WithdrawCase, safety hazard" ->
                sample(
                        command,
                        aCase().about(matter -> matter.type(CaseType.HAZARD)).received());
            case "WithdrawCase, emergency" -> sample(command, aCase().urgent().received());
            default -> {
                if (!List.of("any", "with reason", "first time", "lead named", "lead")
                        .contains(guard)) {
                    throw unknown(command, guard);
                }
                yield sample(command, one);
            }
        };
    }

    private static Scenario grant(CaseFixture one, String dept) {
        return decide(one, dept, true);
    }

    private static Scenario decide(CaseFixture one, String dept, boolean granted) {
        return given(one, DISPATCHER, new Command.DecideRequest(one.task(dept), granted, "审核意见", null));
    }

    private static Scenario department(CaseFixture one, String dept, String command) {
        return given(one, Actor.department(dept), SampleCommands.of(kind(command), one, one.task(dept)));
    }

    private static Scenario sample(String command, CaseFixture one) {
        return given(one, DISPATCHER, SampleCommands.of(kind(command), one));
    }

    private static Class<?> kind(String command) {
        return SampleCommands.kinds().stream()
                .filter(kind -> kind.getSimpleName().equals(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no command " + command));
    }

    private static Scenario given(CaseFixture before, Actor actor, Command command) {
        return new Scenario(before, before.now(), actor, command);
    }

    private static AssertionError unknown(String command, String guard) {
        return new AssertionError("no scenario for " + command + " with guard '" + guard + "'");
    }
}
