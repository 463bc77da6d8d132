package org.liandong.connectors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The settings of a connector, as written and checked against the contract, with the line each stands on. */
final class ConnectorFile {
    static final String NAME = "connector.yaml";

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final JsonSchema SCHEMA = schema();

    private final JsonNode settings;
    private final Map<String, Integer> lines;

    private ConnectorFile(JsonNode settings, Map<String, Integer> lines) {
        this.settings = settings;
        this.lines = lines;
    }

    static ConnectorFile read(Path folder) {
        String text = FolderFile.text(folder, NAME);
        ConnectorFile file;
        try {
            file = new ConnectorFile(YAML.readTree(text), lines(text));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new FaultyConnectorException(NAME, line, "不是合法的YAML,请检查缩进、引号和重复的键:" + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!file.settings.isObject()) {
            throw new FaultyConnectorException(NAME, 1, "文件为空或不是键值结构:请写 键: 值,各键见 contracts/connector.schema.json");
        }
        file.check();
        return file;
    }

    JsonNode settings() {
        return settings;
    }

    /** The fault of a setting that the contract alone cannot see. */
    FaultyConnectorException fault(String pointer, String reason) {
        return new FaultyConnectorException(NAME, line(pointer), reason);
    }

    private void check() {
        SCHEMA.validate(settings).stream()
                .min(Comparator.comparingInt(message -> line(pointer(message))))
                .ifPresent(first -> {
                    throw fault(pointer(first), SchemaComplaint.inWords(first, pointer(first), settings));
                });
    }

    private static String pointer(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        // An unknown key is at fault itself, not the object around it.
        return message.getType().equals("additionalProperties") ? at + "/" + message.getProperty() : at;
    }

    private int line(String pointer) {
        String known = pointer;
        while (!lines.containsKey(known) && !known.isEmpty()) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        return lines.getOrDefault(known, 1);
    }

    private static Map<String, Integer> lines(String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
                    lines.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return lines;
    }

    private static JsonSchema schema() {
        try (InputStream contract = Objects.requireNonNull(
                ConnectorFile.class.getResourceAsStream("/contracts/connector.schema.json"),
                "contracts/connector.schema.json")) {
            SchemaValidatorsConfig plainPointers = SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(contract, plainPointers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
