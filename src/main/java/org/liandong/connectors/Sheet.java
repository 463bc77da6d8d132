package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.liandong.connectors.Layout.Part;
import org.liandong.connectors.Layout.Unreadable;

/** Cells in lines, with the columns' names in the first: what spreadsheets read and write. */
final class Sheet {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String LINE = "\r\n";

    /** Stands in a record whose cells do not fit the columns: no mapping takes it for anything. */
    private static final String TROUBLE = "#";

    private final CsvSchema schema;

    Sheet(char separator) {
        this.schema = CsvSchema.emptySchema().withColumnSeparator(separator).withLineSeparator(LINE);
    }

    String write(List<JsonNode> objects) {
        Set<String> columns = new LinkedHashSet<>();
        objects.forEach(object -> object.fieldNames().forEachRemaining(columns::add));
        List<String[]> lines = new ArrayList<>();
        lines.add(columns.toArray(String[]::new));
        for (JsonNode object : objects) {
            lines.add(columns.stream().map(column -> cell(object.path(column))).toArray(String[]::new));
        }
        try {
            return MAPPER.writer(schema).writeValueAsString(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(JsonNode value) {
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("一格只能放单个值,不能放 " + value);
        }
        return value.isNull() || value.isMissingNode() ? "" : CsvCells.export(value.asText());
    }

    List<Part> read(String text) throws Unreadable {
        String clean = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<Part> records = new ArrayList<>();
        try (MappingIterator<String[]> lines =
                MAPPER.readerFor(String[].class).with(schema).readValues(clean)) {
            if (!lines.hasNextValue()) {
                return records;
            }
            List<String> columns =
                    Arrays.stream(lines.nextValue()).map(String::strip).toList();
            while (lines.hasNextValue()) {
                String[] cells = lines.nextValue();
                if (!Arrays.stream(cells).allMatch(String::isBlank)) {
                    records.add(
                            new Part(records.size() + 1, message(columns, cells).toString()));
                }
            }
            return records;
        } catch (IOException e) {
            throw new Unreadable("第%d条之后读不下去,请检查引号是否成对".formatted(records.size()), e);
        }
    }

    /** Cells beyond the columns mean that a separator stands in a text: which cell belongs where nobody can say. */
    private static ObjectNode message(List<String> columns, String[] cells) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        boolean fits = cells.length <= columns.size()
                || Arrays.stream(cells, columns.size(), cells.length).allMatch(String::isBlank);
        if (!fits) {
            return message.put(TROUBLE, "有%d格,列名只有%d个:含分隔符的文字须加双引号".formatted(cells.length, columns.size()))
                    .put("cells", String.join(" | ", cells));
        }
        for (int i = 0; i < Math.min(cells.length, columns.size()); i++) {
            if (!cells[i].isBlank() && !columns.get(i).isEmpty()) {
                message.put(columns.get(i), cells[i]);
            }
        }
        return message;
    }
}
