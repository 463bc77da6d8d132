package org.liandong.operations;

import org.liandong.cases.CaseState;

/**
 * A state as a page shows it: always its name; the kind gives it a mark and a colour besides.
 *
 * @param kind waits, works, done or ended
 */
record StateWords(String name, String kind) {
    static StateWords of(CaseState state) {
        String kind = switch (state) {
            case RECEIVED,
                    QUARANTINED,
                    PENDING_STREET,
                    PENDING_DISTRICT,
                    PENDING_DISPATCH,
                    JOINT_MEETING,
                    FEEDBACK_DONE -> "waits";
            case DISPATCHED, IN_PROGRESS, SUSPENDED, PENDING_VISIT -> "works";
            case CLOSED, EVALUATED, SELF_CLOSED -> "done";
            case REFUSED, TRANSFERRED_OUT, MERGED, CANCELLED -> "ended";
        };
        return new StateWords(state.chinese(), kind);
    }

    static StateWords of(String state) {
        return of(CaseState.valueOf(state));
    }
}
