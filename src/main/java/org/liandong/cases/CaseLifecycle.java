package org.liandong.cases;

import static org.liandong.cases.CaseState.*;
import static org.liandong.cases.Transition.*;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a command does to a case (reference §4.3). A pure function: times come with the instruction, deadlines with
 * the command. Safe for use by many threads.
 *
 * <p>Late, backward and repeated messages never lower a state: they are noted, or answered as done before. A later report
 * that arrives first brings the steps that must have happened with it, marked as implied.
 */
public final class CaseLifecycle {
    static final Duration REOPEN_WITHIN = Duration.ofDays(15);
    static final int MAX_ROUNDS = 2;
    static final int UNANSWERED_VISITS = 3;
    static final double SURE_ENOUGH_FOR_DIRECT = 0.9;
    private static final Pattern REFUSE_REASON = Pattern.compile("N0[1-9]");

    private CaseLifecycle() {}

    /** @param file the case so far; null when it is to be opened */
    public static Decision decide(@Nullable CaseFile file, Instruction instruction) {
        Command command = instruction.command();
        if (command instanceof Command.ReportCase report) {
            return file == null ? open(report, instruction) : new Decision.AlreadyDone(file, "办件已存在");
        }
        if (file == null) {
            return new Decision.Refused("CASE_UNKNOWN", "caseNo", "查无此办件,请核对编号");
        }
        Course course = Course.of(file, instruction);
        if (command instanceof Command.OfAssignment ofAssignment) {
            return AssignmentLifecycle.decide(course, ofAssignment);
        } else if (command instanceof Command.MendCase mend) {
            return mend(course, mend);
        } else if (command instanceof Command.AddToCase add) {
            return add(course, add);
        } else if (command instanceof Command.UrgeCase urge) {
            return whileOpen(course, new CaseEvent.CaseUrged(urge.text()));
        } else if (command instanceof Command.SuperviseCase supervise) {
            return whileOpen(course, new CaseEvent.CaseSupervised(supervise.level(), supervise.text()));
        } else if (command instanceof Command.WithdrawCase withdraw) {
            return withdraw(course, withdraw);
        } else if (command instanceof Command.AcceptCase accept) {
            return accept(course, accept);
        } else if (command instanceof Command.EscalateCase escalate) {
            return escalate.reasonCode().isBlank()
                    ? new Decision.Refused("REASON_MISSING", "reasonCode", "上报区级须填写原因代码")
                    : move(course, C09_ESCALATE, new CaseEvent.CaseEscalated(escalate.reasonCode(), escalate.unit()));
        } else if (command instanceof Command.SendBackCase sendBack) {
            return sendBack(course, sendBack);
        } else if (command instanceof Command.RefuseCase refuse) {
            return refuse(course, refuse);
        } else if (command instanceof Command.TransferCase transfer) {
            return transfer.reason().isBlank()
                    ? new Decision.Refused("REASON_MISSING", "reason", "移送须写明理由")
                    : ends(course, C12_TRANSFER, new CaseEvent.CaseTransferred(transfer.to(), transfer.reason()));
        } else if (command instanceof Command.MergeCase merge) {
            return merge(course, merge);
        } else if (command instanceof Command.TakeMerged taken) {
            return takeMerged(course, taken);
        } else if (command instanceof Command.NoteQuality note) {
            return course.file().matter().quality().containsAll(note.notes())
                    ? new Decision.AlreadyDone(course.file(), "质量问题已登记")
                    : course.happens(new CaseEvent.QualityNoted(note.notes())).done();
        } else if (command instanceof Command.AppealRefusal appeal) {
            return move(course, APPEAL, new CaseEvent.RefusalAppealed(appeal.reason()));
        } else if (command instanceof Command.DispatchCase dispatch) {
            return dispatch(course, dispatch);
        } else if (command instanceof Command.CallJointMeeting call) {
            return callJointMeeting(course, call);
        } else if (command instanceof Command.ResolveJointMeeting resolve) {
            return resolveJointMeeting(course, resolve);
        } else if (command instanceof Command.AddCoDepartment add) {
            return addCoDepartment(course, add);
        } else if (command instanceof Command.VerifyFeedback verify) {
            return verify(course, verify);
        } else if (command instanceof Command.RecordVisit visit) {
            return visit(course, visit);
        } else if (command instanceof Command.ReopenCase reopen) {
            return reopen(course, reopen.reason());
        } else if (command instanceof Command.EvaluateCase evaluate) {
            return file.state() == EVALUATED
                    ? new Decision.AlreadyDone(file, "已考评归档")
                    : move(course, C27_EVALUATE, new CaseEvent.CaseEvaluated(evaluate.month()));
        } else if (command instanceof Command.FailSample fail) {
            return move(course, C29_SAMPLE_FAILED, new CaseEvent.SampleFailed(fail.reason()));
        }
        throw new IllegalStateException("no rule for " + command.getClass().getSimpleName());
    }

