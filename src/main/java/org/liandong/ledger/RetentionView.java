package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/** What is kept, for how long, and what was taken away when its time was over. */
public class RetentionView {
    private static final String HELD = "EXISTS (SELECT 1 FROM legal_hold h WHERE h.case_no = %s)";

    final Sql sql;

    RetentionView(Sql sql) {
        this.sql = sql;
    }

    /** A case of which nothing is taken away. */
    public record LegalHold(CaseNumber caseNo, Instant heldAt, String heldBy, String reason) {}

    /**
     * A message that came in, and what decides whether its bytes may go.
     *
     * @param closedAt when its case was closed; null if it is not, or there is none
     * @param hasCase whether it belongs to one
     * @param held whether the case is held
     */
    public record Old(
            long inboxId,
            @Nullable String rawId,
            String sender,
            InboxOutcome outcome,
            Instant receivedAt,
            boolean hasCase,
            @Nullable Instant closedAt,
            boolean held) {}

    /**
     * What is kept of the attempts to deliver a message whose case is closed.
     *
     * @param held whether the case is held
     */
    public record OldLetter(
            long outboxId, CaseNumber caseNo, String receiver, Instant lastAt, long bytes, boolean held) {}

    /** A person whose case has been closed for long enough. */
    public record Gone(String ref, long bytes) {}

    /** @param held messages and persons that would have gone if nobody had held them */
    public record Run(
            Instant begunAt,
            Instant endedAt,
            long messages,
            long messageBytes,
            long letters,
            long letterBytes,
            long persons,
            long personBytes,
            long photos,
            long photoBytes,
            long held) {}

    /**
     * What is kept of a sender's messages, or of the letters to a receiver.
     *
     * @param sender or the receiver's queue, for example {@code dept.CG}
     */
    public record Use(
            String sender,
            long messages,
            long bytes,
            @Nullable Instant oldest) {}

    public List<LegalHold> holds() {
        return sql.list(
                "SELECT case_no, held_at, held_by, reason FROM legal_hold ORDER BY held_at DESC, case_no",
                row -> new LegalHold(
                        new CaseNumber(row.getString(1)),
                        Sql.requiredInstant(row, "held_at"),
                        row.getString(3),
                        row.getString(4)));
    }

    public boolean isHeld(CaseNumber caseNo) {
        return sql.first("SELECT 1 FROM legal_hold WHERE case_no = ?", row -> true, caseNo)
                .isPresent();
    }

    /** Where the bytes of all messages of held cases lie. */
    public Set<String> heldMessages() {
        return Set.copyOf(sql.list(
                "SELECT DISTINCT raw_id FROM legal_hold JOIN inbox ON inbox.case_no = legal_hold.case_no"
                        + " WHERE raw_id IS NOT NULL",
                row -> row.getString(1)));
    }

    public Optional<Run> lastRun() {
        return runs(1).stream().findFirst();
    }

    /** The latest first. */
    public List<Run> runs(int limit) {
        return sql.list(
                "SELECT begun_at, ended_at, messages, message_bytes, letters, letter_bytes, persons, person_bytes, photos,"
                        + " photo_bytes, held"
                        + " FROM retention_run"
                        + " ORDER BY begun_at DESC LIMIT ?",
                RetentionView::run,
                limit);
    }

    /** As it was at the last look. */
    public List<Use> uses() {
        return sql.list(
                "SELECT sender, messages, bytes, oldest FROM storage_use ORDER BY bytes DESC, sender",
                row -> new Use(row.getString(1), row.getLong(2), row.getLong(3), Sql.instant(row, "oldest")));
    }

    /** Goes through all that is kept: slow, for the night. */
    public List<Use> countUses() {
        return sql.list(
                "SELECT sender, count(*), sum(size), min(received_at) AS oldest FROM raw_message WHERE sealed IS NOT NULL"
                        + " GROUP BY sender UNION ALL SELECT receiver, count(*), sum(length(sent) + coalesce(length(answer), 0)),"
                        + " min(at) FROM exchange JOIN outbox ON outbox.id = outbox_id WHERE sent IS NOT NULL"
                        + " GROUP BY receiver ORDER BY 1",
                row -> new Use(row.getString(1), row.getLong(2), row.getLong(3), Sql.instant(row, "oldest")));
    }

