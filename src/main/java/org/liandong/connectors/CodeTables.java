package org.liandong.connectors;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
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
