package org.liandong.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;
import org.liandong.security.crypto.CanonicalJson;
import org.liandong.security.crypto.Sm3;

/**
 * A message as its connector's mapping understood it.
 *
 * @param kind what it is: report, supplement, urge, visit, sign, done …
 * @param fieldNames from a canonical path to the sender's own name of the field
 */
record Understood(
        String kind,
        ObjectNode message,
        @Nullable String charset,
        @Nullable String declaredInner,
        List<QualityNote> notes,
        UnaryOperator<String> fieldNames) {

    /** Whether the mapping found a word in it that no code table knows; {@code code} then says which. */
    boolean isUnknown() {
        return kind.equals("unknown");
    }

    @Nullable
    String text(String name) {
        JsonNode value = message.get(name);
        return value == null || value.isNull() || value.asText().isBlank()
                ? null
                : value.asText().strip();
    }

    boolean flag(String name) {
        String value = text(name);
        return value != null && List.of("1", "true", "是", "Y", "YES").contains(value);
    }

    /** The same for the same content, however it was wrapped and sent. */
    String digest() {
        return Sm3.hex(CanonicalJson.write(message).getBytes(StandardCharsets.UTF_8));
    }

    Understood with(ObjectNode other) {
        return new Understood(other.path("kind").asText(kind), other, charset, declaredInner, notes, fieldNames);
    }
}
