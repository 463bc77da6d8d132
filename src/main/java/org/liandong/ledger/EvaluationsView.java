package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What the departments' scores are computed from. */
public class EvaluationsView {
    final Sql sql;

    EvaluationsView(Sql sql) {
        this.sql = sql;
    }

    /**
     * The sums of every department that has a task due in the period.
     *
     * @param until not included
     */
    public List<EvaluationSums> sums(Instant from, Instant until) {
        return sql.list(
                "SELECT dept, count(*) AS tasks, count(delivered_at) AS delivered,"
                        + " coalesce(sum(sign_on_time), 0) AS signed_ok, count(sign_on_time) AS sign_due,"
                        + " coalesce(sum(contact_on_time), 0) AS contact_ok, count(contact_on_time) AS contact_due,"
                        + " coalesce(sum(done_on_time), 0) AS done_ok, count(done_on_time) AS done_due,"
                        + " sum(returns_asked) AS asked, sum(returns_rejected) AS rejected,"
                        + " sum(CASE WHEN done_at IS NULL THEN 0 ELSE rounds END) AS feedbacks,"
                        + " sum(rounds - 1) AS redone, sum(visit_valid) AS visits,"
                        + " sum(CASE WHEN visit_valid = 0 THEN 0 WHEN resolved = 'YES' THEN 2"
                        + " WHEN resolved = 'PARTIAL' THEN 1 ELSE 0 END) AS resolved_halves,"
                        + " sum(CASE WHEN visit_valid = 1 AND satisfaction BETWEEN 1 AND 3 THEN 1 ELSE 0 END) AS satisfied"
                        + " FROM evaluation_record WHERE period_at >= ? AND period_at < ? GROUP BY dept ORDER BY dept",
                EvaluationsView::sums,
                from,
                until);
    }

    private static EvaluationSums sums(ResultSet row) throws SQLException {
        return new EvaluationSums(
                row.getString("dept"),
                row.getLong("tasks"),
                row.getLong("delivered"),
                new EvaluationSums.Share(row.getLong("signed_ok"), row.getLong("sign_due")),
                new EvaluationSums.Share(row.getLong("contact_ok"), row.getLong("contact_due")),
                new EvaluationSums.Share(row.getLong("done_ok"), row.getLong("done_due")),
                row.getLong("asked"),
                row.getLong("rejected"),
                row.getLong("feedbacks"),
                row.getLong("redone"),
                row.getLong("visits"),
                row.getLong("resolved_halves"),
                row.getLong("satisfied"));
    }
}
