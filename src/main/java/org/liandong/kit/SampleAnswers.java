package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Samples;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Request;
import org.liandong.delivery.Receiver.Result;

/** What a system answers, as the samples have it, and what the connector takes it for. */
final class SampleAnswers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;

    private final Connector connector;
    private final Path folder;
    private final Receiver receiver;
    private final boolean soap;

    SampleAnswers(Connector connector, Path folder, Receiver receiver) {
        this.connector = connector;
        this.folder = folder;
        this.receiver = receiver;
        this.soap = connector.delivery().protocol().equals("soap");
    }

    /** @param step {@code answer} or {@code lookUp-answer} */
    List<Reply> of(String step) {
        try {
            List<Reply> replies = new ArrayList<>();
            for (String sample : Samples.inputsOf(step, folder)) {
                // samples of a REST answer tell its status and body; those of a SOAP answer are the answer
                (soap ? Optional.of(reply(OK, sample)) : rest(sample)).ifPresent(replies::add);
            }
            return replies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapping that fails leaves the outcome unknown, as it does in the hub. */
    Result result(String operation, Reply reply) {
        try {
            return receiver.understand(new Request("", "POST", "", new byte[0], Map.of(), operation), reply)
                    .result();
        } catch (RuntimeException e) {
            return Result.UNKNOWN;
        }
    }

    Reply half(Reply whole) {
        String text = new String(whole.body(), connector.delivery().charset());
        return reply(whole.status(), text.substring(0, text.length() / 2));
    }

    Reply reply(int status, String body) {
        return new Reply(status, null, body.getBytes(connector.delivery().charset()));
    }

    private Optional<Reply> rest(String sample) {
        try {
            JsonNode told = JSON.readTree(sample);
            JsonNode body = told.path("body");
            String text = body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : body.toString();
            return Optional.of(reply(told.path("status").asInt(OK), text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
