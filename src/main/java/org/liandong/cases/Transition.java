package org.liandong.cases;

import static org.liandong.cases.CaseState.*;

import java.util.EnumSet;
import java.util.Set;

/**
 * The moves a case can make (reference §4.3, same numbers). Whether one is allowed at a time is decided in {@link
 * CaseLifecycle}; from where to where it leads is said here and nowhere else.
 */
public enum Transition {
    C01_INTAKE(Set.of(), RECEIVED),
    C02_VALIDATION_FAILED(Set.of(RECEIVED), QUARANTINED),
    C03_FIXED(Set.of(QUARANTINED), RECEIVED),
    C04_SELF_HANDLED(Set.of(RECEIVED), SELF_CLOSED),
    C05_ROUTE_TO_STREET(Set.of(RECEIVED), PENDING_STREET),
    C06_ROUTE_TO_DISTRICT(Set.of(RECEIVED), PENDING_DISTRICT),
    C07_DIRECT_DISPATCH(Set.of(RECEIVED, PENDING_STREET, PENDING_DISTRICT, PENDING_DISPATCH), DISPATCHED),
    C08_STREET_ACCEPTS(Set.of(PENDING_STREET), PENDING_DISPATCH),
    C09_ESCALATE(Set.of(PENDING_STREET), PENDING_DISTRICT),
    C10_DISTRICT_ACCEPTS(Set.of(PENDING_DISTRICT), PENDING_DISPATCH),
    C11_SEND_BACK(Set.of(PENDING_DISTRICT), PENDING_STREET),
    C12_REFUSE(Set.of(PENDING_STREET, PENDING_DISTRICT, PENDING_DISPATCH), REFUSED),
    C12_TRANSFER(Set.of(PENDING_STREET, PENDING_DISTRICT, PENDING_DISPATCH), TRANSFERRED_OUT),
    C12_MERGE(Set.of(PENDING_STREET, PENDING_DISTRICT, PENDING_DISPATCH), MERGED),
    C13_DISPATCH(Set.of(PENDING_DISPATCH), DISPATCHED),
    C14_CALL_JOINT_MEETING(Set.of(PENDING_DISPATCH, DISPATCHED, IN_PROGRESS), JOINT_MEETING),
    C15_RESOLUTION(Set.of(JOINT_MEETING), DISPATCHED),
    C16_LEAD_SIGNED(Set.of(DISPATCHED), IN_PROGRESS),
    C17_RETURN_ACCEPTED(Set.of(DISPATCHED, IN_PROGRESS), PENDING_DISPATCH),
    C18_SECOND_RETURN_ACCEPTED(Set.of(DISPATCHED, IN_PROGRESS), JOINT_MEETING),
    C19_SUSPEND(Set.of(IN_PROGRESS), SUSPENDED),
    C20_RESUME(Set.of(SUSPENDED), IN_PROGRESS),
    C21_ALL_DONE(Set.of(IN_PROGRESS), FEEDBACK_DONE),
    C22_VERIFY_PASS(Set.of(FEEDBACK_DONE), PENDING_VISIT),
    C23_VERIFY_FAIL(Set.of(FEEDBACK_DONE), IN_PROGRESS),
    C24_VISITED(Set.of(PENDING_VISIT), CLOSED),
    C25_NOT_SOLVED(Set.of(PENDING_VISIT), IN_PROGRESS),
    C26_REOPEN(Set.of(CLOSED), PENDING_DISTRICT),
    C27_EVALUATE(Set.of(CLOSED, SELF_CLOSED), EVALUATED),
    C28_WITHDRAW(withdrawable(), CANCELLED),
    C29_SAMPLE_FAILED(Set.of(SELF_CLOSED), PENDING_STREET),
    /** An appeal reopens a refused case (last row of the state table). */
    APPEAL(Set.of(REFUSED), PENDING_DISTRICT);

    @SuppressWarnings("ImmutableEnumChecker") // only ever an unmodifiable set
    private final Set<CaseState> from;

    private final CaseState to;

    Transition(Set<CaseState> from, CaseState to) {
        this.from = Set.copyOf(from);
        this.to = to;
    }

    public Set<CaseState> from() {
        return from;
    }

    public CaseState to() {
        return to;
    }

    private static Set<CaseState> withdrawable() {
        EnumSet<CaseState> states = EnumSet.allOf(CaseState.class);
        states.removeIf(state -> state.terminal() || state == CLOSED || state == SELF_CLOSED);
        return states;
    }
}
