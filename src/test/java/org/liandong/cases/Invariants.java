package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is true of every case at any time, whatever was done to it (domain reference §2.3, §4.3). */
enum Invariants {
    A_CASE_NEVER_RESTS_IN_RECEIVED(file -> file.state() != CaseState.RECEIVED),
    TASK_NUMBERS_ARE_UNIQUE_AND_OF_THE_CASE(file ->
            file.assignments().stream().map(Assignment::task).distinct().count()
                            == file.assignments().size()
                    && all(file, one -> one.task().caseNumber().equals(file.number()))),
    AT_MOST_ONE_LEAD_IS_AT_WORK(
            file -> open(file).filter(one -> one.role() == Role.LEAD).count() <= 1),
    A_DEPARTMENT_HAS_AT_MOST_ONE_TASK_IN_HAND(file ->
            open(file).map(Assignment::dept).distinct().count() == open(file).count()),
    AT_MOST_TWO_RETURNS_ARE_ACCEPTED(file -> file.progress().acceptedReturns() <= 2),
    AT_MOST_TWO_ROUNDS_WITHOUT_SUPERVISION(
            file -> file.progress().round() <= 2 || file.progress().flags().contains(Flag.SUPERVISED)),
    REOPENED_AT_MOST_ONCE(file -> file.progress().reopened() <= 1),
    NOBODY_WORKS_ON_WHAT_HAS_ENDED(file -> switch (file.state()) {
        case REFUSED, TRANSFERRED_OUT, MERGED, CANCELLED -> open(file).findAny().isEmpty();
        default -> true;
    }),
    WHAT_IS_WORKED_ON_HAS_A_LEAD(file -> switch (file.state()) {
        case DISPATCHED, IN_PROGRESS, SUSPENDED, FEEDBACK_DONE, PENDING_VISIT ->
            file.lead().isPresent();
        default -> true;
    }),
    IN_PROGRESS_MEANS_SIGNED(file ->
            file.state() != CaseState.IN_PROGRESS || file.lead().orElseThrow().signedAt() != null),
    A_CASE_IS_SUSPENDED_WITH_ITS_LEAD(file -> (file.state() == CaseState.SUSPENDED)
            == file.lead().map(one -> one.state() == AssignmentState.SUSPENDED).orElse(false)),
    FEEDBACK_IS_COMPLETE_AS_SOON_AS_ALL_IS_IN(file -> {
        boolean leadDone =
                file.lead().map(one -> one.state() == AssignmentState.DONE).orElse(false);
        boolean allIn = leadDone && all(file, Assignment::settled);
        return switch (file.state()) {
            case IN_PROGRESS -> !allIn;
            case FEEDBACK_DONE -> allIn;
            default -> true;
        };
    }),
    ONLY_WHO_STILL_WORKS_WAITS_FOR_A_DECISION(file -> all(
            file,
            one -> one.pending() == null
                    || !(one.state().ended()
                            || one.state().doneOrAccepted()
                            || one.state() == AssignmentState.SUSPENDED))),
    A_RETURN_IS_ASKED_FOR_WHILE_IT_IS_JUDGED(file -> all(
            file,
            one -> (one.state() == AssignmentState.RETURN_REQUESTED)
                    == (one.pending() != null && one.pending().kind() == Assignment.RequestKind.RETURN))),
    TIMES_OF_A_TASK_FOLLOW_EACH_OTHER(file -> all(
            file,
            one -> inOrder(one.dispatchedAt(), one.deliveredAt())
                    && inOrder(one.deliveredAt(), one.signedAt())
                    && inOrder(one.signedAt(), one.doneAt()))),
    WHAT_IS_DONE_HAS_A_REPORT(file -> all(
            file,
            one -> one.state().doneOrAccepted() == (one.report() != null)
                    || one.state().ended())),
    WHAT_IS_CLOSED_SAYS_HOW(file -> switch (file.state()) {
        case CLOSED, SELF_CLOSED, EVALUATED -> file.closing() != null;
        default -> file.closing() == null;
    }),
    A_MERGED_CASE_NAMES_ITS_PARENT(
            file -> (file.state() == CaseState.MERGED) == (file.progress().mergedInto() != null));

    @SuppressWarnings("ImmutableEnumChecker") // the conditions hold no state
    private final Predicate<CaseFile> condition;

    Invariants(Predicate<CaseFile> condition) {
        this.condition = condition;
    }

    static List<Invariants> brokenBy(CaseFile file) {
        return Stream.of(values()).filter(each -> !each.condition.test(file)).toList();
    }

    private static boolean all(CaseFile file, Predicate<Assignment> condition) {
        return file.assignments().stream().allMatch(condition);
    }

    private static Stream<Assignment> open(CaseFile file) {
        return file.assignments().stream()
                .filter(one -> !one.state().ended() && !one.state().doneOrAccepted());
    }

    private static boolean inOrder(@Nullable Instant first, @Nullable Instant second) {
        return second == null || (first != null && !second.isBefore(first));
    }
}
