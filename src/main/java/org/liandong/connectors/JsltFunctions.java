package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.liandong.security.crypto.Sm3;

/**
 * What mappings in JSLT have beyond the language:
 *
 * <ul>
 *   <li>{@code lookup(table, code)}: the row of a code table as an object, or null
 *   <li>{@code leaf(value)}: a single value as the text it came as, or null where nothing or only blanks came
 *   <li>{@code local-time(iso, pattern)}: a time of a canonical message on the city's wall clock, or null
 *   <li>{@code within(text, bytes, charset)}: as much of a text as a column counted in bytes holds, whole characters, or null
 *   <li>{@code sm3(text)}: its SM3 in hexadecimal digits, or null
 * </ul>
 */
final class JsltFunctions {
    private JsltFunctions() {}

    static List<Function> over(CodeTables codes) {
        return List.of(
                new Own("lookup", 2, arguments -> lookup(codes, arguments)),
                new Own("leaf", 1, arguments -> leaf(arguments[0])),
                new Own("local-time", 2, JsltFunctions::localTime),
                new Own("within", 3, JsltFunctions::within),
                new Own(
                        "sm3",
                        1,
                        arguments -> arguments[0].isNull()
                                ? NullNode.instance
                                : TextNode.valueOf(Sm3.hex(arguments[0].asText()))));
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

    private static JsonNode within(JsonNode[] arguments) {
        if (arguments[0].isNull()) {
            return NullNode.instance;
        }
        String text = arguments[0].asText();
        Charset charset = Charset.forName(arguments[2].asText());
        int left = arguments[1].asInt();
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            left -= text.substring(end, next).getBytes(charset).length;
            if (left < 0) {
                break;
            }
            end = next;
        }
        return TextNode.valueOf(text.substring(0, end));
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
