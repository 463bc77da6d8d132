package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.liandong.cases.CaseNumber;

/** The canaries. */
public class CanariesView {
    private static final String SELECT =
            "SELECT number, channel, sender, department, item, case_no, sent_at, entered_at, delivered_at, answered_at,"
                    + " told_at, ended_at, trouble FROM canary ";

    final Sql sql;

    CanariesView(Sql sql) {
        this.sql = sql;
    }

    public Optional<Canary> find(String number) {
        return sql.first(SELECT + "WHERE number = ?", CanariesView::canary, number);
    }

    /** Those under way, the oldest first. */
    public List<Canary> underWay() {
        return sql.list(SELECT + "WHERE ended_at IS NULL ORDER BY sent_at, number", CanariesView::canary);
    }

    /** Of each way from a channel to a department the last that is back or given up. */
    public List<Canary> lastEndedOfEachWay() {
        return sql.list(
                SELECT
                        + "WHERE ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM canary later WHERE later.channel = canary.channel"
                        + " AND later.department = canary.department AND later.ended_at IS NOT NULL AND (later.sent_at, later.number) > (canary.sent_at,"
                        + " canary.number)) ORDER BY department, channel",
                CanariesView::canary);
    }

    private static Canary canary(ResultSet row) throws SQLException {
        String caseNo = Sql.text(row, "case_no");
        return new Canary(
                row.getString("number"),
                row.getString("channel"),
                row.getString("sender"),
                row.getString("department"),
                row.getString("item"),
                caseNo == null ? null : new CaseNumber(caseNo),
                new Canary.Reached(
                        Sql.requiredInstant(row, "sent_at"),
                        Sql.instant(row, "entered_at"),
                        Sql.instant(row, "delivered_at"),
                        Sql.instant(row, "answered_at"),
                        Sql.instant(row, "told_at")),
                Sql.instant(row, "ended_at"),
                Sql.text(row, "trouble"));
    }
}
