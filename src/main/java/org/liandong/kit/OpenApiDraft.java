package org.liandong.kit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liandong.kit.ContractDraft.Unclear;

/** Lays a dispatch out after an OpenAPI 3 or Swagger 2 description, JSON or YAML, references within the file included. */
public final class OpenApiDraft {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<String> METHODS = List.of("post", "put");
    private static final int DEEPEST = 8;

    private final JsonNode contract;
    private final StringBuilder mapping = new StringBuilder();
    private int guessed;
    private int open;

    private OpenApiDraft(JsonNode contract) {
        this.contract = contract;
    }

    /** An operation that takes a JSON object. */
    private record Operation(String name, String method, String path, JsonNode schema) {}

    /**
     * @param operation its id, or its path; empty if there is only one that can be meant
     * @throws Unclear saying what to do
     */
    public static ContractDraft of(Path file, String operation) throws Unclear {
        try {
            JsonNode contract = YAML.readTree(file.toFile());
            if (!contract.has("openapi") && !contract.has("swagger")) {
                throw new Unclear(file + " 不是OpenAPI:没有openapi,也没有swagger");
            }
            OpenApiDraft draft = new OpenApiDraft(contract);
            return draft.laidOut(ContractDraft.chosen(draft.operations(), Operation::name, operation));
        } catch (JacksonException e) {
            throw new Unclear("%s 不是合法的JSON或YAML: %s".formatted(file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new Unclear("%s 打不开: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        contract.path("paths").properties().forEach(path -> {
            for (String method : METHODS) {
                JsonNode one = path.getValue().path(method);
                body(one)
                        .ifPresent(schema -> operations.add(new Operation(
                                one.path("operationId").asText(method.toUpperCase(Locale.ROOT)) + " " + path.getKey(),
                                method.toUpperCase(Locale.ROOT),
                                path.getKey(),
                                schema)));
            }
        });
        return operations;
    }

    private Optional<JsonNode> body(JsonNode operation) {
        JsonNode content = resolved(operation.path("requestBody")).path("content");
        for (var type : content.properties()) {
            if (type.getKey().contains("json")) {
                return Optional.of(resolved(type.getValue().path("schema")));
            }
        }
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode known = resolved(parameter);
            if (known.path("in").asText().equals("body")) {
                return Optional.of(resolved(known.path("schema")));
            }
        }
        return Optional.empty();
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode now = node;
        for (int i = 0; i < DEEPEST && now.has("$ref"); i++) {
            String reference = now.path("$ref").asText();
            // a contract in several files is to be bundled first
            now = reference.startsWith("#/") ? contract.at(reference.substring(1)) : contract.path("");
        }
        return now;
    }

    private ContractDraft laidOut(Operation operation) {
        mapping.append("// 照 ").append(operation.name()).append(" 排好:标“猜的”请核对,标“要填”的请填上\n");
        object(fields(operation.schema(), new HashSet<>(), 0), "");
        mapping.append('\n');
        String dispatch = "mapping: dispatch.jslt, path: \"%s\""
                        .formatted(operation.path().replaceAll("\\{[^}]*}", "{taskNo}"))
                + (operation.method().equals("POST") ? "" : ", method: " + operation.method());
        return new ContractDraft("dispatch.jslt", mapping.toString(), dispatch, "", guessed, open);
    }

    private List<ForeignField> fields(JsonNode schema, Set<JsonNode> above, int depth) {
        List<ForeignField> fields = new ArrayList<>();
        if (depth > DEEPEST || !above.add(schema)) {
            return fields;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        for (JsonNode part : schema.path("allOf")) {
            fields.addAll(fields(resolved(part), above, depth + 1));
        }
        schema.path("properties").properties().forEach(property -> {
            JsonNode type = resolved(property.getValue());
            boolean many = type.path("type").asText().equals("array");
            JsonNode one = many ? resolved(type.path("items")) : type;
            fields.add(new ForeignField(
                    property.getKey(),
                    "",
                    property.getValue()
                            .path("description")
                            .asText(type.path("description")
                                    .asText(type.path("title").asText())),
                    typeOf(one),
                    required.contains(property.getKey()),
                    many,
                    fields(one, above, depth + 1)));
        });
        above.remove(schema);
        return fields;
    }

    private static String typeOf(JsonNode schema) {
        String allowed = schema.path("enum").isArray()
                ? "只能是"
                        + schema.path("enum")
                                .valueStream()
                                .map(JsonNode::asText)
                                .collect(Collectors.joining("、"))
                : schema.path("format").asText();
        String longest =
                schema.has("maxLength") ? "最长" + schema.path("maxLength").asInt() : "";
        return String.join(" ", schema.path("type").asText(), allowed, longest).strip();
    }

    private void object(List<ForeignField> fields, String indent) {
        mapping.append("{\n");
        String inner = indent + "  ";
        for (int i = 0; i < fields.size(); i++) {
            ForeignField field = fields.get(i);
            String comma = i + 1 < fields.size() ? "," : "";
            mapping.append(inner).append(new TextNode(field.name())).append(": ");
            if (field.many()) {
                open++;
                mapping.append("[]").append(comma).append("  // 要填: ").append(field.remark());
            } else if (!field.members().isEmpty()) {
                object(field.members(), inner);
                mapping.append(comma);
            } else {
                Optional<String> guess = FieldGuess.of(field);
                guess.ifPresentOrElse(any -> guessed++, () -> open++);
                mapping.append(guess.map(path -> "." + path).orElse("null"))
                        .append(comma)
                        .append(guess.isPresent() ? "  // 猜的: " : "  // 要填: ")
                        .append(field.remark());
            }
            mapping.append('\n');
        }
        mapping.append(indent).append('}');
    }
}
