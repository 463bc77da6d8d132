package org.liandong.connectors;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.jspecify.annotations.Nullable;

/**
 * The code tables of one connector by the names its mappings use. Immutable.
 *
 * @param tables name to table
 */
public record CodeTables(Map<String, CodeTable> tables) {

    public CodeTables {
        tables = Map.copyOf(tables);
    }

    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    /** Below this two words have little in common. */
    private static final double ALIKE = 0.75;

    /**
     * A row that an unknown word may have been meant for.
     *
     * @param table by the name mappings use
     */
    public record Nearest(String table, Map<String, String> row) {}

    /** The row with the word that is most like this one; empty if there is none like it. */
    public Optional<Nearest> nearest(String word) {
        String wanted = plain(word);
        double best = ALIKE;
        Nearest nearest = null;
        for (String name : new TreeSet<>(tables.keySet())) {
            for (Map<String, String> row :
                    Objects.requireNonNull(tables.get(name)).rows().values()) {
                for (String cell : row.values()) {
                    double alike = plain(cell).isEmpty() ? 0 : SIMILARITY.apply(wanted, plain(cell));
                    if (alike > best) {
                        best = alike;
                        nearest = new Nearest(name, row);
                    }
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String plain(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .replaceAll("[\\s_-]", "")
                .toLowerCase(Locale.ROOT);
    }

    static CodeTables read(Path folder, Map<String, String> files) {
        Map<String, CodeTable> tables = new LinkedHashMap<>();
        files.forEach((name, file) -> tables.put(name, CodeTable.read(folder, file)));
        return new CodeTables(tables);
    }

    /**
     * The row of a code, or null if the table has none.
     *
     * @throws IllegalArgumentException if the connector has no such table
     */
    public @Nullable Map<String, String> lookup(String table, String code) {
        CodeTable found = tables.get(table);
        if (found == null) {
            throw new IllegalArgumentException(
                    "没有码表 %s:请在connector.yaml的codes中声明,已声明的有%s".formatted(table, new TreeSet<>(tables.keySet())));
        }
        return found.row(code);
    }
}
