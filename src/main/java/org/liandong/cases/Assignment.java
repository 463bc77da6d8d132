package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one department was given to do (派遣任务, reference §4.1).
 *
 * @param round 0 for the first, counted up by rework
 * @param dues the clocks; they start at delivery
 * @param waived why the lead may close without this co-department's result
 * @param reminders how far reminding has gone for these clocks: 1 催办, 2 督办, 3 通报
 * @param suspension null unless it is suspended
 */
public record Assignment(
        TaskNumber task,
        int round,
        Role role,
        String dept,
        AssignmentState state,
        Dues dues,
        Instant dispatchedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant signedAt,
        @Nullable Instant firstContactAt,
        @Nullable Instant doneAt,
        int extensions,
        @Nullable Request pending,
        @Nullable String foreignNo,
        @Nullable Report report,
        @Nullable String waived,
        int reminders,
        @Nullable Suspension suspension) {

    /** Put off (挂账) since then, to be looked at again by then. */
    public record Suspension(Instant since, Instant until) {}

    /**
     * A return, extension or suspension that waits for a decision; an overlay on the state (reference §4.3).
     *
     * @param amount asked length, for an extension
     * @param until review date, for a suspension
     */
    public record Request(
            RequestKind kind,
            String reasonCode,
            @Nullable String text,
            @Nullable String suggestedDept,
            @Nullable Double amount,
            @Nullable String unit,
            @Nullable Instant until,
            Instant askedAt,
            AssignmentState before) {}

    /** What a department may ask for. */
    public enum RequestKind {
        RETURN("退单"),
        EXTENSION("延期"),
        SUSPENSION("挂账");

        private final String chinese;

        RequestKind(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }
    }

    /** What the department reported as its result. */
    public record Report(
            @Nullable String handler,
            String opinion,
            @Nullable String publicReply,
            Resolution resolved,
            List<Matter.Attachment> attachments) {
        public Report {
            attachments = List.copyOf(attachments);
        }
    }

    /** Whether the lead need not wait for it. */
    boolean settled() {
        return state.ended() || state.doneOrAccepted() || waived != null || role == Role.PARTNER;
    }

    Assignment in(AssignmentState next) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                next,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                pending,
                foreignNo,
                report,
                waived,
                reminders,
                suspension);
    }

    /** Delivered: moves on from CREATED; a late receipt lowers nothing, but may date the delivery earlier. */
    Assignment delivered(Instant at, @Nullable String foreign, @Nullable Dues restarted) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                state == AssignmentState.CREATED ? AssignmentState.DELIVERED : state,
                restarted == null ? dues : restarted,
                dispatchedAt,
                deliveredAt == null || at.isBefore(deliveredAt) ? at : deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                pending,
                foreign,
                report,
                waived,
                reminders,
                suspension);
    }

    /** Signed: moves on from CREATED or DELIVERED; a request that waits for a decision keeps waiting. */
    Assignment signed(Instant at) {
        AssignmentState next = state.compareTo(AssignmentState.DELIVERED) <= 0 ? AssignmentState.SIGNED : state;
        return new Assignment(
                task,
                round,
                role,
                dept,
                next,
                dues,
                dispatchedAt,
                deliveredAt,
                at,
                firstContactAt,
                doneAt,
                extensions,
                pending,
                foreignNo,
                report,
                waived,
                reminders,
                suspension);
    }

    Assignment contacted(Instant at) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                state,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt == null ? at : firstContactAt,
                doneAt,
                extensions,
                pending,
                foreignNo,
                report,
                waived,
                reminders,
                suspension);
    }

    Assignment asked(Request request) {
        AssignmentState next = request.kind() == RequestKind.RETURN ? AssignmentState.RETURN_REQUESTED : state;
        return new Assignment(
                task,
                round,
                role,
                dept,
                next,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                request,
                foreignNo,
                report,
                waived,
                reminders,
                suspension);
    }

    Assignment decided(AssignmentState next) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                next,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                null,
                foreignNo,
                report,
                waived,
                reminders,
                suspension);
    }

    Assignment extendedTo(Instant due) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                state,
                dues.withDisposeDue(due),
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions + 1,
                null,
                foreignNo,
                report,
                waived,
                0,
                suspension);
    }

    Assignment done(Instant at, Report result) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                AssignmentState.DONE,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                at,
                extensions,
                null,
                foreignNo,
                result,
                waived,
                reminders,
                suspension);
    }

    Assignment waived(String reason) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                state,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                pending,
                foreignNo,
                report,
                reason,
                reminders,
                suspension);
    }

    Assignment reworked(Dues restarted) {
        return new Assignment(
                task,
                round + 1,
                role,
                dept,
                AssignmentState.WORKING,
                restarted,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                null,
                extensions,
                null,
                foreignNo,
                null,
                waived,
                0,
                null);
    }

    Assignment suspended(Suspension how) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                AssignmentState.SUSPENDED,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                null,
                foreignNo,
                report,
                waived,
                reminders,
                how);
    }

    Assignment resumed(@Nullable Instant disposeDue) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                AssignmentState.WORKING,
                disposeDue == null ? dues : dues.withDisposeDue(disposeDue),
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                null,
                foreignNo,
                report,
                waived,
                reminders,
                null);
    }

    Assignment reminded(int level) {
        return new Assignment(
                task,
                round,
                role,
                dept,
                state,
                dues,
                dispatchedAt,
                deliveredAt,
                signedAt,
                firstContactAt,
                doneAt,
                extensions,
                pending,
                foreignNo,
                report,
                waived,
                Math.max(reminders, level),
                suspension);
    }
}
