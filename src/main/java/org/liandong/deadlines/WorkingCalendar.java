package org.liandong.deadlines;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The working days and hours of one calendar profile, laid out once for about forty years, so that a question costs a
 * binary search (reference §2.9, §4.6). Immutable and safe for any number of threads.
 */
public final class WorkingCalendar {
    private static final int YEARS_BEFORE = 15;
    private static final int YEARS_AFTER = 25;

    private final String version;
    private final ZoneId zone;
    private final DayTable days;
    private final LocalDate first;
    private final List<List<OfficeHours.Window>> windows = new ArrayList<>();
    /** Working milliseconds before each day. */
    private final long[] worked;
    /** The numbers of the working days, counted from the first day. */
    private final int[] workdays;

    /** @param version what to store beside a due time; changes whenever days or hours do */
    public WorkingCalendar(OfficeHours hours, DayTable days, ZoneId zone, String version) {
        this.version = version;
        this.zone = zone;
        this.days = days;
        this.first = LocalDate.of(days.firstYear() - YEARS_BEFORE, 1, 1);
        LocalDate end = LocalDate.of(days.lastYear() + YEARS_AFTER + 1, 1, 1);
        int count = Math.toIntExact(ChronoUnit.DAYS.between(first, end));
        this.worked = new long[count + 1];
        int[] numbers = new int[count];
        int found = 0;
        for (int i = 0; i < count; i++) {
            LocalDate day = first.plusDays(i);
            List<OfficeHours.Window> open = days.isWorkday(day) ? hours.on(day) : List.of();
            windows.add(open);
            worked[i + 1] = worked[i]
                    + open.stream()
                            .mapToLong(window -> millis(window.to()) - millis(window.from()))
                            .sum();
            if (!open.isEmpty()) {
                numbers[found++] = i;
            }
        }
        this.workdays = Arrays.copyOf(numbers, found);
    }

    public String version() {
        return version;
    }

    public boolean isWorkday(LocalDate day) {
        return !windows.get(number(day)).isEmpty();
    }

    /** Whether the office is open; closing time itself is not. */
    public boolean isOpen(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        LocalTime time = local.toLocalTime();
        return windows.get(number(local.toLocalDate())).stream()
                .anyMatch(window -> !time.isBefore(window.from()) && time.isBefore(window.to()));
    }

    /** The moment itself if the office is open, otherwise when it opens next. */
    public Instant nextOpening(Instant moment) {
        return isOpen(moment) ? moment : latestWith(workedUntil(moment));
    }

    /** Working time between two moments; negative if the second comes first. */
    public Duration workedBetween(Instant from, Instant to) {
        return Duration.ofMillis(workedUntil(to) - workedUntil(from));
    }

    /** Whether holidays are only assumed for some day from the first date to the second. */
    boolean isProvisional(Instant from, Instant to) {
        int last = to.atZone(zone).getYear();
        for (int year = from.atZone(zone).getYear(); year <= last; year++) {
            if (!days.announcedYears().contains(year)) {
                return true;
            }
        }
        return false;
    }

    LocalDate dateOf(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** Close of business on the n-th working day after a date (n from 1). */
    Instant closeOfWorkdayAfter(LocalDate date, int n) {
        int index = workdaysUntil(date) + n - 1;
        if (index >= workdays.length) {
            throw outside(date);
        }
        int day = workdays[index];
        List<OfficeHours.Window> open = windows.get(day);
        return at(day, millis(open.get(open.size() - 1).to()));
    }

    /** How many working days after the date open inside the pause, its end excluded. */
    int workdaysOpeningInside(Pause pause, LocalDate after) {
        return openedBefore(pause.to(), after) - openedBefore(pause.from(), after);
    }

    private int openedBefore(Instant moment, LocalDate after) {
        LocalDate day = dateOf(moment);
        if (!day.isAfter(after)) {
            return 0;
        }
        int before = workdaysUntil(day.minusDays(1)) - workdaysUntil(after);
        List<OfficeHours.Window> open = windows.get(number(day));
        boolean opened =
                !open.isEmpty() && at(number(day), millis(open.get(0).from())).isBefore(moment);
        return opened ? before + 1 : before;
    }

    /** Number of working days up to a date, that date included. */
    private int workdaysUntil(LocalDate date) {
        int found = Arrays.binarySearch(workdays, number(date));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Working milliseconds from the calendar's first day to the moment. */
    long workedUntil(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        int day = number(local.toLocalDate());
        long time = millis(local.toLocalTime());
        long sum = worked[day];
        for (OfficeHours.Window window : windows.get(day)) {
            sum += Math.max(0, Math.min(time, millis(window.to())) - millis(window.from()));
        }
        return sum;
    }

    /** The first moment at which so much working time has passed: a full day ends at its close, not the next morning. */
    Instant earliestWith(long millis) {
        int day = firstDayReaching(millis);
        long rest = millis - worked[day];
        for (OfficeHours.Window window : windows.get(day)) {
            long length = millis(window.to()) - millis(window.from());
            if (rest <= length) {
                return at(day, millis(window.from()) + rest);
            }
            rest -= length;
        }
        throw new IllegalStateException("工作时累计不一致");
    }

    /** The last moment before more than so much working time has passed: the next opening rather than the last close. */
    Instant latestWith(long millis) {
        Instant justAfter = earliestWith(millis + 1);
        return justAfter.minusMillis(1);
    }

    private int firstDayReaching(long millis) {
        int low = 0;
        int high = worked.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (worked[middle] >= millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == 0 || worked[low] < millis) {
            throw outside(first);
        }
        return low - 1;
    }

    private Instant at(int day, long millis) {
        return first.plusDays(day)
                .atTime(LocalTime.ofNanoOfDay(millis * 1_000_000))
                .atZone(zone)
                .toInstant();
    }

    private int number(LocalDate date) {
        long number = ChronoUnit.DAYS.between(first, date);
        if (number < 0 || number >= windows.size()) {
            throw outside(date);
        }
        return (int) number;
    }

    private IllegalArgumentException outside(LocalDate date) {
        return new IllegalArgumentException(
                "日期超出工作日历范围(" + first + "起" + (YEARS_BEFORE + YEARS_AFTER) + "年余): " + date + ",请检查时间是否有误");
    }

    private static long millis(LocalTime time) {
        return time.toNanoOfDay() / 1_000_000;
    }
}
