package org.liandong.intake;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came in: bytes untouched.
 *
 * @param connector the connector it came to
 * @param entry which of the connector's entries
 * @param headers those the hub allows, names in lower case
 * @param sender proven by the broker's login for queues; otherwise to be proven
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are nobody else's and compared by nobody
record Arrival(
        String connector,
        String entry,
        byte[] body,
        @Nullable String contentType,
        Map<String, String> headers,
        Instant receivedAt,
        @Nullable String sender) {

    Arrival from(String proven) {
        return new Arrival(connector, entry, body, contentType, headers, receivedAt, proven);
    }
}
