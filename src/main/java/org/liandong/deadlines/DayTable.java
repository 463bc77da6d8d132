package org.liandong.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;

/**
 * Which days are working days (reference §4.6 rules 3 and 7): the State Council's days off and make-up days, the
 * district's own over them, and the fixed holidays that are assumed for a year not yet announced.
 *
 * @param special true for a working day, false for a rest day
 * @param announcedYears years whose arrangement is loaded
 */
public record DayTable(Map<LocalDate, Boolean> special, Set<Integer> announcedYears, Set<MonthDay> fixedHolidays) {
    public DayTable {
        special = Map.copyOf(special);
        announcedYears = Set.copyOf(announcedYears);
        fixedHolidays = Set.copyOf(fixedHolidays);
        if (announcedYears.isEmpty()) {
            throw new IllegalArgumentException("节假日表为空,至少须有一年的安排");
        }
    }

    boolean isWorkday(LocalDate day) {
        Boolean said = special.get(day);
        if (said != null) {
            return said;
        }
        if (!announcedYears.contains(day.getYear()) && fixedHolidays.contains(MonthDay.from(day))) {
            return false;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    int firstYear() {
        return announcedYears.stream().min(Integer::compare).orElseThrow();
    }

    int lastYear() {
        return announcedYears.stream().max(Integer::compare).orElseThrow();
    }
}
