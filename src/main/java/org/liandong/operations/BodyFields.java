package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.TaskNumber;

/**
 * The fields of a JSON body, each asked for once. Says in Chinese which field is missing, of the wrong kind or unknown, by
 * {@link BadRequest}. Confined to one request.
 */
final class BodyFields {
    private static final int LONGEST_TEXT = 2000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode body;
    private final Set<String> asked = new LinkedHashSet<>();

    private BodyFields(ObjectNode body) {
        this.body = body;
    }

    static BodyFields of(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return new BodyFields(object);
            }
            throw new BadRequest("body", "请求体须为JSON对象,例如{\"command\":\"ACCEPT\"}");
        } catch (JsonProcessingException e) {
            throw new BadRequest("body", "请求体不是合法的JSON,请核对引号、逗号和重复的字段: " + e.getOriginalMessage());
        }
    }

    String text(String field) {
        String text = optionalText(field);
        if (text == null) {
            throw new BadRequest(field, "缺少字段%s,请填写文字".formatted(field));
        }
        return text;
    }

    @Nullable
    String optionalText(String field) {
        JsonNode value = value(field);
        return value == null ? null : textOf(field, value);
    }

    boolean truth(String field) {
        JsonNode value = value(field);
        if (value == null || !value.isBoolean()) {
            throw new BadRequest(field, "字段%s须为true或false".formatted(field));
        }
        return value.booleanValue();
    }

    /** Null if the field is not there. */
    @Nullable
    List<String> optionalTexts(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw new BadRequest(field, "字段%s须为文字的数组,例如[\"GA\",\"SL\"]".formatted(field));
        }
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(textOf(field, one)));
        return List.copyOf(texts);
    }

    TaskNumber taskNo() {
        return new TaskNumber(number("taskNo", "任务号", "办件编号-两位序号", TaskNumber::isValid));
    }

    CaseNumber caseNo(String field) {
        return new CaseNumber(number(field, "办件编号", "JN加17位数字,含校验位", CaseNumber::isValid));
    }

    /** To be called last: a field that nobody asked for is a mistake of the sender. */
    void nothingElse() {
        body.fieldNames().forEachRemaining(field -> {
            if (!asked.contains(field)) {
                throw new BadRequest(field, "不认识字段%s,此命令可用的字段: %s".formatted(field, String.join("、", asked)));
            }
        });
    }

    private String number(String field, String what, String form, Predicate<String> valid) {
        String text = text(field);
        if (!valid.test(text)) {
            throw new BadRequest(field, "字段%s不是正确的%s(%s): %s".formatted(field, what, form, text));
        }
        return text;
    }

    private @Nullable JsonNode value(String field) {
        asked.add(field);
        JsonNode value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private static String textOf(String field, JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty()) {
            throw new BadRequest(field, "字段%s须为非空的文字".formatted(field));
        }
        if (text.length() > LONGEST_TEXT) {
            throw new BadRequest(field, "字段%s长%d字,请缩到%d字以内".formatted(field, text.length(), LONGEST_TEXT));
        }
        return text;
    }
}
