package org.liandong.contracts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the city and the hub, passes everything on as it is and writes it down. Safe for any thread. */
final class Wiretap implements AutoCloseable {
    private static final Set<String> OF_THE_LINE = Set.of(
            "host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "keep-alive");

    private final URI hub;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    private Wiretap(URI hub) throws IOException {
        this.hub = hub;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    static Wiretap on(URI hub) throws IOException {
        Wiretap tap = new Wiretap(hub);
        tap.server.createContext("/", tap::pass);
        tap.server.setExecutor(tap.threads);
        tap.server.start();
        return tap;
    }

    /**
     * A call and its answer.
     *
     * @param asked as UTF-8
     * @param type of the answer, without its charset
     * @param headers of the answer, names in lower case
     */
    record Call(
            String method,
            URI target,
            String asked,
            int status,
            String type,
            Map<String, String> headers,
            String said) {
        String path() {
            return target.getPath();
        }

        @Override
        public String toString() {
            return "%s %s -> %d %s".formatted(method, target, status, said);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(exchange.getRequestURI()))
                    .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            note(exchange, body, answer);
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_LINE.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(HttpExchange exchange, byte[] body, HttpResponse<byte[]> answer) {
        Map<String, String> headers = new java.util.HashMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String type =
                headers.getOrDefault("content-type", "").replaceFirst(";.*", "").strip();
        calls.add(new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                new String(body, StandardCharsets.UTF_8),
                answer.statusCode(),
                type,
                Map.copyOf(headers),
                new String(answer.body(), StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
