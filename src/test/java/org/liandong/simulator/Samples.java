package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sample messages of the reference. */
final class Samples {
    private Samples() {}

    static byte[] bytes(String name) throws IOException {
        try (var file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/reference/examples/" + name), name)) {
            return file.readAllBytes();
        }
    }

    static String text(String name) throws IOException {
        return new String(bytes(name), UTF_8);
    }

    static JsonNode json(String name) throws IOException {
        return JsonMapper.builder().build().readTree(bytes(name));
    }

    static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
