package org.liandong.cases;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case as its events left it (办件). Immutable; {@link #after} is the only way on.
 *
 * @param version number of steps so far
 */
public record CaseFile(
        CaseNumber number,
        Matter matter,
        Routing routing,
        Progress progress,
        List<SourceRef> sources,
        List<Assignment> assignments,
        List<Visit> visits,
        @Nullable Closing closing,
        long version) {

    /** So many askers make it a matter of many (MASS, reference §4.1). */
    private static final int MASS_FROM = 3;
    /** From the mildest (reference §2.3). */
    private static final List<String> SUPERVISION = List.of("催办", "督办", "通报");

    public CaseFile {
        sources = List.copyOf(sources);
        assignments = List.copyOf(assignments);
        visits = List.copyOf(visits);
    }

    /**
     * How far it is.
     *
     * @param unit the street, park or district centre that has it
     * @param round how often the result was sent back
     */
    public record Progress(
            CaseState state,
            Level level,
            String unit,
            Set<Flag> flags,
            int round,
            int acceptedReturns,
            boolean sentBack,
            int reopened,
            @Nullable CaseNumber mergedInto,
            @Nullable Instant feedbackAt) {

        public Progress {
            // keeps the order of declaration, so that the same case is always written the same way
            flags = flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
        }

        Progress in(CaseState next) {
            return new Progress(
                    next, level, unit, flags, round, acceptedReturns, sentBack, reopened, mergedInto, feedbackAt);
        }

        Progress at(Level nextLevel, String nextUnit) {
            return new Progress(
                    state,
                    nextLevel,
                    nextUnit,
                    flags,
                    round,
                    acceptedReturns,
                    sentBack,
                    reopened,
                    mergedInto,
                    feedbackAt);
        }

        Progress flagged(Flag flag) {
            EnumSet<Flag> more = EnumSet.of(flag);
            more.addAll(flags);
            return new Progress(
                    state, level, unit, more, round, acceptedReturns, sentBack, reopened, mergedInto, feedbackAt);
        }

        Progress nextRound() {
            return new Progress(
                    state, level, unit, flags, round + 1, acceptedReturns, sentBack, reopened, mergedInto, null);
        }

        Progress returnedOnceMore() {
            return new Progress(
                    state, level, unit, flags, round, acceptedReturns + 1, sentBack, reopened, mergedInto, feedbackAt);
        }

        Progress sentBackOnce() {
            return new Progress(
                    state, level, unit, flags, round, acceptedReturns, true, reopened, mergedInto, feedbackAt);
        }

        Progress reopenedOnceMore() {
            return new Progress(
                    state, level, unit, flags, round, acceptedReturns, sentBack, reopened + 1, mergedInto, null);
        }

        Progress merged(CaseNumber into) {
            return new Progress(
                    state, level, unit, flags, round, acceptedReturns, sentBack, reopened, into, feedbackAt);
        }

        Progress fedBackAt(Instant at) {
            return new Progress(state, level, unit, flags, round, acceptedReturns, sentBack, reopened, mergedInto, at);
        }
    }

    /** How it ended. */
    public record Closing(Resolution result, @Nullable String publicReply, String reason, Instant at) {}

    public CaseState state() {
        return progress.state();
    }

    /** Whether this case was found and solved by the grid officer alone. */
    public boolean selfHandled() {
        return state() == CaseState.SELF_CLOSED || (state() == CaseState.EVALUATED && assignments.isEmpty());
    }

    public Optional<Assignment> assignment(TaskNumber task) {
        return assignments.stream().filter(one -> one.task().equals(task)).findFirst();
    }

    /** The lead that is at work now, if any. */
    public Optional<Assignment> lead() {
        return assignments.stream()
                .filter(one -> one.role() == Role.LEAD && !one.state().ended())
                .reduce((first, last) -> last);
    }

    public int requesterCount() {
        return (int) sources.stream()
                .filter(source -> source.role() != SourceRef.SourceRole.SUPPLEMENT)
                .count();
    }

    static CaseFile opened(CaseEvent.CaseReceived event) {
        Progress progress = new Progress(
                CaseState.RECEIVED, Level.D, event.routing().acceptUnit(), Set.of(), 0, 0, false, 0, null, null);
        return new CaseFile(
                event.number(),
                event.matter(),
                event.routing(),
                progress,
                List.of(event.source()),
                List.of(),
                List.of(),
                null,
                1);
    }

    /** This case after one more step. */
    CaseFile after(CaseEvent event, @Nullable Transition transition, Instant actionTime) {
        CaseFile next = changedBy(event, actionTime);
        Progress progress = transition == null ? next.progress : next.progress.in(transition.to());
        return new CaseFile(
                number,
                next.matter,
                next.routing,
                progress,
                next.sources,
                next.assignments,
                next.visits,
                next.closing,
                version + 1);
    }

    private CaseFile changedBy(CaseEvent event, Instant at) {
        if (event instanceof CaseEvent.OfAssignment ofAssignment) {
            return changedBy(ofAssignment, at);
        }
        if (event instanceof CaseEvent.CaseMended mended) {
            return new CaseFile(
                    number,
                    mended.matter(),
                    mended.routing(),
                    progress,
                    sources,
                    assignments,
                    visits,
                    closing,
                    version);
        } else if (event instanceof CaseEvent.SentToStreet sent) {
            return with(progress.at(Level.S, sent.unit()));
        } else if (event instanceof CaseEvent.SentToDistrict sent) {
            return with(progress.at(Level.D, sent.unit()));
        } else if (event instanceof CaseEvent.CaseEscalated escalated) {
            return with(progress.at(Level.D, escalated.unit()));
        } else if (event instanceof CaseEvent.CaseSentBack sentBack) {
            return with(progress.at(Level.S, sentBack.unit()).sentBackOnce());
        } else if (event instanceof CaseEvent.SelfClosed closed) {
            return with(progress.at(Level.G, progress.unit()))
                    .closed(new Closing(Resolution.YES, null, closed.measure(), at));
        } else if (event instanceof CaseEvent.CaseMerged merged) {
            return with(progress.merged(merged.into()));
        } else if (event instanceof CaseEvent.MergedTaken taken) {
            return taking(taken);
        } else if (event instanceof CaseEvent.QualityNoted noted) {
            return new CaseFile(
                    number,
                    matter.withQuality(more(noted.notes())),
                    routing,
                    progress,
                    sources,
                    assignments,
                    visits,
                    closing,
                    version);
        } else if (event instanceof CaseEvent.CaseDispatched dispatched) {
            return tasked(dispatched.taskings(), at);
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            return with(progress.flagged(Flag.JOINT)).tasked(resolved.taskings(), at);
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            return tasked(List.of(added.tasking()), at);
        } else if (event instanceof CaseEvent.CaseSupplemented supplemented) {
            return supplemented(supplemented);
        } else if (event instanceof CaseEvent.CaseSupervised supervised) {
            return supervised(supervised.level());
        } else if (event instanceof CaseEvent.FeedbackCompleted) {
            return with(progress.fedBackAt(at));
        } else if (event instanceof CaseEvent.FeedbackPassed) {
            return eachAssignment(one -> one.state() == AssignmentState.DONE ? one.in(AssignmentState.ACCEPTED) : one);
        } else if (event instanceof CaseEvent.ReworkOrdered rework) {
            return with(progress.nextRound())
                    .assignment(lead().orElseThrow().task(), one -> one.reworked(rework.dues()));
        } else if (event instanceof CaseEvent.VisitRecorded visited) {
            List<Visit> more = new ArrayList<>(visits);
            more.add(visited.visit());
            return new CaseFile(number, matter, routing, progress, sources, assignments, more, closing, version);
        } else if (event instanceof CaseEvent.CaseClosed closed) {
            return closed(new Closing(closed.result(), closed.publicReply(), closed.reason(), at));
        } else if (event instanceof CaseEvent.CaseReopened) {
            return with(progress.at(Level.D, progress.unit())
                            .flagged(Flag.REPEAT)
                            .reopenedOnceMore())
                    .closed(null);
        } else if (event instanceof CaseEvent.RefusalAppealed) {
            return with(progress.at(Level.D, progress.unit()));
        } else if (event instanceof CaseEvent.SampleFailed) {
            return with(progress.at(Level.S, progress.unit())).closed(null);
        }
        return this;
    }

    private CaseFile changedBy(CaseEvent.OfAssignment event, Instant at) {
        if (event instanceof CaseEvent.RequestDecided decided) {
            CaseFile next = assignment(event.task(), one -> decidedAssignment(one, decided, at));
            boolean leadReturned = decided.kind() == Assignment.RequestKind.RETURN
                    && decided.granted()
                    && assignment(event.task()).map(Assignment::role).orElse(Role.CO) == Role.LEAD;
            return leadReturned ? next.with(next.progress.returnedOnceMore()) : next;
        }
        return assignment(event.task(), one -> changed(one, event, at));
    }

    private static Assignment changed(Assignment one, CaseEvent.OfAssignment event, Instant at) {
        if (event instanceof CaseEvent.Delivered delivered) {
            return one.delivered(at, delivered.foreignNo(), delivered.restarted());
        } else if (event instanceof CaseEvent.Signed) {
            return one.signed(at);
        } else if (event instanceof CaseEvent.Contacted) {
            return one.contacted(at);
        } else if (event instanceof CaseEvent.Progressed) {
            return one.state() == AssignmentState.SIGNED ? one.in(AssignmentState.WORKING) : one;
        } else if (event instanceof CaseEvent.Requested requested) {
            return one.asked(requested.request());
        } else if (event instanceof CaseEvent.Resumed resumed) {
            return one.resumed(resumed.disposeDue());
        } else if (event instanceof CaseEvent.DoneReported done) {
            return one.done(at, done.report());
        } else if (event instanceof CaseEvent.Waived waived) {
            return one.waived(waived.reason());
        } else if (event instanceof CaseEvent.Recalled) {
            return one.decided(AssignmentState.RECALLED);
        }
        return one;
    }

    private static Assignment decidedAssignment(Assignment one, CaseEvent.RequestDecided decided, Instant at) {
        AssignmentState before =
                one.pending() == null ? one.state() : one.pending().before();
        if (before == AssignmentState.DELIVERED && one.signedAt() != null) {
            before = AssignmentState.SIGNED;
        }
        if (!decided.granted()) {
            return one.decided(before);
        }
        return switch (decided.kind()) {
            case RETURN -> one.decided(AssignmentState.RETURNED);
            case SUSPENSION -> one.suspended(new Assignment.Suspension(at, reviewDate(one, at)));
            case EXTENSION -> decided.extendedTo() == null ? one.decided(before) : one.extendedTo(decided.extendedTo());
        };
    }

    private static Instant reviewDate(Assignment one, Instant at) {
        Instant asked = one.pending() == null ? null : one.pending().until();
        return asked == null ? at : asked;
    }

    /** 催办 is a reminder; 督办 and 通报 make the case a supervised one (reference §2.3). */
    private CaseFile supervised(String level) {
        int rank = SUPERVISION.indexOf(level) + 1;
        CaseFile flagged = rank > 1 ? with(progress.flagged(Flag.SUPERVISED)) : this;
        return lead().map(lead -> flagged.assignment(lead.task(), one -> one.reminded(rank)))
                .orElse(flagged);
    }

    private CaseFile tasked(List<CaseEvent.Tasked> taskings, Instant at) {
        List<Assignment> more = new ArrayList<>(assignments);
        for (CaseEvent.Tasked tasked : taskings) {
            more.add(new Assignment(
                    tasked.task(),
                    tasked.round(),
                    tasked.role(),
                    tasked.dept(),
                    AssignmentState.CREATED,
                    tasked.dues(),
                    at,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    null,
                    null,
                    0,
                    null));
        }
        Progress flagged = taskings.stream().anyMatch(tasked -> tasked.dues().provisional())
                ? progress.flagged(Flag.PROVISIONAL_DUE)
                : progress;
        return new CaseFile(number, matter, routing, flagged, sources, more, visits, closing, version);
    }

    private CaseFile taking(CaseEvent.MergedTaken taken) {
        Set<SourceRef> all = new LinkedHashSet<>(sources);
        all.addAll(taken.sources());
        CaseFile more = new CaseFile(
                number,
                matter.withQuality(more(taken.quality())),
                routing,
                progress,
                List.copyOf(all),
                assignments,
                visits,
                closing,
                version);
        return more.requesterCount() >= MASS_FROM ? more.with(progress.flagged(Flag.MASS)) : more;
    }

    private List<QualityNote> more(List<QualityNote> notes) {
        return Stream.concat(matter.quality().stream(), notes.stream()).toList();
    }

    private CaseFile supplemented(CaseEvent.CaseSupplemented event) {
        List<SourceRef> more = new ArrayList<>(sources);
        more.add(event.source());
        List<Matter.Attachment> files = new ArrayList<>(matter.attachments());
        files.addAll(event.attachments());
        return new CaseFile(
                number, matter.withAttachments(files), routing, progress, more, assignments, visits, closing, version);
    }

    private CaseFile with(Progress next) {
        return new CaseFile(number, matter, routing, next, sources, assignments, visits, closing, version);
    }

    private CaseFile closed(@Nullable Closing how) {
        return new CaseFile(number, matter, routing, progress, sources, assignments, visits, how, version);
    }

    private CaseFile assignment(TaskNumber task, UnaryOperator<Assignment> change) {
        return eachAssignment(one -> one.task().equals(task) ? change.apply(one) : one);
    }

    private CaseFile eachAssignment(UnaryOperator<Assignment> change) {
        return new CaseFile(
                number,
                matter,
                routing,
                progress,
                sources,
                assignments.stream().map(change).toList(),
                visits,
                closing,
                version);
    }
}
