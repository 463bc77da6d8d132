package org.liandong.tables;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Rows;

/**
 * How far a table without a flag has been read. Nobody knows when a row becomes visible: a transaction may commit late, and
 * somebody may enter an old row today. So each look begins {@link Rows#lookBack} before the latest row, the first one and one
 * an hour {@link Rows#reach}, and what was taken before is passed over. Used by one thread.
 */
final class Watermark {
    private static final Duration FAR_LOOK = Duration.ofHours(1);

    private final Rows rows;
    private final Map<String, LocalDateTime> taken = new HashMap<>();
    private LocalDateTime latest;
    private @Nullable LocalDateTime farFrom;
    private LocalDateTime nextFar;

    /** @param last when something was taken out of this table before; null if never */
    Watermark(Rows rows, @Nullable LocalDateTime last, LocalDateTime now) {
        this.rows = rows;
        this.latest = last == null ? now : last;
        this.nextFar = now;
    }

    /** From what time on rows are to be read now. */
    LocalDateTime from(LocalDateTime now) {
        if (farFrom == null && !now.isBefore(nextFar)) {
            farFrom = latest.minus(rows.reach());
        }
        return farFrom == null ? latest.minus(rows.lookBack()) : farFrom;
    }

    boolean isNew(Row row) {
        return !taken.containsKey(row.version());
    }

    void take(Row row, LocalDateTime now) {
        LocalDateTime time = row.time() == null ? now : row.time();
        taken.put(row.version(), time);
        // a row dated tomorrow must not hide those of today
        if (time.isAfter(latest) && !time.isAfter(now)) {
            latest = time;
        }
    }

    /** Every row from {@link #from} on has been looked at. */
    void complete(LocalDateTime now) {
        if (farFrom != null) {
            LocalDateTime from = farFrom;
            taken.values().removeIf(time -> time.isBefore(from));
            farFrom = null;
            nextFar = now.plus(FAR_LOOK);
        }
    }
}
