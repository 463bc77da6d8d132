package org.liandong.security.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON value, one text: what is signed or digested must not depend on how a sender happened to write it.
 *
 * <p>Follows RFC 8785: no blanks, members sorted by the UTF-16 code units of their names, only the escapes that JSON
 * demands. It departs in one rule, numbers: RFC 8785 squeezes them through a binary double, here they keep their exact
 * decimal value, written without exponent, without trailing zeros after the point, and zero always as {@code 0}. So
 * {@code 1.50}, {@code 15e-1} and {@code 1.5} are one number, and a 19-digit serial survives.
 */
public final class CanonicalJson {
    /** Beyond this many decimal places on either side a number is an attack on memory, not a quantity. */
    private static final int MOST_PLACES = 400;

    private CanonicalJson() {}

    /** @throws IllegalArgumentException for a number of absurd size or a text that is no Unicode (a lone surrogate) */
    public static String write(JsonNode value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> appendObject(out, value);
            case ARRAY -> appendArray(out, value);
            case STRING -> appendText(out, value.textValue());
            case NUMBER -> out.append(number(value));
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL, MISSING -> out.append("null");
            case BINARY, POJO -> throw new IllegalArgumentException("规范化JSON只接受JSON值, 不接受: " + value.getNodeType());
        }
    }

    private static void appendObject(StringBuilder out, JsonNode object) {
        List<String> names = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            String name = names.get(i);
            appendText(out, name);
            out.append(':');
            append(out, object.path(name));
        }
        out.append('}');
    }

    private static void appendArray(StringBuilder out, JsonNode array) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, array.path(i));
        }
        out.append(']');
    }

    private static void appendText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        out.append(c).append(text.charAt(++i));
                    } else if (Character.isSurrogate(c)) {
                        throw new IllegalArgumentException("文本第%d个字符是不成对的代理字符, 不是合法的Unicode".formatted(i + 1));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static String number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.bigIntegerValue().toString();
        }
        if ((node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
            throw new IllegalArgumentException("JSON数字不能是无穷或非数");
        }
        BigDecimal exact = node.decimalValue();
        if (Math.abs((long) exact.scale()) > MOST_PLACES) {
            throw new IllegalArgumentException("JSON数字位数超过%d位: %s".formatted(MOST_PLACES, exact));
        }
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
