package org.liandong.intake.cleaning;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;

/**
 * Times in every form met (Q-TIME-*, Q-EXCEL, reference §3.3), as offset date-times of Asia/Shanghai. What cannot be read
 * becomes null with Q-TIME-BAD; what can be read in two ways becomes the nearer one with Q-TIME-AMBIGUOUS. Thread-safe.
 */
public final class Times {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Pattern NET = Pattern.compile("\\\\?/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)\\\\?/");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern DECIMAL = Pattern.compile("\\d+\\.\\d+");
    private static final Pattern SCIENTIFIC = Pattern.compile("\\d(?:\\.\\d+)?[eE]\\+?\\d+");

    /** A spreadsheet's days from 1982 to 2064; day 60 never existed, so counting begins one day early. */
    private static final LocalDate SPREADSHEET_DAY_0 = LocalDate.of(1899, 12, 30);

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int SERIAL_FROM = 30_000;
    private static final int SERIAL_TO = 60_000;
    private static final int OLDEST_YEAR = 1971;
    private static final int LATEST_YEAR = 2090;

    private Times() {}

    /** @param near when the message was received; decides between readings of an unclear date */
    public static Cleaned<OffsetDateTime> parse(@Nullable String raw, String field, Instant near) {
        return parse(raw, field, near, false);
    }

    /** A time limit: a date alone ends with that day. */
    public static Cleaned<OffsetDateTime> parseLimit(@Nullable String raw, String field, Instant near) {
        return parse(raw, field, near, true);
    }

    /**
     * Q-TIME-BEFORE, if what was done lies before what it answers; then the time of receipt is scored. To the minute: many a
     * department writes no seconds.
     */
    public static List<QualityNote> judgeOrder(Instant done, Instant dispatched, String field) {
        return done.isBefore(dispatched.truncatedTo(ChronoUnit.MINUTES))
                ? List.of(new QualityNote("Q-TIME-BEFORE", field, "办理时间早于派遣时间,考评按接收时间;原值保留"))
                : List.of();
    }

    private static Cleaned<OffsetDateTime> parse(@Nullable String raw, String field, Instant near, boolean limit) {
        Notes notes = new Notes();
        String given = Nullish.drop(raw, field, notes);
        if (given == null) {
            return Cleaned.of(null, notes);
        }
        String text = Width.narrow(Invisible.remove(given, field, notes), field, notes)
                .replaceAll("\\s+", " ")
                .strip();
        OffsetDateTime time = SCIENTIFIC.matcher(text).matches() ? null : read(text, field, near, limit, notes);
        if (SCIENTIFIC.matcher(text).matches()) {
            notes.add("Q-EXCEL", field, "科学计数法,时间已失真,拒收;请以文本格式重发");
        } else if (time == null) {
            notes.add("Q-TIME-BAD", field, "无法识别的时间,置空;原值保留");
        } else if (time.getYear() < OLDEST_YEAR || time.getYear() > LATEST_YEAR) {
            notes.add("Q-NULLISH", field, "占位时间,置空");
            time = null;
        }
        return Cleaned.of(time, notes);
    }

    private static @Nullable OffsetDateTime read(String text, String field, Instant near, boolean limit, Notes notes) {
        Matcher net = NET.matcher(text);
        if (net.matches()) {
            return at(Instant.ofEpochMilli(Long.parseLong(net.group(1))));
        }
        if (DECIMAL.matcher(text).matches()) {
            return decimal(new BigDecimal(text), field, notes);
        }
        if (DIGITS.matcher(text).matches()) {
            return digits(text, field, near, limit, notes);
        }
        return written(TimeText.read(text, near.atZone(ZONE).toLocalDate()), field, limit, notes);
    }

    private static @Nullable OffsetDateTime written(@Nullable TimeText read, String field, boolean limit, Notes notes) {
        if (read == null) {
            return null;
        }
        if (read.midnight24()) {
            notes.add("Q-TIME-24H", field, "24:00->次日00:00");
        }
        if (read.ambiguous()) {
            notes.add("Q-TIME-AMBIGUOUS", field, "时间有多种读法,取" + SHORT.format(read.local()) + ";原值保留");
        }
        LocalDateTime local = read.local();
        if (limit && read.dateOnly()) {
            notes.add("Q-TIME-AMBIGUOUS", field, "期限只有日期,按当日24:00");
            local = local.plusDays(1);
        }
        return read.offset() == null ? local.atZone(ZONE).toOffsetDateTime() : at(local.toInstant(read.offset()));
    }

    private static @Nullable OffsetDateTime digits(
            String digits, String field, Instant near, boolean limit, Notes notes) {
        return switch (digits.length()) {
            case 5 -> serial(new BigDecimal(digits), field, notes);
            case 8, 12, 14, 17 -> written(compact(digits, near), field, limit, notes);
            case 10 -> at(Instant.ofEpochSecond(Long.parseLong(digits)));
            case 13 -> at(Instant.ofEpochMilli(Long.parseLong(digits)));
            default -> null;
        };
    }

    /** {@code yyyyMMdd[HHmm[ss[SSS]]]} */
    private static @Nullable TimeText compact(String digits, Instant near) {
        StringBuilder spaced = new StringBuilder(digits);
        for (int at : new int[] {14, 12, 10, 8, 6, 4}) {
            if (at < digits.length()) {
                spaced.insert(at, at == 14 ? "." : at > 8 ? ":" : at == 8 ? " " : "-");
            }
        }
        return TimeText.read(spaced.toString(), near.atZone(ZONE).toLocalDate());
    }

    private static @Nullable OffsetDateTime decimal(BigDecimal number, String field, Notes notes) {
        if (number.compareTo(BigDecimal.valueOf(SERIAL_TO)) < 0) {
            return serial(number, field, notes);
        }
        BigDecimal millis = number.movePointRight(3);
        return millis.precision() - millis.scale() == 13 ? at(Instant.ofEpochMilli(millis.longValue())) : null;
    }

    private static @Nullable OffsetDateTime serial(BigDecimal number, String field, Notes notes) {
        int day = number.intValue();
        if (day < SERIAL_FROM || day > SERIAL_TO) {
            return null;
        }
        double seconds = number.subtract(BigDecimal.valueOf(day)).doubleValue() * 86_400;
        LocalDateTime local = SPREADSHEET_DAY_0.plusDays(day).atStartOfDay().plusSeconds(Math.round(seconds));
        notes.add("Q-EXCEL", field, "日期序列号还原为" + SHORT.format(local));
        return local.atZone(ZONE).toOffsetDateTime();
    }

    private static OffsetDateTime at(Instant instant) {
        try {
            return instant.atZone(ZONE).toOffsetDateTime();
        } catch (DateTimeException beyondAllCalendars) {
            return OffsetDateTime.MAX;
        }
    }
}
