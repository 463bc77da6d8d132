package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Urgency;

/** The cases and the numbers they are known by. */
public class CasesView {
    static final String COLUMNS =
            "case_no, version, state, channel, item_code, street, lng, lat, poi, lead_dept, urgency, self_handled,"
                    + " reported_at, received_at, due_at, wake_at, closed_at, updated_at, doc";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM case_file ";
    /** A canary is known by its number, see {@link CaseNumber#isCanary}. */
    private static final String NO_CANARY = "substr(case_no, 11, 2) <> '" + CaseNumber.CANARY + "'";

    private static final String SELECT_REFERENCE =
            "SELECT system, external_no, case_no, role, connector FROM case_reference ";

    final Sql sql;

    CasesView(Sql sql) {
        this.sql = sql;
    }

    public Optional<CaseRow> load(CaseNumber caseNo) {
        return sql.first(SELECT + "WHERE case_no = ?", CasesView::caseFile, caseNo);
    }

    public Optional<CaseReference> byReference(String system, String externalNo) {
        return sql.first(
                SELECT_REFERENCE + "WHERE system = ? AND external_no = ?", CasesView::reference, system, externalNo);
    }

    public List<CaseReference> references(CaseNumber caseNo) {
        return sql.list(
                SELECT_REFERENCE + "WHERE case_no = ? ORDER BY system, external_no", CasesView::reference, caseNo);
    }

    /** The cases known by the number, whoever's number it is: ours, a task's, a channel's or a department's. */
    public List<CaseNumber> search(String number) {
        String wanted = number.strip();
        if (TaskNumber.isValid(wanted)) {
            return known(new TaskNumber(wanted).caseNumber());
        }
        if (CaseNumber.isValid(wanted)) {
            return known(new CaseNumber(wanted));
        }
        return sql.list(
                "SELECT DISTINCT case_no FROM case_reference WHERE external_no = ? ORDER BY case_no",
                row -> new CaseNumber(row.getString(1)),
                wanted);
    }

    /**
     * Cases newest first, without the canaries.
     *
     * @param before the last one of the page before, or null for the first page
     */
    public List<CaseRow> page(CaseFilter filter, @Nullable CaseRow before, int limit) {
        StringBuilder where = new StringBuilder("WHERE " + NO_CANARY);
        List<@Nullable Object> values = new ArrayList<>();
        narrow(where, values, "state", filter.state());
        narrow(where, values, "lead_dept", filter.leadDept());
        narrow(
                where,
                values,
                "channel",
                filter.channel() == null ? null : filter.channel().name());
        narrow(where, values, "street", filter.street());
        if (filter.from() != null) {
            where.append(" AND received_at >= ?");
            values.add(filter.from());
        }
        if (filter.until() != null) {
            where.append(" AND received_at < ?");
            values.add(filter.until());
        }
        if (filter.words() != null) {
            where.append(" AND doc LIKE ? ESCAPE '\\'");
            values.add("%" + filter.words().replaceAll("[\\\\%_]", "\\\\$0") + "%");
        }
        if (before != null) {
            where.append(" AND (received_at, case_no) < (?, ?)");
            values.add(before.times().receivedAt());
            values.add(before.caseNo());
        }
        values.add(limit);
        return sql.list(
                SELECT + where + " ORDER BY received_at DESC, case_no DESC LIMIT ?",
                CasesView::caseFile,
                values.toArray());
    }

    /** A case in one state of its life. Once committed, the pair never stands for anything else. */
    public record Version(CaseNumber caseNo, long version) {}

    /**
     * A part of the map, its edges included, in millionths of a degree.
     */
    public record Area(int west, int south, int east, int north) {}

    /** Open cases of the item in the area, no canaries, received since, the newest first: those a new one may be a duplicate of. */
    public List<Version> alikeIn(Area area, String itemCode, Instant since, int limit) {
        return alike(
                "item_code = ? AND lat BETWEEN ? AND ? AND lng BETWEEN ? AND ? AND received_at >= ?",
                limit,
                itemCode,
                area.south(),
                area.north(),
                area.west(),
                area.east(),
                since);
    }

    /** The same at a place known by its name in the street. */
    public List<Version> alikeAt(String street, String poi, String itemCode, Instant since, int limit) {
        return alike(
                "poi = ? AND item_code = ? AND received_at >= ? AND street = ?", limit, poi, itemCode, since, street);
    }

    /** The same in which somebody with this reference into the {@link PersonVault} asked. */
    public List<Version> alikeOf(String asker, String itemCode, Instant since, int limit) {
        return alike(
                "case_no = (SELECT case_no FROM person WHERE ref = ?) AND item_code = ? AND received_at >= ?",
                limit,
                asker,
                itemCode,
                since);
    }

    private List<Version> alike(String where, int limit, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.add(limit);
        return sql.list(
                "SELECT case_no, version FROM case_file WHERE " + where + " AND closed_at IS NULL AND " + NO_CANARY
                        + " AND state NOT IN ('MERGED', 'CANCELLED', 'REFUSED', 'TRANSFERRED_OUT')"
                        + " ORDER BY received_at DESC, case_no DESC LIMIT ?",
                row -> new Version(new CaseNumber(row.getString(1)), row.getLong(2)),
                all.toArray());
    }

    /** Cases the hub must look at by itself by now, the longest waiting first. */
    public List<CaseNumber> wakingUpTo(Instant moment, int limit) {
        return sql.list(
                "SELECT case_no FROM case_file WHERE wake_at IS NOT NULL AND wake_at <= ?"
                        + " ORDER BY wake_at, case_no LIMIT ?",
                row -> new CaseNumber(row.getString(1)),
                moment,
                limit);
    }

    private List<CaseNumber> known(CaseNumber caseNo) {
        return sql.list("SELECT case_no FROM case_file WHERE case_no = ?", row -> caseNo, caseNo);
    }

    private static void narrow(
            StringBuilder where, List<@Nullable Object> values, String column, @Nullable String wanted) {
        if (wanted != null) {
            where.append(" AND ").append(column).append(" = ?");
            values.add(wanted);
        }
    }

    private static CaseRow caseFile(ResultSet row) throws SQLException {
        return new CaseRow(
                new CaseNumber(row.getString("case_no")),
                row.getLong("version"),
                row.getString("state"),
                Channel.valueOf(row.getString("channel")),
                Sql.text(row, "item_code"),
                new CaseRow.Place(
                        Sql.text(row, "street"), number(row, "lng"), number(row, "lat"), Sql.text(row, "poi")),
                Sql.text(row, "lead_dept"),
                Urgency.valueOf(row.getString("urgency")),
                row.getInt("self_handled") == 1,
                new CaseRow.Times(
                        Sql.requiredInstant(row, "reported_at"),
                        Sql.requiredInstant(row, "received_at"),
                        Sql.instant(row, "due_at"),
                        Sql.instant(row, "wake_at"),
                        Sql.instant(row, "closed_at"),
                        Sql.requiredInstant(row, "updated_at")),
                row.getString("doc"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static CaseReference reference(ResultSet row) throws SQLException {
        return new CaseReference(
                row.getString("system"),
                row.getString("external_no"),
                new CaseNumber(row.getString("case_no")),
                CaseReference.Role.valueOf(row.getString("role")),
                row.getString("connector"));
    }
}
