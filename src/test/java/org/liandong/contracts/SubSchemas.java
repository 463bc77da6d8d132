package org.liandong.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Walks a schema and every schema inside it, by the keywords of JSON Schema 2020-12. */
final class SubSchemas {
    private static final Set<String> ONE = Set.of(
            "items", "if", "then", "else", "not", "additionalProperties", "unevaluatedProperties", "propertyNames");
    private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> NAMED = Set.of("properties", "$defs");
    private static final Set<String> PLAIN = Set.of(
            "$schema",
            "$ref",
            "title",
            "description",
            "type",
            "enum",
            "const",
            "default",
            "examples",
            "required",
            "dependentRequired",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "minItems",
            "uniqueItems");

    private SubSchemas() {}

    /** Calls back with a pointer to each schema and the schema. Conditions are left out where asked. */
    static void each(String at, JsonNode schema, boolean conditionsToo, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(at, schema);
        schema.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            boolean condition = Set.of("if", "then", "else", "not", "allOf").contains(name);
            if (condition && !conditionsToo) {
                return;
            }
            if (ONE.contains(name) && value.isObject()) {
                each(at + "/" + name, value, conditionsToo, visitor);
            } else if (LIST.contains(name)) {
                for (int i = 0; i < value.size(); i++) {
                    each(at + "/" + name + "/" + i, value.get(i), conditionsToo, visitor);
                }
            } else if (NAMED.contains(name)) {
                value.properties().forEach(one -> {
                    if (one.getValue().isObject()) {
                        each(at + "/" + name + "/" + one.getKey(), one.getValue(), conditionsToo, visitor);
                    }
                });
            }
        });
    }

    /** Keywords that JSON Schema 2020-12 does not have, which validators pass over in silence. */
    static Set<String> unknownKeywords(JsonNode schema) {
        Set<String> unknown = new TreeSet<>();
        each(
                "",
                schema,
                true,
                (at, one) -> one.fieldNames().forEachRemaining(name -> {
                    if (!ONE.contains(name) && !LIST.contains(name) && !NAMED.contains(name) && !PLAIN.contains(name)) {
                        unknown.add(at + "/" + name);
                    }
                }));
        return unknown;
    }
}
