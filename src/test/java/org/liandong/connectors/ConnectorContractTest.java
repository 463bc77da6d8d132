package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract of connector.yaml explains itself: whoever writes a connector reads nothing else. */
class ConnectorContractTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path FILE = Path.of("src/main/resources/contracts/connector.schema.json");

    private static Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> found = new TreeMap<>();
        collect("", schema, schema, false, found);
        return found;
    }

    private static void collect(
            String path, JsonNode node, JsonNode root, boolean required, Map<String, JsonNode> found) {
        if (node.has("properties")) {
            Set<String> needed = new HashSet<>();
            node.path("required").forEach(name -> needed.add(name.asText()));
            node.path("properties").properties().forEach(property -> {
                JsonNode value = property.getValue();
                JsonNode target =
                        value.has("$ref") ? root.at(value.path("$ref").asText().substring(1)) : value;
                String at = path + "/" + property.getKey();
                found.put(at + (needed.contains(property.getKey()) ? "!" : ""), target);
                collect(at, target, root, needed.contains(property.getKey()), found);
            });
        }
        if (node.has("items")) {
            collect(path + "[]", node.path("items"), root, required, found);
        }
        if (path.isEmpty()) {
            collect("department", root.at("/$defs/department"), root, true, found);
            collect("channel", root.at("/$defs/channel"), root, true, found);
        }
    }

    @Test
    void everyPropertyHasTitleDescriptionAndAnExampleThatHolds() throws IOException {
        JsonNode schema = JSON.readTree(FILE.toFile());
        Map<String, JsonNode> properties = properties(schema);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

        assertThat(properties).hasSizeGreaterThan(60);
        properties.forEach((path, property) -> {
            assertThat(property.path("title").asText()).as(path).isNotBlank();
            assertThat(property.path("description").asText()).as(path).isNotBlank();
            assertThat(property.path("examples")).as(path).isNotEmpty();
            property.path("examples")
                    .forEach(example -> assertThat(factory.getSchema(property).validate(example))
                            .as(path)
                            .isEmpty());
        });
    }

    @Test
    void settingsThatMayBeLeftOutHaveADefaultThatHolds() throws IOException {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        Map<String, JsonNode> properties = properties(JSON.readTree(FILE.toFile()));
        // What is absent here is absent as such: no mapping, no look-up, no such operation, no tables, no files, no
        // canary.
        Set<String> absentWhenLeftOut = Set.of(
                "answer",
                "mapping",
                "lookUp",
                "table",
                "rows",
                "flag",
                "files",
                "ferry",
                "batches",
                "oauth",
                "login",
                "certificate",
                "canary");

        properties.forEach((path, property) -> {
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (path.endsWith("!") || absentWhenLeftOut.contains(name) || name.matches("[A-Z]+")) {
                return;
            }
            assertThat(property.has("default")).as(path).isTrue();
            assertThat(
                            property.path("default").isTextual()
                                            && property.path("default").asText().isEmpty()
                                    ? Set.of()
                                    : factory.getSchema(property).validate(property.path("default")))
                    .as(path)
                    .isEmpty();
        });
    }
}
