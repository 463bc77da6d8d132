package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.util.List;
import java.util.Map;

/**
 * What mappings in JSLT have beyond the language:
 *
 * <ul>
 *   <li>{@code lookup(table, code)}: the row of a code table as an object, or null
 *   <li>{@code leaf(value)}: a single value as the text it came as, or null where nothing or only blanks came
 *   <li>{@code local-time(iso, pattern)}: a time of a canonical message on the city's wall clock, or null
 * </ul>
 */
final class JsltFunctions {
    private JsltFunctions() {}

    static List<Function> over(CodeTables codes) {
        return List.of(
                new Own("lookup", 2, arguments -> lookup(codes, arguments)),
                new Own("leaf", 1, arguments -> leaf(arguments[0])),
                new Own("local-time", 2, JsltFunctions::localTime));
    }

    private static JsonNode lookup(CodeTables codes, JsonNode[] arguments) {
        Map<String, String> row =
                arguments[1].isNull() ? null : codes.lookup(arguments[0].asText(), arguments[1].asText());
        if (row == null) {
            return NullNode.instance;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        row.forEach(object::put);
        return object;
    }

    private static JsonNode leaf(JsonNode value) {
        if (value.isContainerNode()) {
            throw new IllegalArgumentException("此处应为单个值,收到的是" + (value.isArray() ? "数组" : "对象"));
        }
        String text = value.isNull() || value.isMissingNode()
                ? ""
                : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
        return text.isBlank() ? NullNode.instance : TextNode.valueOf(text);
    }

    private static JsonNode localTime(JsonNode[] arguments) {
        return arguments[0].isNull()
                ? NullNode.instance
                : TextNode.valueOf(CityTime.format(arguments[0].asText(), arguments[1].asText()));
    }

    /** What a function does with its arguments. */
    private interface Body {
        JsonNode of(JsonNode[] arguments);
    }

    private record Own(String name, int arity, Body body) implements Function {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return arity;
        }

        @Override
        public int getMaxArguments() {
            return arity;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            return body.of(arguments);
        }
    }
}
