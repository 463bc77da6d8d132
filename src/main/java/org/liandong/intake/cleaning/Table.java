package org.liandong.intake.cleaning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the two-column tables beside these classes: {@code key,value} a line, {@code #} begins a comment line. */
final class Table {
    private Table() {}

    static Map<String, String> read(String resource) {
        Map<String, String> table = new LinkedHashMap<>();
        try (InputStream in = Table.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("缺少数据表" + resource + ",请检查安装包是否完整");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comma = line.indexOf(',');
                if (!line.startsWith("#") && comma > 0) {
                    table.put(
                            line.substring(0, comma), line.substring(comma + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("无法读取数据表" + resource, e);
        }
        return Map.copyOf(table);
    }
}
