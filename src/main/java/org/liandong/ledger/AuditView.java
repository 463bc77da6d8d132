package org.liandong.ledger;

import java.time.Instant;
import java.util.List;

/** Decisions of people that are about no single case, as they were written down. */
public class AuditView {
    final Sql sql;

    AuditView(Sql sql) {
        this.sql = sql;
    }

    /**
     * One decision.
     *
     * @param action what was decided, for example {@code CONNECTOR_FORCED}
     * @param subject about what
     */
    public record Decided(Instant at, String action, String subject, String actor, String reason) {}

    /** What was decided about it, oldest first. */
    public List<Decided> about(String subject) {
        return sql.list(
                "SELECT at, action, subject, actor, reason FROM audit WHERE subject = ? ORDER BY id",
                row -> new Decided(
                        Instant.ofEpochMilli(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                subject);
    }
}
