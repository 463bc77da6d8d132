package org.liandong.intake.cleaning;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date, with or without a time of day, as people and systems in China write it (Q-TIME-*, reference §3.3).
 *
 * @param dateOnly whether no time of day was given
 * @param midnight24 whether the time was 24:00, which is the next day's 00:00
 * @param ambiguous whether another reading was possible
 */
record TimeText(
        LocalDateTime local, @Nullable ZoneOffset offset, boolean dateOnly, boolean midnight24, boolean ambiguous) {
    private static final String TIME = "[T ,]*(?<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|夜间|晚)? *"
            + "(?:(?<hour>\\d{1,2})(?<sign>[:.时点])(?: *(?<minute>\\d{1,2}|半|整)"
            + "(?:[:.分] *(?<second>\\d{1,2})(?:[.,:](?<fraction>\\d{1,9}))?秒?|分)?)?)?"
            + " *(?<mark>上午|下午|AM|PM)? *(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?(?:\\[[A-Za-z/]+\\])?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})[-/.年] *(?<month>\\d{1,2})[-/.月] *(?<day>\\d{1,2})[日号]?" + TIME);
    private static final Pattern ORACLE =
            Pattern.compile("(?<day>\\d{1,2})-(?<month>\\d{1,2})月 *-(?<year>\\d{4}|\\d{2})" + TIME);
    private static final Pattern UNCLEAR =
            Pattern.compile("(?<one>\\d{1,2})[-/.年](?<two>\\d{1,2})[-/.月](?<three>\\d{4}|\\d{1,2})日?" + TIME);
    private static final Pattern NO_YEAR = Pattern.compile("(?<month>\\d{1,2})月(?<day>\\d{1,2})[日号]" + TIME);
    private static final Pattern ENGLISH_MONTH =
            Pattern.compile("(?i)(?<=[- ])(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?=[- ])");
    private static final Pattern JAVA_DATE = Pattern.compile(
            "[A-Z][a-z]{2} (?<month>\\d{1,2})月 (?<day>\\d{1,2}) (?<clock>\\d{2}:\\d{2}:\\d{2})(?: (?:CST|GMT\\+08:00))? (?<year>\\d{4})");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern WEEKDAY = Pattern.compile("[(\\[]?(?:星期|周|礼拜)[一二三四五六日天][)\\]]?");
    private static final Pattern CHINESE_NUMBER = Pattern.compile("[零〇○一二三四五六七八九十两]+");

    /** @param today decides between readings: a report is about the recent past */
    static @Nullable TimeText read(String text, LocalDate today) {
        String plain = WEEKDAY.matcher(text).replaceAll(" ").strip();
        plain = CHINESE_NUMBER.matcher(plain).replaceAll(match -> digits(match.group()));
        plain = ENGLISH_MONTH
                .matcher(plain)
                .replaceAll(match -> MONTHS.indexOf(match.group().toUpperCase(Locale.ROOT)) + 1 + "月");
        plain = JAVA_DATE.matcher(plain).replaceFirst("${year}-${month}-${day} ${clock}");
        plain = plain.replaceAll("(?i)\\bp\\.?m\\b\\.?", "PM").replaceAll("(?i)\\ba\\.?m\\b\\.?", "AM");
        try {
            return readPlain(plain.replaceAll("(?<=月) *-(?=\\d)", " -"), today);
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static @Nullable TimeText readPlain(String text, LocalDate today) {
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            return at(date(number(yearFirst, "year"), yearFirst), yearFirst, false);
        }
        Matcher oracle = ORACLE.matcher(text);
        if (oracle.matches()) {
            int year = number(oracle, "year");
            boolean shortYear = year < 100;
            boolean twelveHours =
                    oracle.group("hour") != null && oracle.group("mark") == null && number(oracle, "hour") <= 12;
            return at(date(shortYear ? 2000 + year : year, oracle), oracle, twelveHours);
        }
        Matcher unclear = UNCLEAR.matcher(text);
        if (unclear.matches()) {
            List<LocalDate> readings =
                    readings(number(unclear, "one"), number(unclear, "two"), number(unclear, "three"));
            LocalDate nearest = nearest(readings, today);
            boolean fourDigits = unclear.group("three").length() == 4;
            return nearest == null ? null : at(nearest, unclear, !fourDigits || readings.size() > 1);
        }
        Matcher noYear = NO_YEAR.matcher(text);
        if (noYear.matches()) {
            List<LocalDate> readings = Stream.of(-1, 0, 1)
                    .map(years -> dateOrNull(today.getYear() + years, number(noYear, "month"), number(noYear, "day")))
                    .filter(Objects::nonNull)
                    .toList();
            LocalDate nearest = nearest(readings, today);
            return nearest == null ? null : at(nearest, noYear, true);
        }
        return null;
    }

    private static TimeText at(LocalDate date, Matcher text, boolean ambiguous) {
        ZoneOffset offset = offset(text.group("zone"));
        if (text.group("hour") == null) {
            return new TimeText(date.atStartOfDay(), offset, true, false, ambiguous);
        }
        String minuteText = text.group("minute");
        int minute =
                minuteText == null || minuteText.equals("整") ? 0 : minuteText.equals("半") ? 30 : number(text, "minute");
        int second = text.group("second") == null ? 0 : number(text, "second");
        String fraction = text.group("fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        String part = text.group("part") != null ? text.group("part") : text.group("mark");
        int given = number(text, "hour");
        boolean spoken = text.group("sign").equals("点") && part == null && given >= 1 && given < 12;
        int hour = hour(given, part);
        if (hour == 24 && minute == 0 && second == 0) {
            return new TimeText(date.plusDays(1).atStartOfDay(), offset, false, true, ambiguous);
        }
        return new TimeText(
                date.atTime(LocalTime.of(hour, minute, second, nanos)), offset, false, false, ambiguous || spoken);
    }

    private static int hour(int given, @Nullable String part) {
        if (part == null || given > 12) {
            return given;
        }
        return switch (part) {
            case "下午", "PM", "傍晚" -> given == 12 ? 12 : given + 12;
            case "中午" -> given < 4 ? given + 12 : given;
            case "晚上", "晚间", "晚" -> given < 5 ? given : given + 12;
            case "夜里", "夜间" -> given < 6 ? given : given + 12;
            default -> given == 12 ? 0 : given;
        };
    }

    private static List<LocalDate> readings(int one, int two, int three) {
        Stream<LocalDate> readings = three > 99
                ? Stream.of(dateOrNull(three, one, two), dateOrNull(three, two, one))
                : Stream.of(
                        dateOrNull(2000 + one, two, three),
                        dateOrNull(2000 + three, one, two),
                        dateOrNull(2000 + three, two, one));
        return readings.filter(Objects::nonNull).distinct().toList();
    }

    private static @Nullable LocalDate nearest(List<LocalDate> readings, LocalDate today) {
        return readings.stream()
                .min(Comparator.comparingLong(date -> distance(date, today)))
                .orElse(null);
    }

    /** Messages tell of what has been rather than of what will be, so the future counts double. */
    private static long distance(LocalDate date, LocalDate today) {
        long days = ChronoUnit.DAYS.between(date, today);
        return days < 0 ? -2 * days : days;
    }

    private static @Nullable LocalDate dateOrNull(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static LocalDate date(int year, Matcher text) {
        return LocalDate.of(year, number(text, "month"), number(text, "day"));
    }

    private static int number(Matcher text, String group) {
        return Integer.parseInt(text.group(group));
    }

    private static @Nullable ZoneOffset offset(@Nullable String zone) {
        if (zone == null) {
            return null;
        }
        return Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
    }

    private static String digits(String chinese) {
        if (chinese.length() == 4 && chinese.indexOf('十') < 0) {
            StringBuilder year = new StringBuilder();
            chinese.chars().forEach(c -> year.append(Numerals.digit((char) c)));
            return year.toString();
        }
        int value = Numerals.small(chinese);
        return value < 0 ? chinese : String.valueOf(value);
    }
}
