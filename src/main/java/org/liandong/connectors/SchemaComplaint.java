package org.liandong.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;

/** What the contract has to say about a setting, as a sentence that names the key and the cure. */
final class SchemaComplaint {
    private SchemaComplaint() {}

    static String inWords(ValidationMessage message, String pointer, JsonNode settings) {
        String key = pointer.isEmpty() ? "文件" : pointer.substring(1).replace('/', '.');
        String value = settings.at(pointer).asText();
        JsonNode wanted = message.getSchemaNode();
        return switch (message.getType()) {
            case "required" ->
                "缺少 %s:请补上这个键".formatted(pointer.isEmpty() ? message.getProperty() : key + "." + message.getProperty());
            case "additionalProperties" -> "不认识的键 %s:请改正拼写或删去".formatted(key);
            case "type" -> "%s 的类型不对:应为%s".formatted(key, typeName(wanted.asText()));
            case "enum" -> "%s 不能是 %s:请改为%s之一".formatted(key, value, wanted);
            case "pattern" -> "%s 的写法不对(%s):须符合 %s".formatted(key, value, wanted.asText());
            case "minimum" -> "%s 太小(%s):不得小于%s".formatted(key, value, wanted.asText());
            case "maximum" -> "%s 太大(%s):不得大于%s".formatted(key, value, wanted.asText());
            default -> "%s 不符合约定(%s):请对照 contracts/connector.schema.json 改正".formatted(key, message.getMessage());
        };
    }

    private static String typeName(String type) {
        return switch (type) {
            case "object" -> "键值结构";
            case "array" -> "列表";
            case "string" -> "文本";
            case "integer" -> "整数";
            case "number" -> "数字";
            case "boolean" -> "true或false";
            default -> type;
        };
    }
}
