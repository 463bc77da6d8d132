package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Decisions of people that are about no single case, as they were written down. */
public class AuditView {
    private static final String SELECT = "SELECT at, action, subject, actor, reason FROM audit";

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
        return sql.list(SELECT + " WHERE subject = ? ORDER BY id", AuditView::decided, subject);
    }

    /** The newest decisions, newest first. */
    public List<Decided> latest(int limit) {
        return sql.list(SELECT + " ORDER BY id DESC LIMIT ?", AuditView::decided, limit);
    }

    private static Decided decided(ResultSet row) throws SQLException {
        return new Decided(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5));
    }
}
