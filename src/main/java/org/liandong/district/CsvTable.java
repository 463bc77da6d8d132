package org.liandong.district;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A table of the district folder: its rows as text, each with its line. UTF-8, comma, first line names the columns. */
final class CsvTable {
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Row> rows = new ArrayList<>();

    private CsvTable() {}

    /** @param columns the columns the table must have, no more and no less, in any order */
    static CsvTable read(Path file, List<String> columns, LoadProblem.Collector problems) {
        CsvTable table = new CsvTable();
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            problems.add(name, 0, "", "缺少此文件,请补上,首行列名为: " + String.join(",", columns));
            return table;
        }
        try {
            table.fill(name, Files.readString(file, StandardCharsets.UTF_8), columns, problems);
        } catch (IOException unreadable) {
            problems.add(name, 0, "", "读不出来(" + unreadable.getMessage() + "),请确认是UTF-8编码、引号成对的CSV");
        }
        return table;
    }

    private void fill(String name, String text, List<String> columns, LoadProblem.Collector problems)
            throws IOException {
        String clean = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<String> header = List.of();
        int line = 1;
        try (MappingIterator<String[]> lines = MAPPER.readerFor(String[].class).readValues(clean)) {
            while (lines.hasNextValue()) {
                String[] cells = lines.nextValue();
                if (line == 1) {
                    header = Arrays.stream(cells).map(String::strip).toList();
                    if (!headerFits(name, header, columns, problems)) {
                        return;
                    }
                } else if (cells.length != header.size() && !isBlank(cells)) {
                    problems.add(
                            name, line, "", "有" + cells.length + "个单元格而列名有" + header.size() + "个,请补齐逗号,内容含逗号的须加双引号");
                } else if (!isBlank(cells)) {
                    rows.add(row(name, line, header, cells, problems));
                }
                line += 1 + linesInside(cells);
            }
        }
        if (header.isEmpty()) {
            problems.add(name, 1, "", "文件为空,首行须为列名: " + String.join(",", columns));
        }
    }

    private static boolean headerFits(
            String name, List<String> header, List<String> columns, LoadProblem.Collector problems) {
        boolean fits = true;
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!columns.contains(column)) {
                problems.add(name, 1, column, "不认识此列,请删去或改为: " + String.join(",", columns));
                fits = false;
            } else if (!seen.add(column)) {
                problems.add(name, 1, column, "列名重复,请删去一个");
                fits = false;
            }
        }
        for (String column : columns) {
            if (!header.contains(column)) {
                problems.add(name, 1, column, "缺少此列,请补上");
                fits = false;
            }
        }
        return fits;
    }

    private static Row row(String name, int line, List<String> header, String[] cells, LoadProblem.Collector problems) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            values.put(header.get(i), cells[i].strip());
        }
        return new Row(name, line, values, problems);
    }

    private static boolean isBlank(String[] cells) {
        return Arrays.stream(cells).allMatch(String::isBlank);
    }

    private static int linesInside(String[] cells) {
        return (int) Arrays.stream(cells)
                .flatMapToInt(String::chars)
                .filter(c -> c == '\n')
                .count();
    }

    List<Row> rows() {
        return rows;
    }

    /** Turns rows into records; a row with a problem is left out, its problem is kept. */
    <T> List<T> map(Function<Row, T> reader) {
        List<T> read = new ArrayList<>();
        for (Row row : rows) {
            T value = reader.apply(row);
            if (row.isSound()) {
                read.add(value);
            }
        }
        return read;
    }
}
