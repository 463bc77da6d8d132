package org.liandong.intake.cleaning;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Urgency;

/**
 * A report with every leaf clean, and what was wrong with it (reference §3.3, §3.7, §4.1). Immutable.
 *
 * @param externalNo the sender's own number; null only together with a defect
 * @param petitioner personal data, for the vault alone
 * @param notes one for each Q-code, in the sender's field names
 * @param defects empty if the report can become a case
 */
public record CleanedReport(
        @Nullable String externalNo,
        Statement statement,
        Petitioner petitioner,
        Wishes wishes,
        ReportTimes times,
        Place place,
        List<Attachment> attachments,
        @Nullable SelfHandled selfHandled,
        Source source,
        List<QualityNote> notes,
        List<Defect> defects) {

    public CleanedReport {
        attachments = List.copyOf(attachments);
        notes = List.copyOf(notes);
        defects = List.copyOf(defects);
    }

    /**
     * What is asked.
     *
     * @param title as given, or null
     * @param titleForDispatch the title, or else the beginning of the content, with personal data masked
     * @param contentForDispatch the content with personal data masked
     * @param urgency null if the sender said nothing that can be read
     */
    public record Statement(
            @Nullable String caseType,
            @Nullable String title,
            @Nullable String content,
            @Nullable String titleForDispatch,
            @Nullable String contentForDispatch,
            @Nullable String categoryCode,
            @Nullable String categoryName,
            @Nullable Urgency urgency) {}

    /** @param wantReply null if nothing was said */
    public record Wishes(
            boolean secret, boolean anonymous, @Nullable Boolean wantReply) {}

    /**
     * When, corrected by the terminal's clock where it is off; the raw message keeps what was written.
     *
     * @param reported when the resident spoke up; the time of receipt if nobody wrote it down
     * @param limitText the channel's own time limit as it came
     * @param offlineDelay from discovery to receipt, if the report waited in a terminal
     */
    public record ReportTimes(
            @Nullable OffsetDateTime occurred,
            @Nullable OffsetDateTime discovered,
            OffsetDateTime reported,
            @Nullable OffsetDateTime accepted,
            @Nullable String limitText,
            @Nullable OffsetDateTime limit,
            @Nullable Duration offlineDelay) {}

    /** Where, as text only: coordinates and codes are judged by who knows the map. */
    public record Place(
            @Nullable String district,
            @Nullable String street,
            @Nullable String community,
            @Nullable String grid,
            @Nullable String gridKind,
            @Nullable String address,
            @Nullable String poi,
            @Nullable String lng,
            @Nullable String lat,
            @Nullable String crs,
            @Nullable String accuracy) {}

    /** @param sm3 64 lower-case hexadecimal digits, or null if none were given */
    public record Attachment(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String url,
            @Nullable Long size,
            @Nullable String sm3,
            @Nullable OffsetDateTime takenAt) {}

    /** 自办自结: what the reporter did on the spot. */
    public record SelfHandled(
            @Nullable OffsetDateTime finishTime,
            @Nullable String measure,
            @Nullable Boolean resolved) {}

    /** Where the message came from. */
    public record Source(
            @Nullable String device,
            @Nullable String user,
            @Nullable String uploadReason,
            @Nullable String charset,
            @Nullable String declaredInner) {}

    /** Whether a note with this code was made. */
    public boolean has(String code) {
        return notes.stream().anyMatch(note -> note.code().equals(code));
    }

    /** Whether a person must look before this becomes a case (reference §4.3 C02, Q-ID-TEST). */
    public boolean needsQuarantine() {
        return !defects.isEmpty() || has(TestData.CODE);
    }
}
