package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's books on disk: one JSON line for everything that was sent, acknowledged, taken or received. Safe for
 * use by many threads; each line is handed to the operating system before the call returns.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Writer writer;

    private Journal(@Nullable Writer writer) {
        this.writer = writer;
    }

    /** A journal that keeps nothing; the books in memory remain. */
    public static Journal none() {
        return new Journal(null);
    }

    /** Appends to the file, creating it if need be. */
    public static Journal appendTo(Path file) throws IOException {
        return new Journal(Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    synchronized void write(String what, Map<String, ?> facts) {
        if (writer == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", Instant.now(CityTime.CLOCK).toString());
        line.put("what", what);
        line.putAll(facts);
        try {
            writer.write(JSON.writeValueAsString(line) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("仿真流水无法写入,请检查磁盘空间与目录权限", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
