package org.liandong.cases;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a case is about, cleaned (reference §4.1). Holds no personal data: the petitioner is masked, the text is the copy in
 * which numbers that identify a person are hidden; the originals lie in the vault and the raw store.
 *
 * @param content at most 4000 characters
 * @param item null until somebody or a rule names one
 * @param quality what was wrong with the message and what was done about it
 */
public record Matter(
        Channel channel,
        CaseType type,
        String title,
        String content,
        Urgency urgency,
        boolean secret,
        boolean anonymous,
        boolean wantsReply,
        @Nullable Petitioner petitioner,
        @Nullable Reporter reporter,
        @Nullable Item item,
        Location location,
        Times times,
        @Nullable ExternalLimit externalLimit,
        List<Attachment> attachments,
        List<QualityNote> quality) {

    public Matter {
        attachments = List.copyOf(attachments);
        quality = List.copyOf(quality);
    }

    /**
     * The asker, masked (reference §2.7).
     *
     * @param vaultRef where the originals lie
     */
    public record Petitioner(
            @Nullable String vaultRef,
            @Nullable String nameMasked,
            @Nullable String phoneMasked,
            @Nullable String idMasked) {}

    /** The grid officer and terminal that reported. */
    public record Reporter(@Nullable String user, @Nullable String device) {}

    /**
     * The work item (事项) with the terms frozen when the case was received.
     *
     * @param confidence 0 to 1; 1 when a person chose it
     */
    public record Item(
            String code,
            int version,
            String name,
            double confidence,
            boolean selfClosable,
            boolean photoRequired,
            int extensionMaxTimes,
            int privacyLevel) {}

    /** Times as far as known. */
    public record Times(
            @Nullable Instant occurredAt,
            @Nullable Instant discoveredAt,
            Instant reportedAt,
            Instant receivedAt,
            @Nullable Long offlineDelaySeconds) {}

    /** The channel's own time limit (T-EXTN, reference §4.4). */
    public record ExternalLimit(String text, @Nullable Instant normalized) {}

    /**
     * A file that belongs to the case.
     *
     * @param sm3 digest under which the bytes lie in the blob store; null while only a reference has arrived
     */
    public record Attachment(
            String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String url,
            @Nullable Long size,
            @Nullable String sm3) {

        /** The same files, their names put into other words. */
        static List<Attachment> reworded(List<Attachment> files, UnaryOperator<String> wording) {
            return files.stream()
                    .map(file -> file.name() == null
                            ? file
                            : new Attachment(
                                    file.id(),
                                    wording.apply(file.name()),
                                    file.kind(),
                                    file.url(),
                                    file.size(),
                                    file.sm3()))
                    .toList();
        }
    }

    public Matter withQuality(List<QualityNote> notes) {
        return new Matter(
                channel,
                type,
                title,
                content,
                urgency,
                secret,
                anonymous,
                wantsReply,
                petitioner,
                reporter,
                item,
                location,
                times,
                externalLimit,
                attachments,
                notes);
    }

    public Matter withAttachments(List<Attachment> files) {
        return new Matter(
                channel,
                type,
                title,
                content,
                urgency,
                secret,
                anonymous,
                wantsReply,
                petitioner,
                reporter,
                item,
                location,
                times,
                externalLimit,
                files,
                quality);
    }

    public Matter withPetitioner(Petitioner asker) {
        return new Matter(
                channel,
                type,
                title,
                content,
                urgency,
                secret,
                anonymous,
                wantsReply,
                asker,
                reporter,
                item,
                location,
                times,
                externalLimit,
                attachments,
                quality);
    }
}
