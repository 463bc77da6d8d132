package org.liandong.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The hub as the outside systems see it: an address, and a proof to put on every call. Safe for use by many threads. */
final class Hub {
    private static final byte[] EMPTY = new byte[0];

    private final URI base;
    private final Secrets secrets;
    private final Duration patience;
    private final HttpClient client;

    /** @param patience how long a caller waits for an answer before it counts the call as unanswered */
    Hub(URI base, Secrets secrets, Duration patience) {
        this.base = base;
        this.secrets = secrets;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    String secret(String sender) {
        return secrets.of(sender);
    }

    /** What the hub answered: the HTTP status and the text in the charset the hub named. */
    record Answer(int status, String text) {}

    /** Posts bytes that carry their own proof. */
    Answer post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return call(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends bytes with the sender's proof in the headers. */
    Answer send(String sender, String method, String path, String contentType, Map<String, String> more, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = signed(sender, path, body)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body));
        more.forEach(request::header);
        return call(request);
    }

    /** Asks with the sender's proof over an empty body. */
    Answer get(String sender, String path) throws IOException, InterruptedException {
        int query = path.indexOf('?');
        byte[] proven = query < 0 ? EMPTY : path.substring(query + 1).getBytes(StandardCharsets.UTF_8);
        return call(signed(sender, path, proven).GET());
    }

    /** Asks the operator's API. */
    Answer operatorGet(String path) throws IOException, InterruptedException {
        return call(asOperator(path).GET());
    }

    /** Posts JSON to the operator's API. */
    Answer operatorPost(String path, String json) throws IOException, InterruptedException {
        return call(asOperator(path)
                .header("Content-Type", "application/json;charset=UTF-8")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder signed(String sender, String path, byte[] body) {
        String timestamp = Long.toString(CityTime.CLOCK.millis());
        String nonce = UUID.randomUUID().toString();
        // The city management bureau's system is older than SM3.
        Proof.Kind kind = sender.equals("CG") ? Proof.Kind.SHA256 : Proof.Kind.SM3;
        return request(path)
                .header("X-App-Id", sender)
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", nonce)
                .header("X-Sign-Type", kind.header())
                .header("X-Sign", Proof.of(kind, secrets.of(sender), timestamp + "\n" + nonce + "\n", body));
    }

    /** Opens a page of a department's inbox. */
    Answer page(String department, String path) throws IOException, InterruptedException {
        return call(loggedIn(request(path), department, secrets.of(department)).GET());
    }

    /** Sends a form of a department's inbox. */
    Answer form(String department, String path, Map<String, String> fields) throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return call(loggedIn(request(path), department, secrets.of(department))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder asOperator(String path) {
        Secrets.Operator operator = secrets.operator();
        return operator == null ? request(path) : loggedIn(request(path), operator.user(), operator.password());
    }

    private static HttpRequest.Builder loggedIn(HttpRequest.Builder request, String user, String password) {
        String account = user + ":" + password;
        return request.header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
    }

    private Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        Charset charset = LoopbackServer.charsetOf(
                response.headers().firstValue("Content-Type").orElse(""));
        return new Answer(response.statusCode(), new String(response.body(), charset));
    }
}
