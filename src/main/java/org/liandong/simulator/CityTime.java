package org.liandong.simulator;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The city's clock and the ways its systems write a time. */
final class CityTime {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Clock CLOCK = Clock.system(ZONE);

    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter PACKED = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final DateTimeFormatter OLD = DateTimeFormatter.ofPattern("yyyy/M/d H:mm");

    private CityTime() {}

    static LocalDateTime now() {
        return LocalDateTime.now(CLOCK).truncatedTo(ChronoUnit.SECONDS);
    }

    /** 2026-07-07 22:12:05. */
    static String spoken(LocalDateTime time) {
        return SPOKEN.format(time);
    }

    /** 20260707221205. */
    static String packed(LocalDateTime time) {
        return PACKED.format(time);
    }

    /** 2026/7/8 1:12, as the old ticket system writes it. */
    static String old(LocalDateTime time) {
        return OLD.format(time);
    }

    /** 2026-07-08T13:02:18+08:00. */
    static String iso(LocalDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(offset(time));
    }

    static OffsetDateTime offset(LocalDateTime time) {
        return time.atZone(ZONE).toOffsetDateTime();
    }
}
