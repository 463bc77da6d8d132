package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.liandong.simulator.LoopbackServer.Reply;

/** Stands where the hub would stand: remembers what reaches it and answers as the test says. */
final class RecordingHub implements AutoCloseable {
    static final Secrets SECRETS = new Secrets(
            Map.of(
                    "NJ12345", "hotline-secret",
                    "PANANJ", "pananj-secret",
                    "WGT", "terminal-secret",
                    "HB", "hb-secret",
                    "CG", "cg-secret",
                    "XF", "xf-secret"),
            new Secrets.Operator("operator", "operator-password"));
    static final String SOAP_OK =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><r><ERRCD>0</ERRCD><RESXML>"
                    + "&lt;result&gt;&lt;caseNo&gt;JN20260707010188422&lt;/caseNo&gt;&lt;state&gt;RECEIVED&lt;/state&gt;"
                    + "&lt;/result&gt;</RESXML></r></s:Body></s:Envelope>";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A call as it arrived. */
    record Arrived(String method, String path, Map<String, String> headers, boolean proven, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile Function<Arrived, Reply> answers = call -> call.path().startsWith("/services/")
            ? Reply.xml("UTF-8", SOAP_OK)
            : Reply.json(200, "{\"code\":\"0\",\"outcome\":\"CASE\",\"caseNo\":\"JN20260707010188422\"}");

    RecordingHub() {
        server = new LoopbackServer(0, this::answer);
    }

    private Reply answer(LoopbackServer.Call call) throws IOException {
        String sender = call.header("X-App-Id");
        String secret = SECRETS.senders().getOrDefault(sender, "unknown");
        Charset charset = LoopbackServer.charsetOf(call.header("Content-Type"));
        Arrived record = new Arrived(
                call.method(),
                call.path(),
                Map.of(
                        "X-App-Id", sender,
                        "X-Nonce", call.header("X-Nonce"),
                        "X-File-Name", call.header("X-File-Name"),
                        "Content-Type", call.header("Content-Type"),
                        "Authorization", call.header("Authorization")),
                call.provenBy(secret),
                new String(call.body(), charset));
        arrived.add(record);
        return answers.apply(record);
    }

    void answering(Function<Arrived, Reply> with) {
        answers = with;
    }

    void reachable(boolean reachable) {
        server.reachable(reachable);
    }

    URI address() {
        return server.address("");
    }

    Hub asSeenFromOutside() {
        return new Hub(address(), SECRETS, Duration.ofSeconds(2));
    }

    List<Arrived> arrived() {
        return List.copyOf(arrived);
    }

    Stream<Arrived> arrivedAt(String path) {
        return arrived().stream().filter(call -> call.path().equals(path));
    }

    @Override
    public void close() {
        server.close();
    }
}
