package org.liandong.district;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.deadlines.DefaultLimits;
import org.liandong.deadlines.Limit;

/** Reads the lists of reasons and the limits that hold where an item names none. */
final class CodeReader {
    private static final Map<String, CodeList> LISTS =
            Arrays.stream(CodeList.values()).collect(Collectors.toMap(CodeList::chinese, Function.identity()));
    private static final Map<String, DefaultLimits.Clock> CLOCKS =
            Arrays.stream(DefaultLimits.Clock.values()).collect(Collectors.toMap(Enum::name, Function.identity()));
    private static final Map<String, DefaultLimits.Grade> GRADES =
            Arrays.stream(DefaultLimits.Grade.values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    private final Path folder;
    private final LoadProblem.Collector problems;

    CodeReader(Path folder, LoadProblem.Collector problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Map<CodeList, Map<String, String>> codeLists() {
        Map<CodeList, Map<String, String>> lists = new EnumMap<>(CodeList.class);
        CsvTable table = CsvTable.read(folder.resolve("code-lists.csv"), List.of("list", "code", "name"), problems);
        for (Row row : table.rows()) {
            CodeList list = row.one("list", LISTS, CodeList.RETURN);
            Map<String, String> codes = lists.computeIfAbsent(list, none -> new LinkedHashMap<>());
            if (codes.put(row.text("code"), row.text("name")) != null) {
                row.wrong("code", "代码“" + row.raw("code") + "”重复,请删去一行");
            }
        }
        for (CodeList list : CodeList.values()) {
            if (!table.rows().isEmpty() && !lists.containsKey(list)) {
                problems.add("code-lists.csv", 0, "list", "缺少“" + list.chinese() + "”的原因代码,请补上");
            }
        }
        return lists;
    }

    DefaultLimits defaultLimits() {
        Map<DefaultLimits.Clock, Map<DefaultLimits.Grade, DefaultLimits.Entry>> entries =
                new EnumMap<>(DefaultLimits.Clock.class);
        CsvTable table = CsvTable.read(
                folder.resolve("default-limits.csv"),
                List.of("clock", "grade", "amount", "unit", "night_amount", "night_unit", "note"),
                problems);
        for (Row row : table.rows()) {
            DefaultLimits.Clock clock = row.one("clock", CLOCKS, DefaultLimits.Clock.ACCEPT);
            DefaultLimits.Grade grade = row.one("grade", GRADES, DefaultLimits.Grade.N);
            DefaultLimits.Entry entry =
                    new DefaultLimits.Entry(WorkItemReader.limit(row, "amount", "unit"), nightLimit(row));
            if (entries.computeIfAbsent(clock, none -> new EnumMap<>(DefaultLimits.Grade.class))
                            .put(grade, entry)
                    != null) {
                row.wrong("clock", clock + "/" + grade + "重复,请删去一行");
            }
        }
        return new DefaultLimits(entries);
    }

    private static @Nullable Limit nightLimit(Row row) {
        boolean none =
                row.raw("night_amount").isEmpty() && row.raw("night_unit").isEmpty();
        return none ? null : WorkItemReader.limit(row, "night_amount", "night_unit");
    }
}
