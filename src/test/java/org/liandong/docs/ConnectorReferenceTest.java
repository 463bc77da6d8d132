package org.liandong.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/connector-reference.md against the schema that connectors are checked by. */
class ConnectorReferenceTest {
    private static final Path REFERENCE = Path.of("docs/connector-reference.md");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyPropertyOfTheSchemaIsThere() throws IOException {
        String text = text(JSON.readTree(
                Path.of("src/main/resources/contracts/connector.schema.json").toFile()));
        Path generated = Files.writeString(Path.of("target").resolve(REFERENCE.getFileName()), text);
        assertThat(REFERENCE).as("cp %s %s", generated, REFERENCE).hasContent(text);
    }

    private static String text(JsonNode schema) {
        StringBuilder text = new StringBuilder("""
                # connector.yaml 的每一项 / Every property of connector.yaml

                由 [connector.schema.json](../src/main/resources/contracts/connector.schema.json) 生成。编辑器凭它补全、说明每一项:随附的与
                `connector new` 写出的文件第一行指着它;手头没有这棵树的,第一行写 `# yaml-language-server: $schema=http://枢纽/contracts/connector.schema.json`。怎样用见 [connectors.md](connectors.md)。

                Generated from the schema, in its order. 必填: required.
                """);
        section(text, schema, "department", "部门 / Department");
        section(text, schema, "channel", "渠道 / Channel");
        return text.toString();
    }

    private static void section(StringBuilder text, JsonNode schema, String kind, String title) {
        text.append("\n## ").append(title).append("\n\n| 项 | 含义 | 不写时 | 例 |\n|---|---|---|---|\n");
        List<String> lines = new ArrayList<>();
        collect("", schema.at("/$defs/" + kind), schema, lines);
        lines.forEach(line -> text.append(line).append('\n'));
    }

    private static void collect(String path, JsonNode node, JsonNode schema, List<String> lines) {
        Set<String> required = new HashSet<>();
        node.path("required").forEach(name -> required.add(name.asText()));
        node.path("properties").properties().forEach(property -> {
            JsonNode target = property.getValue().has("$ref")
                    ? schema.at(property.getValue().path("$ref").asText().substring(1))
                    : property.getValue();
            String own = path + property.getKey();
            lines.add("| `%s` | **%s** %s%s | %s | %s |"
                    .formatted(
                            own,
                            target.path("title").asText(),
                            cell(target.path("description").asText()),
                            words(target),
                            otherwise(target, required.contains(property.getKey())),
                            target.path("examples").isEmpty()
                                    ? ""
                                    : code(target.path("examples").get(0))));
            collect(own + ".", target, schema, lines);
            collect(own + "[].", target.path("items"), schema, lines);
        });
    }

    private static String words(JsonNode target) {
        List<String> words = new ArrayList<>();
        target.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
        return words.isEmpty() ? "。" : ":" + String.join(" ", words) + "。";
    }

    private static String otherwise(JsonNode target, boolean required) {
        if (required) {
            return "必填";
        }
        JsonNode value = target.path("default");
        return value.isMissingNode() || value.asText(" ").isEmpty() || (value.isContainerNode() && value.isEmpty())
                ? "没有"
                : code(value);
    }

    private static String code(JsonNode value) {
        return "`" + cell(value.isTextual() ? value.asText() : value.toString()) + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ");
    }
}