    private static Decision open(Command.ReportCase report, Instruction instruction) {
        Course course = Course.opening(
                new CaseEvent.CaseReceived(report.number(), report.matter(), report.source(), report.routing()),
                instruction);
        if (!report.defects().isEmpty()) {
            return course.moves(C02_VALIDATION_FAILED, new CaseEvent.CaseQuarantined(report.defects()))
                    .done();
        }
        Command.SelfHandling self = report.selfHandling();
        if (self != null && mayCloseOnTheSpot(report.matter(), self)) {
            return course.moves(C04_SELF_HANDLED, new CaseEvent.SelfClosed(self.finishedAt(), self.measure()))
                    .done();
        }
        return route(course, report.routing(), report.direct());
    }

    private static boolean mayCloseOnTheSpot(Matter matter, Command.SelfHandling self) {
        Matter.Item item = matter.item();
        return matter.channel() == Channel.GRID
                && self.resolved()
                && item != null
                && item.selfClosable()
                && (self.photoAfter() || !item.photoRequired());
    }

    private static Decision route(Course course, Routing routing, List<Command.Tasking> direct) {
        boolean sure = routing.confidence() >= SURE_ENOUGH_FOR_DIRECT && wrongTaskings(direct) == null;
        if (routing.way() == Routing.Way.DIRECT && sure) {
            return course.moves(
                            C07_DIRECT_DISPATCH, new CaseEvent.CaseDispatched(tasked(course, direct), routing.ruleId()))
                    .done();
        }
        boolean emergency = course.file().matter().urgency() == Urgency.E;
        if (routing.way() == Routing.Way.STREET && !emergency) {
            course.moves(C05_ROUTE_TO_STREET, new CaseEvent.SentToStreet(routing.acceptUnit()));
            if (routing.autoAccept()) {
                course.impliesMove(C08_STREET_ACCEPTS, new CaseEvent.CaseAccepted(routing.acceptUnit()));
            }
        } else {
            course.moves(C06_ROUTE_TO_DISTRICT, new CaseEvent.SentToDistrict(routing.acceptUnit(), routing.copies()));
            if (routing.autoAccept()) {
                course.impliesMove(C10_DISTRICT_ACCEPTS, new CaseEvent.CaseAccepted(routing.acceptUnit()));
            }
        }
        return course.done();
    }

    private static Decision mend(Course course, Command.MendCase mend) {
        if (course.file().state() != QUARANTINED) {
            return wrongState(course, "修正");
        }
        course.moves(C03_FIXED, new CaseEvent.CaseMended(mend.matter(), mend.routing()));
        return route(course, mend.routing(), mend.direct());
    }

    private static Decision add(Course course, Command.AddToCase add) {
        boolean known = course.file().sources().stream()
                .anyMatch(source -> source.rawId().equals(add.source().rawId()));
        return known
                ? new Decision.AlreadyDone(course.file(), "补充内容已登记")
                : course.happens(new CaseEvent.CaseSupplemented(add.source(), add.text(), add.attachments()))
                        .done();
    }

    private static Decision whileOpen(Course course, CaseEvent event) {
        CaseState state = course.file().state();
        if (state.terminal() || state == CLOSED || state == SELF_CLOSED) {
            return noted(course, event.getClass().getSimpleName(), "办件" + state.chinese() + ",只留痕");
        }
        return course.happens(event).done();
    }

    private static Decision withdraw(Course course, Command.WithdrawCase withdraw) {
        CaseFile file = course.file();
        if (file.state() == CANCELLED) {
            return new Decision.AlreadyDone(file, "已撤销");
        }
        Matter matter = file.matter();
        if (matter.urgency() == Urgency.E || matter.type() == CaseType.HAZARD) {
            return new Decision.Refused("WITHDRAW_HAZARD", "caseNo", "安全隐患和特急件不得撤诉,将继续办理");
        }
        if (!C28_WITHDRAW.from().contains(file.state())) {
            return wrongState(course, "撤诉");
        }
        return ends(course, C28_WITHDRAW, new CaseEvent.CaseWithdrawn(withdraw.reason()));
    }

