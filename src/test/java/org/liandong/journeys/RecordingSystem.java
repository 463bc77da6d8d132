package org.liandong.journeys;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.liandong.simulator.FreePorts;

/** A foreign system that writes down what really reached it over the wire, and always answers the same. */
final class RecordingSystem implements AutoCloseable {
    /** One call, header names in any case. */
    @SuppressWarnings("ArrayRecordComponent") // read once and compared by nobody
    record Call(String method, String path, Map<String, List<String>> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? "" : values.get(0);
        }
    }

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** On a port of its own. */
    static RecordingSystem answering(String contentType, String answer) {
        return at(FreePorts.next(), contentType, answer);
    }

    static RecordingSystem at(int port, String contentType, String answer) {
        try {
            return new RecordingSystem(port, contentType, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordingSystem(int port, String contentType, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> answer(exchange, contentType, answer));
        server.start();
    }

    private void answer(HttpExchange exchange, String contentType, String answer) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(exchange.getRequestHeaders());
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers, body));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", contentType);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The first call about it, waiting until it has come. */
    Call about(String text) {
        HubUnderTest.until("a call about " + text, () -> calls.stream().anyMatch(call -> isAbout(call, text)));
        return calls.stream().filter(call -> isAbout(call, text)).findFirst().orElseThrow();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private static boolean isAbout(Call call, String text) {
        return call.text().contains(text) || call.path().contains(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
