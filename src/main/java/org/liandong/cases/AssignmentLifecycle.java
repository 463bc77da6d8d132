package org.liandong.cases;

import static org.liandong.cases.AssignmentState.*;
import static org.liandong.cases.Transition.*;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of the lifecycle that concerns one department's assignment (reference §4.3, assignment states). */
final class AssignmentLifecycle {
    static final int MAX_ACCEPTED_RETURNS = 2;
    static final Duration SUSPENDED_AT_MOST = Duration.ofDays(90);
    private static final Pattern RETURN_REASON = Pattern.compile("R0[1-7]|R99");
    private static final Pattern EXTENSION_REASON = Pattern.compile("E0[1-6]");
    private static final Pattern SUSPEND_REASON = Pattern.compile("G0[1-5]");

    private AssignmentLifecycle() {}

    static Decision decide(Course course, Command.OfAssignment command) {
        Assignment one = course.file().assignment(command.task()).orElse(null);
        if (one == null) {
            return new Decision.Refused("TASK_UNKNOWN", "taskNo", "办件下没有此任务,请核对任务号");
        }
        Actor actor = course.instruction().actor();
        if (actor.kind() == Actor.Kind.DEPARTMENT && !actor.id().equals(one.dept())) {
            return new Decision.Refused("TASK_NOT_YOURS", "taskNo", "该任务未派给贵部门");
        }
        if (actor.kind() == Actor.Kind.DEPARTMENT && isForDispatcher(command)) {
            return new Decision.Refused("NOT_FOR_DEPARTMENT", "taskNo", "审核、免办和撤回由受理中心决定,部门只能申请");
        }
        if (course.file().state().terminal() || one.state().ended()) {
            String why = one.state().ended()
                    ? "任务" + one.state().chinese()
                    : "办件" + course.file().state().chinese();
            return CaseLifecycle.noted(course, command.getClass().getSimpleName(), why + ",只留痕");
        }
        if (command instanceof Command.ConfirmDelivery delivery) {
            return delivered(course, one, delivery);
        } else if (command instanceof Command.NoteDeliveryTrouble trouble) {
            return one.state() == CREATED
                    ? course.happens(new CaseEvent.DeliveryTroubled(one.task(), trouble.unknown(), trouble.detail()))
                            .done()
                    : already(course, "已送达");
        } else if (command instanceof Command.SignAssignment sign) {
            return sign(course, one, sign.signer());
        } else if (command instanceof Command.RecordContact contact) {
            return contact(course, one, contact);
        } else if (command instanceof Command.ReportProgress progress) {
            return progress(course, one, progress);
        } else if (command instanceof Command.RequestReturn request) {
            return requestReturn(course, one, request);
        } else if (command instanceof Command.RequestExtension request) {
            return requestExtension(course, one, request);
        } else if (command instanceof Command.RequestSuspension request) {
            return requestSuspension(course, one, request);
        } else if (command instanceof Command.DecideRequest decision) {
            return decideRequest(course, one, decision);
        } else if (command instanceof Command.ResumeAssignment resume) {
            return one.state() == SUSPENDED
                    ? resume(
                                    course,
                                    one,
                                    new CaseEvent.Resumed(one.task(), resume.reason(), resume.disposeDue()),
                                    false)
                            .done()
                    : CaseLifecycle.wrongState(course, "恢复办理(任务未挂账)");
        } else if (command instanceof Command.ReportDone done) {
            return done(course, one, done);
        } else if (command instanceof Command.WaiveAssignment waive) {
            return waive(course, one, waive.reason());
        } else if (command instanceof Command.RecallAssignment recall) {
            return recall(course, one, recall.reason());
        }
        throw new IllegalStateException("no rule for " + command.getClass().getSimpleName());
    }

    /** Departments ask, dispatchers decide (reference §2.3). */
    private static boolean isForDispatcher(Command.OfAssignment command) {
        return command instanceof Command.DecideRequest
                || command instanceof Command.WaiveAssignment
                || command instanceof Command.RecallAssignment;
    }