    /** The case is over for everybody: whoever still works on it is called back first. */
    private static Decision ends(Course course, Transition transition, CaseEvent event) {
        if (transition.from().contains(course.file().state())) {
            for (Assignment one : course.file().assignments()) {
                if (!one.state().ended() && !one.state().doneOrAccepted()) {
                    course.implies(new CaseEvent.Recalled(
                            one.task(), "办件" + transition.to().chinese()));
                }
            }
        }
        return move(course, transition, event);
    }

    private static Decision accept(Course course, Command.AcceptCase accept) {
        CaseState state = course.file().state();
        if (state == PENDING_DISPATCH) {
            return new Decision.AlreadyDone(course.file(), "已受理");
        }
        Transition transition = state == PENDING_DISTRICT ? C10_DISTRICT_ACCEPTS : C08_STREET_ACCEPTS;
        return move(course, transition, new CaseEvent.CaseAccepted(accept.unit()));
    }

    private static Decision sendBack(Course course, Command.SendBackCase sendBack) {
        CaseFile file = course.file();
        if (file.progress().sentBack() && file.state() == PENDING_DISTRICT) {
            return new Decision.Refused("SENT_BACK_ONCE", "caseNo", "只能退回街道一次,请由区受理中心办理");
        }
        return move(course, C11_SEND_BACK, new CaseEvent.CaseSentBack(sendBack.unit(), sendBack.reason()));
    }

    private static Decision refuse(Course course, Command.RefuseCase refuse) {
        if (!REFUSE_REASON.matcher(refuse.reasonCode()).matches()) {
            return new Decision.Refused("REASON_UNKNOWN", "reasonCode", "不予受理原因须为N01至N09");
        }
        String second = refuse.secondPerson();
        if (refuse.reasonCode().equals("N09")
                && (second == null
                        || second.isBlank()
                        || second.equals(course.instruction().actor().id()))) {
            return new Decision.Refused("SECOND_PERSON", "secondPerson", "N09恶意重复须由两人共同决定,请填写另一人");
        }
        return ends(course, C12_REFUSE, new CaseEvent.CaseRefused(refuse.reasonCode(), refuse.text()));
    }

    private static Decision merge(Course course, Command.MergeCase merge) {
        CaseFile file = course.file();
        if (file.state() == MERGED) {
            return new Decision.AlreadyDone(file, "已并案");
        }
        if (file.number().equals(merge.into())) {
            return new Decision.Refused("MERGE_SELF", "into", "办件不能并入自己");
        }
        Matter matter = file.matter();
        boolean delicate = matter.secret() || matter.type() == CaseType.TIP_OFF || matter.type() == CaseType.DISPUTE;
        if (delicate && course.instruction().actor().kind() == Actor.Kind.SYSTEM) {
            return new Decision.Refused("MERGE_BY_PERSON", "caseNo", "举报、纠纷和要求保密的办件须由人工并案");
        }
        return ends(course, C12_MERGE, new CaseEvent.CaseMerged(merge.into(), merge.why()));
    }

    private static Decision takeMerged(Course course, Command.TakeMerged taken) {
        CaseFile file = course.file();
        if (file.sources().containsAll(taken.sources())) {
            return new Decision.AlreadyDone(file, "并入的来源已登记");
        }
        if (file.state().terminal()) {
            return new Decision.Refused(
                    "STATE_WRONG", "caseNo", "办件现为" + file.state().chinese() + ",不能再并入其他办件,请另选主件");
        }
        return course.happens(new CaseEvent.MergedTaken(taken.sources(), taken.quality()))
                .done();
    }

    private static Decision dispatch(Course course, Command.DispatchCase dispatch) {
        Decision.Refused wrong = wrongTaskings(dispatch.taskings());
        if (wrong != null) {
            return wrong;
        }
        boolean byRule = course.instruction().actor().kind() == Actor.Kind.SYSTEM;
        Transition transition = byRule ? C07_DIRECT_DISPATCH : C13_DISPATCH;
        if (!transition.from().contains(course.file().state())) {
            return wrongState(course, "派遣");
        }
        recallReplaced(course, dispatch.taskings());
        return course.moves(
                        transition, new CaseEvent.CaseDispatched(tasked(course, dispatch.taskings()), dispatch.basis()))
                .done();
    }

    private static Decision callJointMeeting(Course course, Command.CallJointMeeting call) {
        if (call.reason().isBlank()) {
            return new Decision.Refused("REASON_MISSING", "reason", "提请联席会议须写明理由");
        }
        return move(course, C14_CALL_JOINT_MEETING, new CaseEvent.JointMeetingCalled(call.reason()));
    }

