package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decisions of people that are about no single case, as they were written down. */
public class AuditView {
    private static final String SELECT = "SELECT at, action, subject, actor, reason, id FROM audit";

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
    public record Decided(Instant at, String action, String subject, String actor, String reason, long id) {}

    /**
     * Which decisions; empty text means any.
     *
     * @param about a subject, or what it begins with
     */
    public record Wanted(String action, String actor, String about) {
        public static final Wanted ALL = new Wanted("", "", "");
    }

    /** What was decided about it, oldest first. */
    public List<Decided> about(String subject) {
        return sql.list(SELECT + " WHERE subject = ? ORDER BY id", AuditView::decided, subject);
    }

    /**
     * The newest decisions, newest first.
     *
     * @param before those with a smaller number only; the greatest number for the first page
     */
    public List<Decided> page(Wanted wanted, long before, int limit) {
        StringBuilder where = new StringBuilder(" WHERE id < ?");
        List<Object> values = new ArrayList<>(List.of(before));
        if (!wanted.action().isEmpty()) {
            where.append(" AND action = ?");
            values.add(wanted.action());
        }
        if (!wanted.actor().isEmpty()) {
            where.append(" AND actor = ?");
            values.add(wanted.actor());
        }
        if (!wanted.about().isEmpty()) {
            where.append(" AND substr(subject, 1, ?) = ?");
            values.add(wanted.about().length());
            values.add(wanted.about());
        }
        values.add(limit);
        return sql.list(SELECT + where + " ORDER BY id DESC LIMIT ?", AuditView::decided, values.toArray());
    }

    private static Decided decided(ResultSet row) throws SQLException {
        return new Decided(
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6));
    }
}
