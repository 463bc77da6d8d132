package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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

        Report reworded(UnaryOperator<String> wording) {
            return new Report(
                    handler,
                    wording.apply(opinion),
                    publicReply == null ? null : wording.apply(publicReply),
                    resolved,
                    Matter.Attachment.reworded(attachments, wording));
        }
    }

    /** Whether the lead need not wait for it. */
    boolean settled() {
        return state.ended() || state.doneOrAccepted() || waived != null || role == Role.PARTNER;
    }

    Assignment in(AssignmentState next) {
        return with(draft -> draft.state = next);
    }

    /** Delivered: moves on from CREATED; a late receipt lowers nothing, but may date the delivery earlier. */
    Assignment delivered(Instant at, @Nullable String foreign, @Nullable Dues restarted) {
        return with(draft -> {
            draft.state = state == AssignmentState.CREATED ? AssignmentState.DELIVERED : state;
            draft.dues = restarted == null ? dues : restarted;
            draft.deliveredAt = deliveredAt == null || at.isBefore(deliveredAt) ? at : deliveredAt;
            draft.foreignNo = foreign;
        });
    }

    /** Signed: moves on from CREATED or DELIVERED; a request that waits for a decision keeps waiting. */
    Assignment signed(Instant at) {
        return with(draft -> {
            draft.state = state.compareTo(AssignmentState.DELIVERED) <= 0 ? AssignmentState.SIGNED : state;
            draft.signedAt = at;
        });
    }

    Assignment contacted(Instant at) {
        return with(draft -> draft.firstContactAt = firstContactAt == null ? at : firstContactAt);
    }

    Assignment asked(Request request) {
        return with(draft -> {
            draft.state = request.kind() == RequestKind.RETURN ? AssignmentState.RETURN_REQUESTED : state;
            draft.pending = request;
        });
    }

    Assignment decided(AssignmentState next) {
        return with(draft -> {
            draft.state = next;
            draft.pending = null;
        });
    }

    Assignment extendedTo(Instant due) {
        return with(draft -> {
            draft.dues = dues.withDisposeDue(due);
            draft.extensions = extensions + 1;
            draft.pending = null;
            draft.reminders = 0;
        });
    }

    Assignment done(Instant at, Report result) {
        return with(draft -> {
            draft.state = AssignmentState.DONE;
            draft.doneAt = at;
            draft.pending = null;
            draft.report = result;
        });
    }

    Assignment waived(String reason) {
        return with(draft -> draft.waived = reason);
    }

    Assignment reworked(Dues restarted) {
        return with(draft -> {
            draft.round = round + 1;
            draft.state = AssignmentState.WORKING;
            draft.dues = restarted;
            draft.doneAt = null;
            draft.pending = null;
            draft.report = null;
            draft.reminders = 0;
            draft.suspension = null;
        });
    }

    Assignment suspended(Suspension how) {
        return with(draft -> {
            draft.state = AssignmentState.SUSPENDED;
            draft.pending = null;
            draft.suspension = how;
        });
    }

    /** @param disposeDue the due time now that the pause is over; null if it stays */
    Assignment resumed(@Nullable Instant disposeDue) {
        return with(draft -> {
            draft.state = AssignmentState.WORKING;
            draft.dues = disposeDue == null ? dues : dues.withDisposeDue(disposeDue);
            draft.pending = null;
            draft.suspension = null;
        });
    }

    Assignment reminded(int level) {
        return with(draft -> draft.reminders = Math.max(reminders, level));
    }

    private Assignment with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.made();
    }

    /** What of an assignment can change, while it does. */
    private static final class Draft {
        private final Assignment before;
        private int round;
        private AssignmentState state;
        private Dues dues;
        private @Nullable Instant deliveredAt;
        private @Nullable Instant signedAt;
        private @Nullable Instant firstContactAt;
        private @Nullable Instant doneAt;
        private int extensions;
        private @Nullable Request pending;
        private @Nullable String foreignNo;
        private @Nullable Report report;
        private @Nullable String waived;
        private int reminders;
        private @Nullable Suspension suspension;

        Draft(Assignment before) {
            this.before = before;
            round = before.round;
            state = before.state;
            dues = before.dues;
            deliveredAt = before.deliveredAt;
            signedAt = before.signedAt;
            firstContactAt = before.firstContactAt;
            doneAt = before.doneAt;
            extensions = before.extensions;
            pending = before.pending;
            foreignNo = before.foreignNo;
            report = before.report;
            waived = before.waived;
            reminders = before.reminders;
            suspension = before.suspension;
        }

        Assignment made() {
            return new Assignment(
                    before.task,
                    round,
                    before.role,
                    before.dept,
                    state,
                    dues,
                    before.dispatchedAt,
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
    }
}
