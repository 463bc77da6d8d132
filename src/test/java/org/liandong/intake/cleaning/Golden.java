package org.liandong.intake.cleaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liandong.cases.QualityNote;

/** The example messages and expected results of the domain reference. */
final class Golden {
    private static final Path EXAMPLES = Path.of("src/test/resources/reference/examples");

    private Golden() {}

    static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(EXAMPLES.resolve(file));
    }

    static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(bytes(file));
    }

    static List<QualityNote> quality(JsonNode canonical) {
        List<QualityNote> notes = new ArrayList<>();
        canonical
                .path("quality")
                .forEach(note -> notes.add(new QualityNote(
                        note.path("code").asText(),
                        note.path("field").asText(),
                        note.path("action").asText())));
        return notes;
    }
}
