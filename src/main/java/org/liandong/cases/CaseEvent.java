package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a case. The state of a case is derived from these and set by nothing else. */
public sealed interface CaseEvent {

    /** An event of one assignment. */
    sealed interface OfAssignment extends CaseEvent {
        TaskNumber task();
    }

    /** A department was given its share. */
    record Tasked(TaskNumber task, Role role, String dept, int round, Dues dues) {}

    record CaseReceived(CaseNumber number, Matter matter, SourceRef source, Routing routing) implements CaseEvent {}

    record CaseQuarantined(List<String> defects) implements CaseEvent {}

    record CaseMended(Matter matter, Routing routing) implements CaseEvent {}

    record SelfClosed(Instant finishedAt, String measure) implements CaseEvent {}

    record SentToStreet(String unit) implements CaseEvent {}

    record SentToDistrict(String unit, List<String> copies) implements CaseEvent {}

    record CaseAccepted(String unit) implements CaseEvent {}

    record CaseEscalated(String reasonCode, String unit) implements CaseEvent {}

    record CaseSentBack(String unit, String reason) implements CaseEvent {}

    record CaseRefused(String reasonCode, String text) implements CaseEvent {}

    record CaseTransferred(String to, String reason) implements CaseEvent {}

    record CaseMerged(CaseNumber into, SourceRef.Merge why) implements CaseEvent {}

    record QualityNoted(List<QualityNote> notes) implements CaseEvent {}

    record MergedTaken(List<SourceRef> sources, List<QualityNote> quality) implements CaseEvent {}

    record RefusalAppealed(String reason) implements CaseEvent {}

    record CaseDispatched(List<Tasked> taskings, String basis) implements CaseEvent {}

    record JointMeetingCalled(String reason) implements CaseEvent {}

    record JointMeetingResolved(List<Tasked> taskings, String resolution) implements CaseEvent {}

    record CoDepartmentAdded(Tasked tasking, String reason) implements CaseEvent {}

    record CaseSupplemented(SourceRef source, @Nullable String text, List<Matter.Attachment> attachments)
            implements CaseEvent {}

    record CaseUrged(String text) implements CaseEvent {}

    record CaseSupervised(String level, String text) implements CaseEvent {}

    record CaseWithdrawn(String reason) implements CaseEvent {}

    record FeedbackCompleted() implements CaseEvent {}

    record FeedbackPassed(String text) implements CaseEvent {}

    /** @param dues clocks of the new round */
    record ReworkOrdered(String reason, Dues dues) implements CaseEvent {}

    record VisitRecorded(Visit visit) implements CaseEvent {}

    record CaseClosed(Resolution result, @Nullable String publicReply, String reason) implements CaseEvent {}

    record CaseReopened(String reason) implements CaseEvent {}

    record CaseEvaluated(String month) implements CaseEvent {}

    record SampleFailed(String reason) implements CaseEvent {}

    /** Something arrived that changes nothing: late, backward or of no effect. It is on record all the same. */
    record NotedOnly(String what, String why) implements CaseEvent {}

    record Delivered(
            TaskNumber task,
            @Nullable String foreignNo,
            @Nullable Dues restarted) implements OfAssignment {}

    record DeliveryTroubled(TaskNumber task, boolean unknown, String detail) implements OfAssignment {}

    record Signed(TaskNumber task, @Nullable String signer) implements OfAssignment {}

    record Contacted(TaskNumber task, @Nullable String text) implements OfAssignment {}

    record Progressed(TaskNumber task, @Nullable String handler, String opinion) implements OfAssignment {}

    record Requested(TaskNumber task, Assignment.Request request) implements OfAssignment {}

    record RequestDecided(
            TaskNumber task,
            Assignment.RequestKind kind,
            boolean granted,
            String reason,
            @Nullable Instant extendedTo) implements OfAssignment {}

    /** @param disposeDue the due time now that the pause is over; null if it stays */
    record Resumed(TaskNumber task, String reason, @Nullable Instant disposeDue) implements OfAssignment {}

    record DoneReported(TaskNumber task, Assignment.Report report) implements OfAssignment {}

    record Waived(TaskNumber task, String reason) implements OfAssignment {}

    record Recalled(TaskNumber task, String reason) implements OfAssignment {}
}
