package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be asked of a case. Whoever asks, by whatever way, it becomes one of these. */
public sealed interface Command {

    /** The same with every text that somebody wrote in it put into other words; codes, numbers, units and staff stay. */
    default Command reworded(UnaryOperator<String> wording) {
        return this;
    }

    private static @Nullable String reworded(@Nullable String text, UnaryOperator<String> wording) {
        return text == null ? null : wording.apply(text);
    }

    /** A command about one assignment. */
    sealed interface OfAssignment extends Command {
        TaskNumber task();
    }

    /**
     * A department's share of a dispatch.
     *
     * @param dues the clocks as if delivered at once
     */
    record Tasking(String dept, Role role, Dues dues) {}

    /**
     * A new case.
     *
     * @param direct the taskings to dispatch at once when the routing says DIRECT; empty otherwise
     * @param selfHandling what the grid officer did on the spot; null when reported up
     * @param defects why the message cannot be worked on as it is; empty when it can
     */
    record ReportCase(
            CaseNumber number,
            Matter matter,
            SourceRef source,
            Routing routing,
            List<Tasking> direct,
            @Nullable SelfHandling selfHandling,
            List<String> defects)
            implements Command {}

    /** 自办自结: found and solved by the grid officer. */
    record SelfHandling(Instant finishedAt, String measure, boolean resolved, boolean photoAfter) {}

    /** A person mended a quarantined case. */
    record MendCase(Matter matter, Routing routing, List<Tasking> direct) implements Command {}

    /** More about the same matter (补充). */
    record AddToCase(SourceRef source, @Nullable String text, List<Matter.Attachment> attachments) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new AddToCase(
                    source, Command.reworded(text, wording), Matter.Attachment.reworded(attachments, wording));
        }
    }

    /** The channel asks for speed (催办). */
    record UrgeCase(String text) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new UrgeCase(wording.apply(text));
        }
    }

    /**
     * Supervision (督办).
     *
     * @param level 催办, 督办 or 通报
     */
    record SuperviseCase(String level, String text) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new SuperviseCase(level, wording.apply(text));
        }
    }

    record WithdrawCase(String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new WithdrawCase(wording.apply(reason));
        }
    }

    record AcceptCase(String unit) implements Command {}

    record EscalateCase(String reasonCode, String unit) implements Command {}

    record SendBackCase(String unit, String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new SendBackCase(unit, wording.apply(reason));
        }
    }

    /**
     * 不予受理.
     *
     * @param reasonCode N01 to N09; N09 needs a second person
     */
    record RefuseCase(
            String reasonCode, String text, @Nullable String secondPerson) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RefuseCase(reasonCode, wording.apply(text), secondPerson);
        }
    }

    record TransferCase(String to, String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new TransferCase(to, wording.apply(reason));
        }
    }

    record MergeCase(CaseNumber into, SourceRef.Merge why) implements Command {}

    /** The other side of a merge: the parent takes the child's askers. */
    record TakeMerged(List<SourceRef> sources, List<QualityNote> quality) implements Command {}

    /** Something is wrong with what somebody sent about the case; it stays on the case (reference §3.3). */
    record NoteQuality(List<QualityNote> notes) implements Command {}

    record AppealRefusal(String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new AppealRefusal(wording.apply(reason));
        }
    }

    /** @param basis rule or person that named the departments */
    record DispatchCase(List<Tasking> taskings, String basis) implements Command {}

    record CallJointMeeting(String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new CallJointMeeting(wording.apply(reason));
        }
    }

    record ResolveJointMeeting(List<Tasking> taskings, String resolution) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new ResolveJointMeeting(taskings, wording.apply(resolution));
        }
    }

    record VerifyFeedback(
            boolean passed, String text, @Nullable Dues reworkDues) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new VerifyFeedback(passed, wording.apply(text), reworkDues);
        }
    }

    /** @param reworkDues clocks of the new round if the asker is not satisfied */
    record RecordVisit(Visit visit, @Nullable Dues reworkDues) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RecordVisit(visit.reworded(wording), reworkDues);
        }
    }

    record ReopenCase(String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new ReopenCase(wording.apply(reason));
        }
    }

    record EvaluateCase(String month) implements Command {}

    record FailSample(String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new FailSample(wording.apply(reason));
        }
    }

    record AddCoDepartment(Tasking tasking, String reason) implements Command {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new AddCoDepartment(tasking, wording.apply(reason));
        }
    }

    /** @param restarted the clocks counted from the delivery; null keeps those of the dispatch */
    record ConfirmDelivery(
            TaskNumber task,
            @Nullable String foreignNo,
            @Nullable Dues restarted) implements OfAssignment {}

    /** Delivery was refused by the department's system, or nobody knows whether it arrived. */
    record NoteDeliveryTrouble(TaskNumber task, boolean unknown, String detail) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new NoteDeliveryTrouble(task, unknown, wording.apply(detail));
        }
    }

    record SignAssignment(TaskNumber task, @Nullable String signer) implements OfAssignment {}

    record RecordContact(TaskNumber task, @Nullable String text) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RecordContact(task, Command.reworded(text, wording));
        }
    }

    record ReportProgress(TaskNumber task, @Nullable String handler, String opinion) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new ReportProgress(task, handler, wording.apply(opinion));
        }
    }

    record RequestReturn(
            TaskNumber task,
            String reasonCode,
            @Nullable String text,
            @Nullable String suggestedDept) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RequestReturn(task, reasonCode, Command.reworded(text, wording), suggestedDept);
        }
    }

    record RequestExtension(
            TaskNumber task, String reasonCode, @Nullable String text, double amount, String unit)
            implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RequestExtension(task, reasonCode, Command.reworded(text, wording), amount, unit);
        }
    }

    record RequestSuspension(
            TaskNumber task, String reasonCode, @Nullable String text, Instant until) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RequestSuspension(task, reasonCode, Command.reworded(text, wording), until);
        }
    }

    /** @param extendedTo the new due time when an extension is granted */
    record DecideRequest(
            TaskNumber task,
            boolean granted,
            String reason,
            @Nullable Instant extendedTo) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new DecideRequest(task, granted, wording.apply(reason), extendedTo);
        }
    }

    /** @param disposeDue the due time now that the pause is over; null keeps it */
    record ResumeAssignment(
            TaskNumber task, String reason, @Nullable Instant disposeDue) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new ResumeAssignment(task, wording.apply(reason), disposeDue);
        }
    }

    record ReportDone(
            TaskNumber task,
            Assignment.Report report,
            @Nullable Instant firstContactAt) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new ReportDone(task, report.reworded(wording), firstContactAt);
        }
    }

    record WaiveAssignment(TaskNumber task, String reason) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new WaiveAssignment(task, wording.apply(reason));
        }
    }

    record RecallAssignment(TaskNumber task, String reason) implements OfAssignment {
        @Override
        public Command reworded(UnaryOperator<String> wording) {
            return new RecallAssignment(task, wording.apply(reason));
        }
    }
}