    /** A receipt that comes after a later report still brings the department's own number, which look-ups need. */
    private static Decision delivered(Course course, Assignment one, Command.ConfirmDelivery delivery) {
        if (one.state() == CREATED) {
            return course.happens(new CaseEvent.Delivered(one.task(), delivery.foreignNo(), delivery.restarted()))
                    .done();
        }
        return one.foreignNo() == null && delivery.foreignNo() != null
                ? course.happens(new CaseEvent.Delivered(one.task(), delivery.foreignNo(), null))
                        .done()
                : already(course, "已送达");
    }

    /** A signature after its successor is evidence of its own (who, and when it really was), so it is noted. */
    private static Decision sign(Course course, Assignment one, @Nullable String signer) {
        if (one.state() == SIGNED) {
            return already(course, "已签收");
        }
        if (one.signedAt() != null) {
            return CaseLifecycle.noted(
                    course, "SignAssignment", "任务" + one.state().chinese() + ",签收只留痕");
        }
        impliesDelivery(course, one);
        return signs(course, one, signer, false).done();
    }

    private static Decision contact(Course course, Assignment one, Command.RecordContact contact) {
        if (one.firstContactAt() != null) {
            return already(course, "已登记首次联系");
        }
        impliesDelivery(course, one);
        return course.happens(new CaseEvent.Contacted(one.task(), contact.text()))
                .done();
    }

    private static Decision progress(Course course, Assignment one, Command.ReportProgress progress) {
        if (one.state().doneOrAccepted()) {
            return CaseLifecycle.noted(course, "ReportProgress", "任务已办结,过程反馈只留痕");
        }
        impliesSigned(course, one);
        return course.happens(new CaseEvent.Progressed(one.task(), progress.handler(), progress.opinion()))
                .done();
    }

    private static Decision requestReturn(Course course, Assignment one, Command.RequestReturn request) {
        if (!RETURN_REASON.matcher(request.reasonCode()).matches()) {
            return new Decision.Refused("REASON_UNKNOWN", "reasonCode", "退单原因须为R01至R07或R99");
        }
        if (course.file().progress().acceptedReturns() >= MAX_ACCEPTED_RETURNS && one.role() == Role.LEAD) {
            return new Decision.Refused("RETURN_LIMIT", "taskNo", "本件已退单两次,不得再退,由区受理中心终审或联席会议决定");
        }
        Decision stopped = stopped(course, one, Assignment.RequestKind.RETURN);
        if (stopped != null) {
            return stopped;
        }
        impliesDelivery(course, one);
        return asks(
                course,
                one,
                request(
                        course,
                        one,
                        Assignment.RequestKind.RETURN,
                        request.reasonCode(),
                        request.text(),
                        request.suggestedDept(),
                        null,
                        null,
                        null));
    }

    private static Decision requestExtension(Course course, Assignment one, Command.RequestExtension request) {
        Matter matter = course.file().matter();
        Matter.Item item = matter.item();
        if (!EXTENSION_REASON.matcher(request.reasonCode()).matches()) {
            return new Decision.Refused("REASON_UNKNOWN", "reasonCode", "延期原因须为E01至E06");
        }
        if (!Double.isFinite(request.amount()) || request.amount() <= 0) {
            return new Decision.Refused("AMOUNT_WRONG", "amount", "延期时长须大于零");
        }
        Decision stopped = stopped(course, one, Assignment.RequestKind.EXTENSION);
        if (stopped != null) {
            return stopped;
        }
        if (matter.urgency() == Urgency.E) {
            return new Decision.Refused("EXTENSION_URGENT", "taskNo", "特急件不得延期");
        }
        if (item != null && one.extensions() >= item.extensionMaxTimes()) {
            return new Decision.Refused("EXTENSION_LIMIT", "taskNo", "本事项最多延期" + item.extensionMaxTimes() + "次");
        }
        if (course.instruction().actionTime().isAfter(one.dues().disposeDue())) {
            return new Decision.Refused("EXTENSION_LATE", "eventTime", "延期须在办结期限届满前申请");
        }
        impliesSigned(course, one);
        return asks(
                course,
                one,
                request(
                        course,
                        one,
                        Assignment.RequestKind.EXTENSION,
                        request.reasonCode(),
                        request.text(),
                        null,
                        request.amount(),
                        request.unit(),
                        null));
    }

