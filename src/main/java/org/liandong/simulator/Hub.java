package org.liandong.simulator;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hub as the outside systems see it: an address, and a proof to put on every call. Safe for use by many threads. */
final class Hub {
    private static final byte[] EMPTY = new byte[0];
    private static final int SEE_OTHER = 302;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI base;
    private final Secrets secrets;
    private final Duration patience;
    private final HttpClient client;
    private final Map<String, HttpClient> browsers = new ConcurrentHashMap<>();

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

    /** Opens a page of a department's inbox, signing in first where that is asked for. */
    Answer page(String department, String path) throws IOException, InterruptedException {
        return signedIn(department, () -> request(path).GET());
    }

    /** Sends a form of a department's inbox. */
    Answer form(String department, String path, Map<String, String> fields) throws IOException, InterruptedException {
        return signedIn(department, () -> form(path, fields));
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private Answer signedIn(String department, Supplier<HttpRequest.Builder> request)
            throws IOException, InterruptedException {
        HttpClient browser = browsers.computeIfAbsent(department, any -> browser());
        HttpResponse<byte[]> response = send(browser, request.get());
        if (!isSentToLogin(response)) {
            return answer(response);
        }
        Matcher token =
                TOKEN.matcher(answer(send(browser, request("/login").GET())).text());
        String csrf = token.find() ? token.group(1) : "";
        send(
                browser,
                form("/login", Map.of("username", department, "password", secrets.of(department), "_csrf", csrf)));
        return answer(send(browser, request.get()));
    }

    private static boolean isSentToLogin(HttpResponse<byte[]> response) {
        return response.statusCode() == SEE_OTHER
                && response.headers().firstValue("Location").orElse("").contains("/login");
    }

    private HttpClient browser() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .cookieHandler(new CookieManager())
                .build();
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
        return answer(send(client, request));
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Charset charset = LoopbackServer.charsetOf(
                response.headers().firstValue("Content-Type").orElse(""));
        return new Answer(response.statusCode(), new String(response.body(), charset));
    }
}
