package org.liandong.district;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Level;
import org.liandong.cases.Urgency;
import org.liandong.deadlines.ItemLimits;
import org.liandong.deadlines.Limit;
import org.liandong.deadlines.LimitUnit;
import org.liandong.deadlines.Milestone;

/**
 * Reads the work lists: {@code work-items.csv}, and later ones that take its place from their day on, for example
 * {@code work-items-2027-01-01.csv} (requirement MR-10).
 */
final class WorkItemReader {
    static final Pattern LATER_LIST = Pattern.compile("work-items-(\\d{4}-\\d{2}-\\d{2})\\.csv");
    private static final List<String> COLUMNS = List.of(
            "item_code",
            "item_name",
            "major_code",
            "major_name",
            "minor_code",
            "minor_name",
            "case_type",
            "lead_dept_code",
            "lead_dept",
            "co_dept_codes",
            "co_depts",
            "default_level",
            "grid_kinds",
            "self_closable",
            "urgency",
            "urgency_name",
            "sign_limit",
            "sign_unit",
            "contact_limit",
            "contact_unit",
            "dispose_limit",
            "dispose_unit",
            "milestones",
            "extension_max_times",
            "extension_max_limit",
            "extension_unit",
            "photo_required",
            "privacy_level",
            "provenance",
            "note");
    private static final Pattern ITEM_CODE = Pattern.compile("\\d{6}");
    private static final Map<String, Level> LEVELS = Map.of("网格", Level.G, "街道", Level.S, "区", Level.D);
    private static final Map<String, Urgency> URGENCIES = Map.of("E", Urgency.E, "H", Urgency.H, "N", Urgency.N);
    static final Map<String, LimitUnit> UNITS = Map.of("EH", LimitUnit.EH, "WH", LimitUnit.WH, "WD", LimitUnit.WD);

    private final Path folder;
    private final LoadProblem.Collector problems;
    private final Set<String> departments;

    WorkItemReader(Path folder, LoadProblem.Collector problems, Set<String> departments) {
        this.folder = folder;
        this.problems = problems;
        this.departments = departments;
    }

    static Set<String> codes(List<WorkList> lists) {
        Set<String> codes = new LinkedHashSet<>();
        lists.forEach(list -> codes.addAll(list.items().keySet()));
        return codes;
    }

    List<WorkList> workLists() {
        List<WorkList> lists = new ArrayList<>();
        lists.add(new WorkList(1, LocalDate.MIN, items("work-items.csv", 1)));
        for (String later : laterLists()) {
            LocalDate from = startOf(later);
            if (from != null) {
                int version = lists.size() + 1;
                lists.add(new WorkList(version, from, items(later, version)));
            }
        }
        return lists;
    }

    private List<String> laterLists() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> LATER_LIST.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException alreadyToldByTheLoader) {
            return List.of();
        }
    }

    private @Nullable LocalDate startOf(String name) {
        Matcher matcher = LATER_LIST.matcher(name);
        try {
            return matcher.matches() ? LocalDate.parse(matcher.group(1)) : null;
        } catch (DateTimeException notADate) {
            problems.add(name, 0, "", "文件名中的生效日不是日期,请改为如work-items-2027-01-01.csv");
            return null;
        }
    }

    private Map<String, WorkItem> items(String file, int version) {
        Map<String, WorkItem> items = new LinkedHashMap<>();
        CsvTable table = CsvTable.read(folder.resolve(file), COLUMNS, problems);
        for (Row row : table.rows()) {
            WorkItem item = item(row, version);
            if (items.put(item.code(), item) != null) {
                row.wrong("item_code", "事项代码“" + item.code() + "”重复,请删去一行");
            }
        }
        return items;
    }

    private WorkItem item(Row row, int version) {
        String code = row.matching("item_code", ITEM_CODE, "事项代码应为六位数字");
        if (!code.startsWith(row.raw("minor_code")) || !row.raw("minor_code").startsWith(row.raw("major_code"))) {
            row.wrong("item_code", "“" + code + "”与大类、小类代码不一致,请核对");
        }
        return new WorkItem(
                code,
                version,
                row.text("item_name"),
                row.text("major_name"),
                row.text("minor_name"),
                row.text("case_type"),
                row.reference("lead_dept_code", departments, "部门"),
                row.references("co_dept_codes", departments, "部门"),
                row.one("default_level", LEVELS, Level.S),
                Set.copyOf(row.references("grid_kinds", Set.of("Z", "S", "X"), "网格类型")),
                row.yes("self_closable"),
                row.one("urgency", URGENCIES, Urgency.N),
                new ItemLimits(
                        limit(row, "sign_limit", "sign_unit"),
                        limit(row, "contact_limit", "contact_unit"),
                        limit(row, "dispose_limit", "dispose_unit"),
                        milestones(row)),
                extension(row),
                row.yes("photo_required"),
                Math.min(4, row.number("privacy_level", 1)),
                row.raw("note"));
    }

    private static WorkItem.Extension extension(Row row) {
        int times = row.number("extension_max_times", 0);
        return new WorkItem.Extension(times, times == 0 ? null : limit(row, "extension_max_limit", "extension_unit"));
    }

    private static List<Milestone> milestones(Row row) {
        return row.parsed(
                "milestones",
                text -> row.list("milestones").stream()
                        .map(WorkItemReader::milestone)
                        .toList(),
                List.of());
    }

    private static Milestone milestone(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("阶段应写作“停工:4WH”: " + text);
        }
        return new Milestone(text.substring(0, colon), Limit.parse(text.substring(colon + 1)));
    }

    static Limit limit(Row row, String amount, String unit) {
        LimitUnit inUnit = row.one(unit, UNITS, LimitUnit.EH);
        return row.parsed(amount, text -> Limit.of(text, inUnit), Limit.of(1, LimitUnit.EH));
    }
}
