package org.liandong.casework;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the hub writes times for others: offset date-time of China, to the second (reference §4.1). */
public final class Times {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT).withZone(ZONE);

    private Times() {}

    public static String text(Instant at) {
        return FORM.format(at);
    }

    public static @Nullable String textOrNull(@Nullable Instant at) {
        return at == null ? null : text(at);
    }
}
