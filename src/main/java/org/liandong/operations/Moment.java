package org.liandong.operations;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.casework.Times;

/**
 * A time as a page shows it.
 *
 * @param iso for machines
 * @param text in China's time, the year only where it is another one
 */
record Moment(String iso, String text) {
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OTHER_YEAR = DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    static Moment of(Instant at, Instant now) {
        ZonedDateTime local = at.atZone(Times.ZONE);
        boolean sameYear = local.getYear() == now.atZone(Times.ZONE).getYear();
        return new Moment(Times.text(at), (sameYear ? THIS_YEAR : OTHER_YEAR).format(local));
    }

    static @Nullable Moment orNull(@Nullable Instant at, Instant now) {
        return at == null ? null : of(at, now);
    }

    /** The time of day, to the second. */
    static Moment clock(Instant now) {
        return new Moment(Times.text(now), CLOCK.format(now.atZone(Times.ZONE)));
    }
}
