package org.liandong.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a route has done lately.
 *
 * @param illWhy why it last did not go well, in plain words
 * @param illInARow how often in a row it did not get through, since the hub has started
 * @param badInARow how often in a row it did not get through or was not wanted
 * @param illLately how many of the last ten did not get through; 0 if the last two did
 * @param well how often it went well in the last hour, since the hub has started
 * @param ill how often it did not
 * @param half half of the last 256 messages took no longer; null if there was none since the hub has started
 * @param most and nineteen of twenty no longer than this
 */
public record Reading(
        @Nullable Instant wellAt,
        @Nullable Instant illAt,
        @Nullable String illWhy,
        int illInARow,
        int badInARow,
        int illLately,
        long well,
        long ill,
        @Nullable Duration half,
        @Nullable Duration most) {
    static final Reading NOTHING = new Reading(null, null, null, 0, 0, 0, 0, 0, null, null);

    /** When there was last anything. */
    public @Nullable Instant lastAt() {
        if (wellAt == null || illAt == null) {
            return wellAt == null ? illAt : wellAt;
        }
        return wellAt.isAfter(illAt) ? wellAt : illAt;
    }
}
