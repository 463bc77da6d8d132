package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trouble that a person should know of.
 *
 * @param subject what it is about, for example {@code route/HB}
 * @param title what people call that
 * @param kind of trouble; a subject has at most one open alarm of a kind
 * @param words in plain Chinese, as last seen
 * @param times how often the trouble has come, without the alarm closing in between
 * @param clearSince since when the trouble is gone; null while it is there
 * @param ackedBy who has taken it on
 */
public record Alarm(
        long id,
        String subject,
        String title,
        String kind,
        String words,
        Instant openedAt,
        int times,
        @Nullable Instant clearSince,
        @Nullable Instant closedAt,
        @Nullable Instant ackedAt,
        @Nullable String ackedBy) {}
