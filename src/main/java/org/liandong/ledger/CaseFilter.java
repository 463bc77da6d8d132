package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;

/**
 * Which cases to list; null means any.
 *
 * @param from received then or later
 * @param until received earlier than that
 * @param words standing so somewhere in the case's document; slow, since every case of the time is looked through
 */
public record CaseFilter(
        @Nullable String state,
        @Nullable String leadDept,
        @Nullable Channel channel,
        @Nullable String street,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable String words) {
    public static final CaseFilter ALL = new CaseFilter(null, null, null, null, null, null, null);

    /** Those in that state. */
    public static CaseFilter in(String state) {
        return new CaseFilter(state, null, null, null, null, null, null);
    }
}