    private static Decision requestSuspension(Course course, Assignment one, Command.RequestSuspension request) {
        if (!SUSPEND_REASON.matcher(request.reasonCode()).matches()) {
            return new Decision.Refused("REASON_UNKNOWN", "reasonCode", "挂账原因须为G01至G05");
        }
        Decision stopped = stopped(course, one, Assignment.RequestKind.SUSPENSION);
        if (stopped != null) {
            return stopped;
        }
        if (course.file().matter().urgency() == Urgency.E) {
            return new Decision.Refused("SUSPENSION_URGENT", "taskNo", "特急件不得挂账");
        }
        Instant asked = course.instruction().actionTime();
        if (!request.until().isAfter(asked)) {
            return new Decision.Refused("REVIEW_DATE_WRONG", "until", "挂账须有未来的复核日期");
        }
        if (request.until().isAfter(asked.plus(SUSPENDED_AT_MOST))) {
            return new Decision.Refused("REVIEW_DATE_FAR", "until", "挂账复核日期不得超过90天");
        }
        impliesSigned(course, one);
        return asks(
                course,
                one,
                request(
                        course,
                        one,
                        Assignment.RequestKind.SUSPENSION,
                        request.reasonCode(),
                        request.text(),
                        null,
                        null,
                        null,
                        request.until()));
    }

    private static @Nullable Decision stopped(Course course, Assignment one, Assignment.RequestKind kind) {
        if (one.state().doneOrAccepted()) {
            return new Decision.Refused("TASK_DONE", "taskNo", "任务已办结,不能申请" + kind.chinese());
        }
        if (one.state() == SUSPENDED) {
            return kind == Assignment.RequestKind.SUSPENSION
                    ? already(course, "任务已挂账")
                    : new Decision.Refused("TASK_SUSPENDED", "taskNo", "任务挂账中,请先恢复办理再申请" + kind.chinese());
        }
        Assignment.Request pending = one.pending();
        if (pending == null) {
            return null;
        }
        return pending.kind() == kind
                ? already(course, kind.chinese() + "申请已登记,待审核")
                : new Decision.Refused(
                        "REQUEST_PENDING", "taskNo", pending.kind().chinese() + "申请尚未审核,请等待结果");
    }

    private static Assignment.Request request(
            Course course,
            Assignment one,
            Assignment.RequestKind kind,
            String reasonCode,
            @Nullable String text,
            @Nullable String suggestedDept,
            @Nullable Double amount,
            @Nullable String unit,
            @Nullable Instant until) {
        return new Assignment.Request(
                kind,
                reasonCode,
                text,
                suggestedDept,
                amount,
                unit,
                until,
                course.instruction().actionTime(),
                course.assignment(one.task()).state());
    }

    private static Decision asks(Course course, Assignment one, Assignment.Request request) {
        return course.happens(new CaseEvent.Requested(one.task(), request)).done();
    }

    private static Decision decideRequest(Course course, Assignment one, Command.DecideRequest decision) {
        Assignment.Request pending = one.pending();
        if (pending == null) {
            return new Decision.Refused("NO_REQUEST", "taskNo", "该任务没有待审核的申请");
        }
        Instant extendedTo = decision.extendedTo();
        CaseEvent.RequestDecided decided = new CaseEvent.RequestDecided(
                one.task(), pending.kind(), decision.granted(), decision.reason(), extendedTo);
        if (!decision.granted()) {
            return course.happens(decided).done();
        }
        if (pending.kind() == Assignment.RequestKind.EXTENSION
                && (extendedTo == null || !extendedTo.isAfter(one.dues().disposeDue()))) {
            return new Decision.Refused("EXTENDED_TO_WRONG", "extendedTo", "延期后的期限须晚于原期限");
        }
        if (one.role() != Role.LEAD || pending.kind() == Assignment.RequestKind.EXTENSION) {
            return completes(course.happens(decided)).done();
        }
        Transition transition = pending.kind() == Assignment.RequestKind.SUSPENSION
                ? C19_SUSPEND
                : course.file().progress().acceptedReturns() + 1 >= MAX_ACCEPTED_RETURNS
                        ? C18_SECOND_RETURN_ACCEPTED
                        : C17_RETURN_ACCEPTED;
        return transition.from().contains(course.file().state())
                ? course.moves(transition, decided).done()
                : CaseLifecycle.wrongState(course, "同意" + pending.kind().chinese());
    }