    private static Decision resolveJointMeeting(Course course, Command.ResolveJointMeeting resolve) {
        Decision.Refused wrong = wrongTaskings(resolve.taskings());
        if (wrong != null) {
            return wrong;
        }
        if (!C15_RESOLUTION.from().contains(course.file().state())) {
            return wrongState(course, "作出联席会议决定");
        }
        recallReplaced(course, resolve.taskings());
        course.file().lead().ifPresent(old -> course.implies(new CaseEvent.Recalled(old.task(), "联席会议另定主办")));
        return course.moves(
                        C15_RESOLUTION,
                        new CaseEvent.JointMeetingResolved(tasked(course, resolve.taskings()), resolve.resolution()))
                .done();
    }

    private static Decision addCoDepartment(Course course, Command.AddCoDepartment add) {
        CaseState state = course.file().state();
        if (state != DISPATCHED && state != IN_PROGRESS) {
            return wrongState(course, "加派");
        }
        if (add.tasking().role() == Role.LEAD) {
            return new Decision.Refused("ROLE_WRONG", "role", "加派只能是协办或协同");
        }
        boolean already = course.file().assignments().stream()
                .anyMatch(one -> one.dept().equals(add.tasking().dept()) && atWork(course.file(), one));
        if (already) {
            return new Decision.AlreadyDone(course.file(), "该部门已在办理");
        }
        CaseEvent.Tasked tasked = tasked(course, List.of(add.tasking())).get(0);
        return course.happens(new CaseEvent.CoDepartmentAdded(tasked, add.reason()))
                .done();
    }

    /** A co-department that is done may be asked again; the lead is at work until the case is verified. */
    private static boolean atWork(CaseFile file, Assignment one) {
        boolean lead = file.lead().map(one::equals).orElse(false);
        return !one.state().ended() && (lead || !one.state().doneOrAccepted());
    }

    private static Decision verify(Course course, Command.VerifyFeedback verify) {
        CaseFile file = course.file();
        if (file.state() != FEEDBACK_DONE) {
            return noted(course, "VerifyFeedback", "办件现为" + file.state().chinese() + ",核查结果只留痕");
        }
        if (beforeFeedback(file, course.instruction().actionTime())) {
            return noted(course, "VerifyFeedback", "核查时间早于部门反馈,只留痕");
        }
        if (verify.passed()) {
            course.moves(C22_VERIFY_PASS, new CaseEvent.FeedbackPassed(verify.text()));
            return closeIfNobodyToVisit(course).done();
        }
        return rework(course, C23_VERIFY_FAIL, verify.text(), verify.reworkDues());
    }

