package org.liandong.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;

/** Stores cases. Nothing here deletes one: cases end, merge or are refused, they never vanish. */
public final class Cases extends CasesView {
    private static final int LAST_SERIAL = 999_999;

    private final Heads heads;

    Cases(Sql sql, Heads heads) {
        super(sql);
        this.heads = heads;
    }

    /**
     * A case number nobody else has. A unit of work that fails gives its number back.
     *
     * @throws LedgerFailure if the day's serials of the channel are used up
     */
    public CaseNumber nextNumber(LocalDate day, Channel channel) {
        return CaseNumber.of(day, channel, nextSerial(day, channel.code(), channel.chinese()));
    }

    /** The next number of a canary for the day. */
    public CaseNumber nextCanaryNumber(LocalDate day) {
        return CaseNumber.ofCanary(day, nextSerial(day, CaseNumber.CANARY, "探测件"));
    }

    private int nextSerial(LocalDate day, String channel, String title) {
        long serial = sql.number(
                "INSERT INTO case_serial (day, channel, last) VALUES (?, ?, 1)"
                        + " ON CONFLICT (day, channel) DO UPDATE SET last = case_serial.last + 1 RETURNING last",
                Integer.parseInt(day.format(DateTimeFormatter.BASIC_ISO_DATE)),
                channel);
        if (serial > LAST_SERIAL) {
            throw new LedgerFailure("%s渠道%s当日流水号已用尽(%d)".formatted(day, title, LAST_SERIAL));
        }
        return (int) serial;
    }

    /**
     * Stores the case as it is now.
     *
     * @param expectedVersion the version it had when it was loaded; 0 if it is new
     * @throws StaleCase if it has another version by now, or exists already though new
     */
    public void store(CaseRow file, long expectedVersion) {
        if (file.version() <= expectedVersion) {
            throw new IllegalArgumentException(
                    "办件%s的新版本%d须大于原版本%d".formatted(file.caseNo(), file.version(), expectedVersion));
        }
        if (expectedVersion == 0) {
            insert(file);
        } else {
            update(file, expectedVersion);
        }
    }

    /** @return false, and nothing written, if the system's number stands for another case already */
    public boolean addReference(CaseReference reference) {
        int added = sql.update(
                "INSERT INTO case_reference (system, external_no, case_no, role, connector) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (system, external_no) DO NOTHING",
                reference.system(),
                reference.externalNo(),
                reference.caseNo(),
                reference.role(),
                reference.connector());
        return added > 0
                || byReference(reference.system(), reference.externalNo())
                        .map(CaseReference::caseNo)
                        .equals(Optional.of(reference.caseNo()));
    }

    /**
     * Says anew when the hub must look at the case by itself; the case stays as it is.
     *
     * @param at null for never
     */
    public void wakeAt(CaseNumber caseNo, @Nullable Instant at) {
        sql.update("UPDATE case_file SET wake_at = ? WHERE case_no = ?", at, caseNo);
    }

    private void insert(CaseRow file) {
        int inserted = sql.update(
                "INSERT INTO case_file (" + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (case_no) DO NOTHING",
                file.caseNo(),
                file.version(),
                file.state(),
                file.channel(),
                file.itemCode(),
                file.place().street(),
                file.place().lng(),
                file.place().lat(),
                file.place().poi(),
                file.leadDept(),
                file.urgency(),
                file.selfHandled(),
                file.times().reportedAt(),
                file.times().receivedAt(),
                file.times().dueAt(),
                file.times().wakeAt(),
                file.times().closedAt(),
                file.times().updatedAt(),
                file.doc());
        if (inserted == 0) {
            throw new StaleCase(file.caseNo(), 0);
        }
        heads.count(file.caseNo(), Tally.channel(file.channel().name()), 1);
        heads.count(file.caseNo(), Tally.state(file.state()), 1);
        heads.count(file.caseNo(), Tally.lead(file.leadDept()), 1);
    }

    private void update(CaseRow file, long expectedVersion) {
        Counted before = sql.first(
                        "SELECT state, lead_dept FROM case_file WHERE case_no = ? AND version = ?",
                        row -> new Counted(row.getString(1), row.getString(2)),
                        file.caseNo(),
                        expectedVersion)
                .orElseThrow(() -> new StaleCase(file.caseNo(), expectedVersion));
        sql.update(
                "UPDATE case_file SET version = ?, state = ?, channel = ?, item_code = ?, street = ?, lng = ?, lat = ?, poi = ?, lead_dept = ?,"
                        + " urgency = ?, self_handled = ?, reported_at = ?, received_at = ?, due_at = ?, wake_at = ?, closed_at = ?,"
                        + " updated_at = ?, doc = ? WHERE case_no = ?",
                file.version(),
                file.state(),
                file.channel(),
                file.itemCode(),
                file.place().street(),
                file.place().lng(),
                file.place().lat(),
                file.place().poi(),
                file.leadDept(),
                file.urgency(),
                file.selfHandled(),
                file.times().reportedAt(),
                file.times().receivedAt(),
                file.times().dueAt(),
                file.times().wakeAt(),
                file.times().closedAt(),
                file.times().updatedAt(),
                file.doc(),
                file.caseNo());
        if (!before.state().equals(file.state())) {
            heads.count(file.caseNo(), Tally.state(before.state()), -1);
            heads.count(file.caseNo(), Tally.state(file.state()), 1);
        }
        if (!Objects.equals(before.leadDept(), file.leadDept())) {
            heads.count(file.caseNo(), Tally.lead(before.leadDept()), -1);
            heads.count(file.caseNo(), Tally.lead(file.leadDept()), 1);
        }
    }

    /** What the tallies counted the case under. */
    private record Counted(String state, @Nullable String leadDept) {}
}
