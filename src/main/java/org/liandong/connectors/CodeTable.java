package org.liandong.connectors;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A code list of the other side (CSV, UTF-8, first line the column names, first column the code). Immutable.
 *
 * @param rows code to row; a row maps column names, the code's included, to texts, which may be empty
 */
public record CodeTable(Map<String, Map<String, String>> rows) {
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    public CodeTable {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** The row of the code, or null if the table has none. */
    public @Nullable Map<String, String> row(String code) {
        return rows.get(code);
    }

    static CodeTable read(Path folder, String file) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        List<String> columns = List.of();
        int line = 1;
        String text = FolderFile.text(folder, file);
        try (MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(text)) {
            while (lines.hasNextValue()) {
                line = lines.getCurrentLocation().getLineNr();
                List<String> cells = Arrays.asList(lines.nextValue());
                if (columns.isEmpty()) {
                    columns = List.copyOf(cells);
                } else if (cells.size() != columns.size()) {
                    throw new FaultyConnectorException(
                            file, line, "应有%d列,实有%d列:请补齐或去掉多余的逗号,含逗号的内容须加引号".formatted(columns.size(), cells.size()));
                } else if (rows.put(cells.get(0), row(columns, cells)) != null) {
                    throw new FaultyConnectorException(file, line, "代码 %s 重复:请只保留一行".formatted(cells.get(0)));
                }
            }
        } catch (IOException e) {
            throw new FaultyConnectorException(file, line, "不是可读的CSV:" + e.getMessage(), e);
        }
        if (columns.isEmpty()) {
            throw new FaultyConnectorException(file, 1, "码表为空:请在首行写列名,第一列为代码");
        }
        return new CodeTable(rows);
    }

    private static Map<String, String> row(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return Collections.unmodifiableMap(row);
    }
}
