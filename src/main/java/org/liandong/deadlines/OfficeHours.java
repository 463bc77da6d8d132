package org.liandong.deadlines;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.Comparator;
import java.util.List;

/**
 * When an organisation is open on a working day (日历档案, reference §2.9): windows that changed over the years and may
 * change with the season.
 *
 * @param periods each valid from its date until the next one's; days before the first follow the first
 */
public record OfficeHours(String name, List<Period> periods) {

    public OfficeHours {
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("日历档案" + name + "至少要有一个时段表(periods)");
        }
        periods = periods.stream().sorted(Comparator.comparing(Period::from)).toList();
    }

    List<Window> on(LocalDate day) {
        Period inForce = periods.get(0);
        for (Period period : periods) {
            if (!period.from().isAfter(day)) {
                inForce = period;
            }
        }
        return inForce.seasons().stream()
                .filter(season -> season.includes(day))
                .findFirst()
                .map(Season::windows)
                .orElse(inForce.windows());
    }

    /** The windows from a date on, and those of its seasons. */
    public record Period(LocalDate from, List<Window> windows, List<Season> seasons) {
        public Period {
            windows = inOrder(windows);
            seasons = List.copyOf(seasons);
        }
    }

    /** Part of each year, both ends included; may reach over New Year. */
    public record Season(
            @JsonFormat(pattern = "MM-dd") MonthDay from,
            @JsonFormat(pattern = "MM-dd") MonthDay to,
            List<Window> windows) {
        public Season {
            windows = inOrder(windows);
        }

        boolean includes(LocalDate day) {
            MonthDay date = MonthDay.from(day);
            boolean afterFrom = !date.isBefore(from);
            boolean beforeTo = !date.isAfter(to);
            return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
        }
    }

    /** Open from, until; written {@code 09:00-12:00}. */
    public record Window(LocalTime from, LocalTime to) {
        public Window {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("办公时段的开始须早于结束: " + from + "-" + to);
            }
        }

        @JsonCreator
        public static Window parse(String text) {
            String[] ends = text.split("-", -1);
            try {
                if (ends.length == 2) {
                    return new Window(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                }
            } catch (DateTimeException notATime) {
                throw new IllegalArgumentException("办公时段应写作09:00-12:00: " + text, notATime);
            }
            throw new IllegalArgumentException("办公时段应写作09:00-12:00: " + text);
        }
    }

    private static List<Window> inOrder(List<Window> windows) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("办公时段(windows)不能为空");
        }
        List<Window> ordered =
                windows.stream().sorted(Comparator.comparing(Window::from)).toList();
        for (int i = 1; i < ordered.size(); i++) {
            if (ordered.get(i).from().isBefore(ordered.get(i - 1).to())) {
                throw new IllegalArgumentException("办公时段相互重叠: " + ordered.get(i - 1) + "与" + ordered.get(i));
            }
        }
        return ordered;
    }
}
