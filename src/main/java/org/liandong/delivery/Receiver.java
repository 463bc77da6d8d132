package org.liandong.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one receiver of letters is reached: what its connector says. Safe for any thread. */
public interface Receiver {
    /** The queue its letters wait in, for example {@code dept.CG}. */
    String name();

    /** What people call it. */
    String title();

    /** The endpoint that carries a request there: a Kamelet with its settings. */
    String call();

    /** Which version of its connector this is; empty where there are none. */
    default String version() {
        return "";
    }

    /** Whether there were others before it. */
    default boolean hasFormer() {
        return false;
    }

    /** As it was in that version, reached as today; this one if that version is not at hand or knew no such operation. */
    default Receiver asOf(String version, String operation) {
        return this;
    }

    /** How many letters may be under way at once. */
    int concurrency();

    /** Whether it recognises a repeated letter by its operation key, so that one in doubt may be sent again. */
    boolean recognisesRepetition();

    Patience patience();

    Fuse fuse();

    /**
     * The letter in the receiver's own form; empty if it says nothing that the receiver wants to hear.
     *
     * @throws CannotCompose if the connector has no mapping for it or the mapping fails: a person must look
     */
    Optional<Request> compose(String operation, ObjectNode letter);

    /** The question whether the letter arrived; empty if the receiver cannot be asked about a letter of its kind. */
    Optional<Request> lookUp(ObjectNode letter);

    /** What an answer means. A success is the business result of the mapping, never the status alone. */
    Answer understand(Request request, Reply reply);

    /** The request for people to read, without what is secret between the hub and the receiver. */
    String legible(Request request);

    /** The answer for people to read. */
    String legible(Reply reply);

    /**
     * A request ready to go.
     *
     * @param method for HTTP
     * @param headers beside those of the content, for example the proof of who sends
     */
    @SuppressWarnings("ArrayRecordComponent") // written once and compared by nobody
    record Request(
            String address,
            String method,
            String contentType,
            byte[] body,
            Map<String, String> headers,
            String operation) {}

    /** The other side's answer as it came. */
    @SuppressWarnings("ArrayRecordComponent") // read once and compared by nobody
    record Reply(int status, @Nullable String contentType, byte[] body) {}

    /** What came of an attempt. */
    record Answer(
            Result result,
            @Nullable String foreignNo,
            @Nullable String code,
            @Nullable String message) {
        static Answer of(Result result, String message) {
            return new Answer(result, null, null, message);
        }
    }

    /** Results of an attempt or a look-up. */
    enum Result {
        DELIVERED,
        /** Refused for a reason of business. */
        REFUSED,
        /** Certainly not taken; may be tried again. */
        RETRY,
        /** The look-up says that it never arrived. */
        NOT_FOUND,
        /** It may have been taken. */
        UNKNOWN,
        /** It is under way by a means that takes its time: to be asked about later. */
        AWAITED
    }

    /** How long and how often to try again (reference §3.6). */
    record Patience(Duration first, double factor, Duration longest, Duration giveUpAfter) {
        /** @param attempt 1 for the first */
        Duration after(int attempt) {
            double millis = first.toMillis() * Math.pow(factor, Math.min(attempt - 1, 40));
            return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
        }
    }

    /** After how many failures in a row the receiver's queue rests, and how long. */
    record Fuse(int failures, Duration rest) {}

    /** The letter cannot be put into the receiver's form. */
    final class CannotCompose extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CannotCompose(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The text of a member, or null. */
    static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }
}