    /**
     * Messages received before then, in the order they came.
     *
     * @param afterId 0, or the last id seen
     */
    public List<Old> messagesBefore(Instant before, long afterId, int limit) {
        return sql.list(
                "SELECT id, raw_id, sender, outcome, inbox.received_at AS received_at, inbox.case_no AS case_no, closed_at, "
                        + HELD.formatted("inbox.case_no")
                        + " AS held FROM inbox LEFT JOIN case_file ON case_file.case_no = inbox.case_no"
                        + " WHERE id > ? AND inbox.received_at < ? ORDER BY id LIMIT ?",
                row -> new Old(
                        row.getLong("id"),
                        Sql.text(row, "raw_id"),
                        row.getString("sender"),
                        InboxOutcome.valueOf(row.getString("outcome")),
                        Sql.requiredInstant(row, "received_at"),
                        Sql.text(row, "case_no") != null,
                        Sql.instant(row, "closed_at"),
                        row.getBoolean("held")),
                afterId,
                before,
                limit);
    }

    /**
     * Letters whose last attempt was before then and whose case is closed.
     *
     * @param afterId 0, or the last id seen
     */
    public List<OldLetter> lettersBefore(Instant before, long afterId, int limit) {
        return sql.list(
                "SELECT outbox_id, outbox.case_no AS case_no, receiver, max(at) AS last_at, sum(length(sent) + coalesce(length(answer), 0)) AS bytes, "
                        + HELD.formatted("outbox.case_no")
                        + " AS held FROM exchange JOIN outbox ON outbox.id = outbox_id"
                        + " JOIN case_file ON case_file.case_no = outbox.case_no"
                        + " WHERE outbox_id > ? AND sent IS NOT NULL AND closed_at IS NOT NULL"
                        + " GROUP BY outbox_id, receiver, outbox.case_no HAVING max(at) < ? ORDER BY outbox_id LIMIT ?",
                row -> new OldLetter(
                        row.getLong("outbox_id"),
                        new CaseNumber(row.getString("case_no")),
                        row.getString("receiver"),
                        Sql.requiredInstant(row, "last_at"),
                        row.getLong("bytes"),
                        row.getBoolean("held")),
                afterId,
                before,
                limit);
    }

    /**
     * Persons whose case was closed before then and is not held.
     *
     * @param after empty, or the last reference seen
     */
    public List<Gone> personsBefore(Instant before, String after, int limit) {
        return sql.list(
                "SELECT ref, length(sealed) FROM person JOIN case_file ON case_file.case_no = person.case_no"
                        + " WHERE ref > ? AND sealed IS NOT NULL AND closed_at IS NOT NULL AND closed_at < ? AND NOT "
                        + HELD.formatted("person.case_no") + " ORDER BY ref LIMIT ?",
                row -> new Gone(row.getString(1), row.getLong(2)),
                after,
                before,
                limit);
    }

    /**
     * A case whose photographs are needed.
     *
     * @param doc as it is stored
     * @param held whether that is for no other reason than that somebody holds it
     */
    public record Needing(CaseNumber caseNo, String doc, boolean held) {}

    /**
     * Cases that are open, were closed since then, are held, or of which a letter still waits: in the order of their numbers.
     *
     * @param after empty, or the last number seen
     */
    public List<Needing> casesNeedingPhotos(Instant closedSince, String after, int limit) {
        return sql.list(
                "SELECT case_no, doc, closed_at IS NOT NULL AND closed_at < ? AS held FROM case_file WHERE case_no > ?"
                        + " AND (closed_at IS NULL OR closed_at >= ? OR "
                        + HELD.formatted("case_file.case_no")
                        + " OR EXISTS (SELECT 1 FROM outbox WHERE outbox.case_no = case_file.case_no AND "
                        + OutboxView.OPEN + ")) ORDER BY case_no LIMIT ?",
                row -> new Needing(
                        new CaseNumber(row.getString("case_no")), row.getString("doc"), row.getBoolean("held")),
                closedSince,
                after,
                closedSince,
                limit);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                Sql.requiredInstant(row, "begun_at"),
                Sql.requiredInstant(row, "ended_at"),
                row.getLong("messages"),
                row.getLong("message_bytes"),
                row.getLong("letters"),
                row.getLong("letter_bytes"),
                row.getLong("persons"),
                row.getLong("person_bytes"),
                row.getLong("photos"),
                row.getLong("photo_bytes"),
                row.getLong("held"));
    }
}
