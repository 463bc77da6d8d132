package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;

/** A letter of the hub, taken from a sample, and what may become of it on a bad day. */
record Letter(ObjectNode content) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Not in any receiver's tables, some not in GBK, one not in the Basic Multilingual Plane. */
    private static final String RARE = "😡👨‍👩‍👧𬭖㙍𠮷①Ⅲ…";

    static final String BEGINNING = "小区门口的路灯";

    static final String END = "〔文末〕";

    private static final int LONG = 4_000;
    private static final String MARKS = "<b>&amp;</b> \"双引号\" '单引号' ]]> \\n {\"a\":1} <!-- --> &#x0; %s ${x}\n\t";

    /** @throws IllegalArgumentException if the sample is no letter */
    static Letter of(String sample) {
        try {
            if (JSON.readTree(sample) instanceof ObjectNode letter) {
                return new Letter(letter);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("不是JSON对象");
    }

    ObjectNode copy() {
        return content.deepCopy();
    }

    /** The same, a day later since its answer was lost. */
    ObjectNode sentAgain() {
        return copy().put(
                        "sentAt",
                        OffsetDateTime.parse(content.path("sentAt").asText())
                                .plusDays(1)
                                .toString());
    }

    /** Whoever asked wrote all that fits. */
    ObjectNode atLength() {
        String words = BEGINNING + "坏了三盏,晚上看不清路" + RARE;
        return saying(words.repeat(LONG / words.length() + 1).substring(0, LONG - END.length()) + END);
    }

    /** Whoever asked wrote what means something to machines. */
    ObjectNode withMarks() {
        return saying(MARKS);
    }

    private ObjectNode saying(String words) {
        ObjectNode letter = copy();
        for (String field : List.of("content", "text", "publicReply")) {
            if (letter.path(field).isTextual()) {
                letter.put(field, words);
            }
        }
        if (letter.path("detail") instanceof ObjectNode detail) {
            for (String field : List.of("text", "reason")) {
                if (detail.path(field).isTextual()) {
                    detail.put(field, words);
                }
            }
        }
        return letter;
    }

    /** An anonymous call about nowhere in particular: all that may be missing is. */
    ObjectNode atItsBarest() {
        ObjectNode letter = copy();
        letter.remove("item");
        for (String field : List.of("leadDept", "leadDeptName", "publicReply", "result", "disposeDue")) {
            if (letter.has(field)) {
                letter.putNull(field);
            }
        }
        if (letter.path("petitioner") instanceof ObjectNode petitioner) {
            petitioner.put("display", "匿名").put("contactMode", "NONE").putNull("contact");
        }
        if (letter.path("location") instanceof ObjectNode location) {
            for (String field : List.of("street", "grid", "lng", "lat", "crs")) {
                location.putNull(field);
            }
            location.put("address", "地址不详").put("quality", "NONE");
        }
        if (letter.has("attachments")) {
            letter.putArray("attachments");
        }
        return letter;
    }
}
