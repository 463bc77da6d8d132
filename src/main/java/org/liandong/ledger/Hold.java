package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A receiver whose letters wait because a person wants it so.
 *
 * @param afterId number of the last letter that still goes; 0 if none does
 * @param releasedAt when a person let them go again; null while they wait
 */
public record Hold(
        String receiver,
        long afterId,
        Instant heldAt,
        String heldBy,
        String reason,
        @Nullable Instant releasedAt) {
    public boolean isOn() {
        return releasedAt == null;
    }
}
