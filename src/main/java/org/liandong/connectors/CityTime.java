package org.liandong.connectors;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times of canonical messages in the form that a foreign system wants, on the wall clock of the city. */
final class CityTime {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private CityTime() {}

    /**
     * @param iso an ISO 8601 time with offset
     * @param pattern of {@link DateTimeFormatter}
     * @throws IllegalArgumentException if either cannot be read
     */
    static String format(String iso, String pattern) {
        try {
            return OffsetDateTime.parse(iso).atZoneSameInstant(ZONE).format(DateTimeFormatter.ofPattern(pattern));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("时间 %s 无法按 %s 写出:时间须为带时区的ISO格式".formatted(iso, pattern), e);
        }
    }
}
