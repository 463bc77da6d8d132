package org.liandong.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a channel that stands behind a case (reference §4.1).
 *
 * @param connector the channel connector that brought it and takes the outcome back
 * @param system the sender
 * @param externalNo unique with the system
 * @param rawId where the bytes lie, exactly as received
 * @param merge how a merged report was found to be the same; null for others
 */
public record SourceRef(
        String connector,
        String system,
        String externalNo,
        SourceRole role,
        Instant receivedAt,
        String rawId,
        @Nullable String charset,
        @Nullable String declaredInner,
        @Nullable Merge merge) {

    /** What the message is to the case. */
    public enum SourceRole {
        PRIMARY,
        MERGED,
        SUPPLEMENT
    }

    /**
     * Why a report was merged.
     *
     * @param score 0 to 1 (reference §4.8)
     */
    public record Merge(double score, String rule, String by) {}

    public SourceRef asMerged(Merge why) {
        return new SourceRef(
                connector, system, externalNo, SourceRole.MERGED, receivedAt, rawId, charset, declaredInner, why);
    }
}
