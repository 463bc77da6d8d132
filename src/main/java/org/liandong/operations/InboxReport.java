package org.liandong.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a department has filled into a form about one of its tasks.
 *
 * @param values by the field's name
 * @param photos by name
 */
record InboxReport(String taskNo, Map<String, String> values, Map<String, byte[]> photos) {
    static final List<String> FIELDS = List.of(
            "kind",
            "eventNo",
            "handler",
            "opinion",
            "publicReply",
            "resolved",
            "reasonCode",
            "text",
            "suggestedDept",
            "amount",
            "unit",
            "until");

    /** A form sent twice is one report: its number was made when the form was shown. */
    static String newNumber() {
        return UUID.randomUUID().toString();
    }

    static InboxReport of(String taskNo, Map<String, String> form, Map<String, byte[]> photos) {
        Map<String, String> values = new LinkedHashMap<>();
        FIELDS.forEach(field -> {
            @Nullable String value = form.get(field);
            if (value != null && !value.isBlank()) {
                values.put(field, value.strip());
            }
        });
        values.putIfAbsent("eventNo", newNumber());
        return new InboxReport(taskNo, values, photos);
    }

    byte[] message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("taskNo", taskNo);
        values.forEach(message::put);
        ArrayNode files = message.putArray("attachments");
        photos.forEach((name, bytes) -> files.addObject()
                .put("name", name)
                .put("kind", "EVIDENCE")
                .put("base64", Base64.getEncoder().encodeToString(bytes)));
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }
}
