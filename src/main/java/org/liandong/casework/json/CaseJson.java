package org.liandong.casework.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Arrays;
import java.util.stream.Stream;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.TaskNumber;

/**
 * Writes a {@link CaseFile} or a {@link CaseEvent} as JSON and reads it back equal. Instants are ISO 8601 in UTC, numbers of
 * cases and tasks are plain strings, an event says what it is in its property {@code type} (the simple name of its class),
 * what is null is left out. The same value always gives the same text.
 *
 * <p>Reading is strict: a property that is unknown, missing, null without leave or given twice fails, so that a text from
 * another version of the hub is noticed and not half understood. Safe for use by many threads.
 */
public final class CaseJson {
    private static final ObjectMapper MAPPER = mapper();

    private CaseJson() {}

    public static String write(CaseFile file) {
        return text(file);
    }

    public static String write(CaseEvent event) {
        return text(event);
    }

    /** @throws IllegalArgumentException if the text is not a case as {@link #write(CaseFile)} writes it */
    public static CaseFile read(String json) {
        return value(json, CaseFile.class, "办件");
    }

    /** @throws IllegalArgumentException if the text is not an event as {@link #write(CaseEvent)} writes it */
    public static CaseEvent readEvent(String json) {
        return value(json, CaseEvent.class, "办件事件");
    }

    private static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written", failure);
        }
    }

    private static <T> T value(String json, Class<T> kind, String what) {
        try {
            T value = MAPPER.readValue(json, kind);
            if (value == null) {
                throw new IllegalArgumentException(what + "JSON为null,应为对象");
            }
            return value;
        } catch (JsonProcessingException failure) {
            String where = failure instanceof JsonMappingException mapping ? mapping.getPathReference() : "";
            throw new IllegalArgumentException(
                    what + "JSON无法读取,请核对字段" + where + ": " + failure.getOriginalMessage(), failure);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .annotationIntrospector(new RequiredUnlessNullable())
                .addMixIn(CaseEvent.class, TypedByName.class)
                .addMixIn(CaseNumber.class, PlainText.class)
                .addMixIn(TaskNumber.class, PlainText.class)
                .registerSubtypes(concrete(CaseEvent.class).toArray(NamedType[]::new))
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .build();
    }

    private static Stream<NamedType> concrete(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(CaseJson::concrete)
                : Stream.of(new NamedType(kind, kind.getSimpleName()));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface TypedByName {}

    private abstract static class PlainText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        @SuppressWarnings("unused") // its annotation is mixed into the constructor of the number
        PlainText(String value) {}

        @JsonValue
        abstract String value();
    }
}
