package org.liandong.cases;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of a table in the test resources: plain CSV without quotes, # for remarks, the first line names the columns. */
final class Table {
    private Table() {}

    static List<List<String>> rows(String resource, int columns) {
        InputStream bytes = Objects.requireNonNull(Table.class.getResourceAsStream(resource), resource);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<List<String>> rows = lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
            rows.stream().filter(row -> row.size() != columns).findFirst().ifPresent(row -> {
                throw new AssertionError(resource + " has a row without " + columns + " columns: " + row);
            });
            return rows;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names in a cell: separated by |, * for all. */
    static Stream<String> names(String cell, Stream<? extends Enum<?>> all) {
        return cell.equals("*") ? all.map(Enum::name) : Stream.of(cell.split("\\|", -1));
    }
}