    private static Course resume(Course course, Assignment one, CaseEvent.Resumed resumed, boolean implied) {
        boolean moves = one.role() == Role.LEAD && course.file().state() == CaseState.SUSPENDED;
        if (implied) {
            return moves ? course.impliesMove(C20_RESUME, resumed) : course.implies(resumed);
        }
        return moves ? course.moves(C20_RESUME, resumed) : course.happens(resumed);
    }

    private static Decision done(Course course, Assignment one, Command.ReportDone done) {
        if (one.state().doneOrAccepted()) {
            return already(course, "已办结");
        }
        if (one.state() == SUSPENDED) {
            Instant due = stoodStill(one, course.instruction().actionTime());
            resume(course, one, new CaseEvent.Resumed(one.task(), "挂账期间办结", due), true);
        } else {
            impliesSigned(course, one);
        }
        Instant contact = done.firstContactAt();
        if (contact != null && course.assignment(one.task()).firstContactAt() == null) {
            course.impliesAt(new CaseEvent.Contacted(one.task(), null), contact);
        }
        course.happens(new CaseEvent.DoneReported(one.task(), done.report()));
        return completes(course).done();
    }

    /** Who was in time when the clock was stopped is in time now. */
    private static Instant stoodStill(Assignment one, Instant now) {
        Instant due = one.dues().disposeDue();
        Assignment.Suspension suspension = one.suspension();
        boolean inTime = suspension != null && !due.isBefore(suspension.since());
        return inTime && due.isBefore(now) ? now : due;
    }

    private static Decision waive(Course course, Assignment one, String reason) {
        if (one.role() == Role.LEAD) {
            return new Decision.Refused("LEAD_NOT_WAIVED", "taskNo", "主办任务不能免办");
        }
        if (reason.isBlank()) {
            return new Decision.Refused("REASON_MISSING", "reason", "免办须写明理由");
        }
        if (one.waived() != null) {
            return already(course, "已免办");
        }
        return completes(course.happens(new CaseEvent.Waived(one.task(), reason)))
                .done();
    }

    private static Decision recall(Course course, Assignment one, String reason) {
        if (one.role() == Role.LEAD) {
            return new Decision.Refused("LEAD_NOT_RECALLED", "taskNo", "主办任务不能撤回,请走退单或联席会议");
        }
        if (one.state().doneOrAccepted()) {
            return new Decision.Refused("TASK_DONE", "taskNo", "任务已办结,不能撤回");
        }
        return completes(course.happens(new CaseEvent.Recalled(one.task(), reason)))
                .done();
    }

    /** C21: the lead is done and every co-department is done or waived. */
    private static Course completes(Course course) {
        CaseFile file = course.file();
        boolean leadDone = file.lead().map(one -> one.state() == DONE).orElse(false);
        if (file.state() == CaseState.IN_PROGRESS
                && leadDone
                && file.assignments().stream().allMatch(Assignment::settled)) {
            course.moves(C21_ALL_DONE, new CaseEvent.FeedbackCompleted());
        }
        return course;
    }

    private static void impliesDelivery(Course course, Assignment one) {
        if (one.state() == CREATED) {
            course.implies(new CaseEvent.Delivered(one.task(), null, null));
        }
    }

    private static void impliesSigned(Course course, Assignment one) {
        impliesDelivery(course, one);
        if (course.assignment(one.task()).signedAt() == null) {
            signs(course, one, null, true);
        }
    }

    private static Course signs(Course course, Assignment one, @Nullable String signer, boolean implied) {
        CaseEvent.Signed signed = new CaseEvent.Signed(one.task(), signer);
        boolean moves = one.role() == Role.LEAD && course.file().state() == CaseState.DISPATCHED;
        if (implied) {
            return moves ? course.impliesMove(C16_LEAD_SIGNED, signed) : course.implies(signed);
        }
        return moves ? course.moves(C16_LEAD_SIGNED, signed) : course.happens(signed);
    }

    private static Decision already(Course course, String why) {
        return new Decision.AlreadyDone(course.file(), why);
    }
}
