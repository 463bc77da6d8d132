package org.liandong.ledger;

/** Keeps what one assignment contributes to its department's score. */
public final class Evaluations extends EvaluationsView {
    Evaluations(Sql sql) {
        super(sql);
    }

    /** Writes the record, or writes it anew: a case reopened is judged again. */
    public void record(EvaluationRecord it) {
        sql.update(
                "INSERT INTO evaluation_record (task_no, case_no, dept, role, item_code, period_at,"
                        + " dispatched_at, delivered_at, signed_at, contacted_at, done_at, sign_due, contact_due, done_due,"
                        + " sign_on_time, contact_on_time, done_on_time, returns_asked, returns_rejected, rounds,"
                        + " visit_valid, resolved, satisfaction)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (task_no) DO UPDATE SET dept = excluded.dept, role = excluded.role,"
                        + " item_code = excluded.item_code, period_at = excluded.period_at,"
                        + " dispatched_at = excluded.dispatched_at, delivered_at = excluded.delivered_at,"
                        + " signed_at = excluded.signed_at, contacted_at = excluded.contacted_at,"
                        + " done_at = excluded.done_at, sign_due = excluded.sign_due, contact_due = excluded.contact_due,"
                        + " done_due = excluded.done_due, sign_on_time = excluded.sign_on_time,"
                        + " contact_on_time = excluded.contact_on_time, done_on_time = excluded.done_on_time,"
                        + " returns_asked = excluded.returns_asked, returns_rejected = excluded.returns_rejected,"
                        + " rounds = excluded.rounds, visit_valid = excluded.visit_valid, resolved = excluded.resolved,"
                        + " satisfaction = excluded.satisfaction",
                it.taskNo(),
                it.taskNo().caseNumber(),
                it.dept(),
                it.role(),
                it.itemCode(),
                it.periodAt(),
                it.reached().dispatchedAt(),
                it.reached().deliveredAt(),
                it.reached().signedAt(),
                it.reached().contactedAt(),
                it.reached().doneAt(),
                it.due().sign(),
                it.due().contact(),
                it.due().done(),
                it.judged().signOnTime(),
                it.judged().contactOnTime(),
                it.judged().doneOnTime(),
                it.counts().returnsAsked(),
                it.counts().returnsRejected(),
                it.counts().rounds(),
                it.visit().valid(),
                it.visit().resolved(),
                it.visit().satisfaction());
    }
}
