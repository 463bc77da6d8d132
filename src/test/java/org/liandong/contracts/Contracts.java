package org.liandong.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The contract files as they are shipped, read from the class path. */
final class Contracts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_ASSERTED =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Contracts() {}

    /** What is wrong, and where: a JSON pointer to the field, then the validator's words. */
    record Problem(String field, String words) {}

    static Path folder() {
        return resource("/contracts");
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(Contracts.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names of the files of this kind, in order. */
    static List<String> files(String ending) {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name file in the folder of contracts, JSON or YAML by its ending */
    static JsonNode document(String name) {
        return parse(name, text(folder().resolve(name)));
    }

    /** A sample of the domain reference, by its file name. */
    static JsonNode sample(String name) {
        return parse(name, text(reference(name)));
    }

    static Path reference(String name) {
        return resource("/reference/examples").resolve(name);
    }

    static JsonNode parse(String name, String text) {
        try {
            return name.endsWith(".yaml") ? YAML.readTree(text) : JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param location file and fragment within the folder, for example {@code terms.schema.json#/$defs/time} */
    static List<Problem> problems(String location, JsonNode message) {
        return SCHEMAS
                .getSchema(SchemaLocation.of("classpath:contracts/" + location), FORMATS_ASSERTED)
                .validate(message)
                .stream()
                .map(Contracts::problem)
                .distinct()
                .toList();
    }

    /** What the meta-schema of JSON Schema 2020-12 says about a schema. */
    static List<Problem> problemsOfSchema(JsonNode schema) {
        return SCHEMAS
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), FORMATS_ASSERTED)
                .validate(schema)
                .stream()
                .map(Contracts::problem)
                .toList();
    }

    /** @return the node at which a reference made in a document points; missing if there is none */
    static JsonNode resolve(String fromDocument, String ref) {
        int hash = ref.indexOf('#');
        String file = hash < 0 ? ref : ref.substring(0, hash);
        String pointer = hash < 0 ? "" : URI.create(ref.substring(hash)).getFragment();
        String document = file.isEmpty() ? fromDocument : file;
        if (!Files.isRegularFile(folder().resolve(document))) {
            return JSON.missingNode();
        }
        return document(document).at(JsonPointer.compile(pointer));
    }

    private static Problem problem(ValidationMessage message) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
            pointer.append('/').append(message.getInstanceLocation().getElement(i));
        }
        if (message.getProperty() != null) {
            pointer.append('/').append(message.getProperty());
        }
        return new Problem(pointer.toString(), message.getMessage());
    }
}
