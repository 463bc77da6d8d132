package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The simulator's books on disk: one JSON line for everything that was sent, acknowledged, taken or received, so that a city
 * opened on them again knows what it was about. Safe for use by many threads; each line is handed to the operating system
 * before the call returns.
 */
public final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable Writer writer;
    private final List<JsonNode> past;
    private volatile BiConsumer<String, Map<String, ?>> listener = (what, facts) -> {};

    private Journal(@Nullable Writer writer, List<JsonNode> past) {
        this.writer = writer;
        this.past = List.copyOf(past);
    }

    /** A journal that keeps nothing; the books in memory remain. */
    public static Journal none() {
        return new Journal(null, List.of());
    }

    /** Reads what the file holds and appends to it, creating it if need be. */
    public static Journal appendTo(Path file) throws IOException {
        boolean begun = Files.exists(file) && Files.size(file) > 0;
        List<JsonNode> past = begun ? read(file) : List.of();
        Writer writer = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (begun) {
            // the last line may have been cut when the simulator was killed
            writer.write("\n");
        }
        return new Journal(writer, past);
    }

    private static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                parsed(line).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** Empty for a line that was cut when the simulator was killed: what it would have told never happened to anybody. */
    private static Optional<JsonNode> parsed(String line) {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JsonProcessingException cut) {
            return Optional.empty();
        }
    }

    /** What the file held when it was opened, in order. */
    List<JsonNode> past() {
        return past;
    }

    static <T> T read(JsonNode node, Class<T> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("仿真流水中的记录不合格式,请换一个流水文件", e);
        }
    }

    /** From now on this one is told of each entry, in the thread that makes it; no other entry is made meanwhile. */
    void tell(BiConsumer<String, Map<String, ?>> whom) {
        listener = whom;
    }

    synchronized void write(String what, Map<String, ?> facts) {
        listener.accept(what, facts);
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
