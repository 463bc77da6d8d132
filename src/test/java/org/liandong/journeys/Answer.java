package org.liandong.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the hub answered to a call. */
record Answer(int status, Map<String, List<String>> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    Answer(int status, Map<String, List<String>> headers, byte[] body) {
        this(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + body, e);
        }
    }

    /** The text of a member of the receipt; empty if there is none. */
    String said(String name) {
        return json().path(name).asText("");
    }
}
