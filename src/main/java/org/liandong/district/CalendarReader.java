package org.liandong.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.deadlines.DayTable;
import org.liandong.deadlines.DefaultLimits;
import org.liandong.deadlines.OfficeHours;
import org.liandong.deadlines.WorkingCalendar;

/** Reads holidays, local days and office hours into working calendars. */
final class CalendarReader {
    private static final List<String> FILES =
            List.of("calendar.yaml", "holidays.csv", "fixed-holidays.csv", "local-days.csv");
    private static final Map<String, Boolean> KINDS = Map.of("off", false, "work", true);
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");

    private final Path folder;
    private final LoadProblem.Collector problems;

    CalendarReader(Path folder, LoadProblem.Collector problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The file {@code calendar.yaml}. */
    record CalendarFile(String version, String standard, List<OfficeHours> profiles) {}

    District.@Nullable Calendars calendars(@Nullable Settings settings, DefaultLimits defaults) {
        CalendarFile file = new YamlFile(folder, problems).read("calendar.yaml", CalendarFile.class);
        Map<LocalDate, Boolean> special = new HashMap<>();
        Set<Integer> years = new HashSet<>();
        readDays("holidays.csv", "holiday", special, years);
        readDays("local-days.csv", "note", special, null);
        Set<MonthDay> fixed = fixedHolidays();
        if (years.isEmpty()) {
            problems.add("holidays.csv", 0, "", "没有任何节假日安排,请至少录入一年的放假与调休");
        }
        if (file == null || settings == null || years.isEmpty()) {
            return null;
        }
        DayTable days = new DayTable(special, years, fixed);
        Map<String, WorkingCalendar> calendars = new TreeMap<>();
        String version = file.version() + "+" + digest();
        for (OfficeHours hours : file.profiles()) {
            WorkingCalendar calendar =
                    new WorkingCalendar(hours, days, settings.timeZone(), hours.name() + "@" + version);
            if (calendars.put(hours.name(), calendar) != null) {
                problems.add("calendar.yaml", 0, "profiles", "日历档案“" + hours.name() + "”重复,请删去一个");
            }
        }
        if (!calendars.containsKey(file.standard())) {
            problems.add("calendar.yaml", 0, "standard", "没有名为“" + file.standard() + "”的日历档案,请改为已有的");
        }
        return new District.Calendars(file.standard(), calendars, defaults);
    }

    private void readDays(String name, String remark, Map<LocalDate, Boolean> special, @Nullable Set<Integer> years) {
        Set<LocalDate> seen = new HashSet<>();
        CsvTable table = CsvTable.read(folder.resolve(name), List.of("date", "kind", remark), problems);
        for (Row row : table.rows()) {
            LocalDate date = row.date("date");
            if (!seen.add(date) && row.isSound()) {
                row.wrong("date", date + "重复,请删去一行");
            }
            special.put(date, row.one("kind", KINDS, false));
            if (years != null && row.isSound()) {
                years.add(date.getYear());
            }
        }
    }

    private Set<MonthDay> fixedHolidays() {
        return Set.copyOf(CsvTable.read(folder.resolve("fixed-holidays.csv"), List.of("month_day", "holiday"), problems)
                .map(row -> {
                    try {
                        return MonthDay.parse(row.raw("month_day"), MONTH_DAY);
                    } catch (DateTimeException notADay) {
                        row.wrong("month_day", "“" + row.raw("month_day") + "”不是月日,请写作01-01");
                        return MonthDay.of(1, 1);
                    }
                }));
    }

    /** Part of the version, so that a forgotten version number cannot hide a change (reference §4.6 rule 8). */
    private String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String name : FILES) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    sha.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 4);
        } catch (NoSuchAlgorithmException | IOException impossible) {
            throw new IllegalStateException("日历版本无法计算", impossible);
        }
    }
}