    /**
     * What was seen or heard before the departments' result says nothing about it (reference §4.3 rules 1 and 4). Senders tell
     * the time in whole seconds, so that within one second nobody knows which was first.
     */
    private static boolean beforeFeedback(CaseFile file, Instant at) {
        Instant feedbackAt = file.progress().feedbackAt();
        return feedbackAt != null && at.isBefore(feedbackAt.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Course closeIfNobodyToVisit(Course course) {
        Matter matter = course.file().matter();
        if (matter.anonymous() || matter.petitioner() == null) {
            course.impliesMove(C24_VISITED, closing(course.file(), "无需回访"));
        }
        return course;
    }

    private static Decision visit(Course course, Command.RecordVisit command) {
        Visit visit = command.visit();
        boolean known =
                course.file().visits().stream().anyMatch(one -> one.visitNo().equals(visit.visitNo()));
        if (known) {
            return new Decision.AlreadyDone(course.file(), "该次回访已登记");
        }
        if (beforeFeedback(course.file(), visit.at())) {
            return course.happens(new CaseEvent.VisitRecorded(visit)).done();
        }
        if (course.file().state() == FEEDBACK_DONE) {
            course.impliesMove(C22_VERIFY_PASS, new CaseEvent.FeedbackPassed("回访先于核查到达"));
        }
        course.happens(new CaseEvent.VisitRecorded(visit));
        CaseFile file = course.file();
        boolean unhappy = visit.contacted() && (visit.redo() || !visit.solved());
        if (file.state() == CLOSED && unhappy && mayReopen(file, visit.at())) {
            return course.moves(C26_REOPEN, new CaseEvent.CaseReopened("回访未解决")).done();
        }
        if (file.state() != PENDING_VISIT) {
            return course.done();
        }
        if (unhappy) {
            return rework(
                    course, C25_NOT_SOLVED, Objects.requireNonNullElse(visit.reason(), "回访未解决"), command.reworkDues());
        }
        if (visit.contacted()) {
            return course.moves(C24_VISITED, closing(file, "回访确认")).done();
        }
        if (unansweredInARow(file) >= UNANSWERED_VISITS) {
            course.moves(C24_VISITED, closing(file, "三次回访未联系上"));
        }
        return course.done();
    }

    /** Calls about this result that nobody answered, since the last that somebody did. */
    private static int unansweredInARow(CaseFile file) {
        int count = 0;
        for (Visit visit : file.visits()) {
            if (visit.contacted()) {
                count = 0;
            } else if (!beforeFeedback(file, visit.at())) {
                count++;
            }
        }
        return count;
    }

    /**
     * After {@link #MAX_ROUNDS} reworks the case is supervised (reference §2.3). If the asker is still not satisfied, a
     * person takes over instead of another round. If the check on the spot failed, the work is plainly not done, and it
     * goes on under supervision: otherwise only a false pass could lead out of FEEDBACK_DONE.
     */
    private static Decision rework(Course course, Transition transition, String reason, @Nullable Dues dues) {
        boolean exhausted = course.file().progress().round() >= MAX_ROUNDS;
        CaseEvent supervised = new CaseEvent.CaseSupervised("督办", "重办已满两次仍未解决: " + reason);
        if (exhausted && transition == C25_NOT_SOLVED) {
            return course.happens(supervised).done();
        }
        if (dues == null) {
            return new Decision.Refused("DUES_MISSING", "reworkDues", "重办须给出新的办结期限");
        }
        if (exhausted) {
            course.happens(supervised);
        }
        return course.moves(transition, new CaseEvent.ReworkOrdered(reason, dues))
                .done();
    }

    private static CaseEvent.CaseClosed closing(CaseFile file, String reason) {
        Assignment.Report report = file.lead().map(Assignment::report).orElse(null);
        return new CaseEvent.CaseClosed(
                report == null ? Resolution.YES : report.resolved(),
                report == null ? null : report.publicReply(),
                reason);
    }

    private static Decision reopen(Course course, String reason) {
        if (course.file().state() != CLOSED) {
            return wrongState(course, "重新打开");
        }
        if (!mayReopen(course.file(), course.instruction().actionTime())) {
            return new Decision.Refused("REOPEN_LIMIT", "caseNo", "办结15日内可重新打开一次,现已超限");
        }
        return course.moves(C26_REOPEN, new CaseEvent.CaseReopened(reason)).done();
    }

    private static boolean mayReopen(CaseFile file, Instant at) {
        CaseFile.Closing closing = file.closing();
        return closing != null
                && file.progress().reopened() == 0
                && !at.isAfter(closing.at().plus(REOPEN_WITHIN));
    }

    private static void recallReplaced(Course course, List<Command.Tasking> taskings) {
        for (Assignment one : course.file().assignments()) {
            boolean replaced =
                    taskings.stream().anyMatch(tasking -> tasking.dept().equals(one.dept()));
            if (replaced && !one.state().ended() && !one.state().doneOrAccepted()) {
                course.implies(new CaseEvent.Recalled(one.task(), "改派后以新任务为准"));
            }
        }
    }

    private static Decision.@Nullable Refused wrongTaskings(List<Command.Tasking> taskings) {
        long leads = taskings.stream().filter(one -> one.role() == Role.LEAD).count();
        long departments =
                taskings.stream().map(Command.Tasking::dept).distinct().count();
        if (leads != 1) {
            return new Decision.Refused("LEAD_MISSING", "taskings", "派遣须有且只有一个主办部门");
        }
        return departments == taskings.size() ? null : new Decision.Refused("DEPT_TWICE", "taskings", "同一部门不能既主办又协办");
    }

    private static List<CaseEvent.Tasked> tasked(Course course, List<Command.Tasking> taskings) {
        List<CaseEvent.Tasked> tasked = new ArrayList<>();
        int next = course.file().assignments().size();
        for (Command.Tasking tasking : taskings) {
            tasked.add(new CaseEvent.Tasked(
                    course.file().number().task(++next),
                    tasking.role(),
                    tasking.dept(),
                    course.file().progress().round(),
                    tasking.dues()));
        }
        return tasked;
    }

    private static Decision move(Course course, Transition transition, CaseEvent event) {
        CaseState state = course.file().state();
        if (transition.from().contains(state)) {
            return course.moves(transition, event).done();
        }
        return state == transition.to()
                ? new Decision.AlreadyDone(course.file(), "办件已是" + state.chinese())
                : wrongState(course, "转为" + transition.to().chinese());
    }

    static Decision wrongState(Course course, String what) {
        return new Decision.Refused(
                "STATE_WRONG", "caseNo", "办件现为" + course.file().state().chinese() + ",不能" + what);
    }

    static Decision noted(Course course, String what, String why) {
        return course.happens(new CaseEvent.NotedOnly(what, why)).done();
    }
}
