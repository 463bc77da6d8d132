package org.liandong.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.security.crypto.CanonicalJson;
import org.liandong.security.crypto.Hmac;
import org.liandong.simulator.Secrets;

/** Calls the hub as its peers do. What is said stays byte for byte as given; only time and proof are put on. */
final class Wire {
    static final String JSON = "application/json;charset=UTF-8";
    static final String SOAP_GBK = "text/xml; charset=GBK";
    static final String XML = "application/xml;charset=UTF-8";
    static final String ORDERS = "/channels/12345/orders";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final URI hub;
    private final Secrets secrets;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Wire(URI hub, Secrets secrets, Clock clock) {
        this.hub = hub;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** With the sender's proof in the headers. */
    String address() {
        return hub.toString();
    }

    Answer post(String sender, String path, String contentType, byte[] body) {
        return call("POST", path, contentType, body, proof(sender, body));
    }

    Answer post(String sender, String path, String json) {
        return post(sender, path, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** What the hub has given the sender to prove itself with. */
    String secret(String sender) {
        return secrets.of(sender);
    }

    /** A GET proves its query. */
    Answer get(String sender, String path, String query) {
        return call(
                "GET", path + "?" + query, JSON, new byte[0], proof(sender, query.getBytes(StandardCharsets.UTF_8)));
    }

    /** The modern hotline's way: the proof is in the head, so time and sign there are the only bytes that change. */
    Answer order(String message) {
        return call("POST", ORDERS, JSON, signed(message).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** As the operator. */
    Answer operator(String method, String path, String json) {
        Secrets.Operator operator = secrets.operator();
        String account = operator == null ? "" : operator.user() + ":" + operator.password();
        String basic = java.util.Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return call(
                method, path, JSON, json.getBytes(StandardCharsets.UTF_8), Map.of("Authorization", "Basic " + basic));
    }

    /** Signs in at the pages; what is to be sent along from then on. */
    Map<String, String> signedIn(String account, String password) {
        Answer page = call("GET", "/login", "", new byte[0], Map.of());
        String form = "username=%s&password=%s&_csrf=%s"
                .formatted(
                        URLEncoder.encode(account, StandardCharsets.UTF_8),
                        URLEncoder.encode(password, StandardCharsets.UTF_8),
                        token(page));
        Answer in = call(
                "POST",
                "/login",
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8),
                Map.of("Cookie", cookie(page)));
        return in.headers().containsKey("set-cookie") ? Map.of("Cookie", cookie(in)) : Map.of();
    }

    /** A page as the operator sees it who has signed in. */
    Answer page(String path) {
        Secrets.Operator operator = Objects.requireNonNull(secrets.operator());
        return call("GET", path, "text/html", new byte[0], signedIn(operator.user(), operator.password()));
    }

    /** What a form of this page must send along. */
    static String token(Answer page) {
        Matcher matcher = TOKEN.matcher(page.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String cookie(Answer answer) {
        return Objects.requireNonNull(answer.headers().get("set-cookie")).get(0).replaceFirst(";.*", "");
    }

    Map<String, String> proof(String sender, byte[] body) {
        return proof(sender, secrets.of(sender), Long.toString(clock.millis()), body);
    }

    /** Proof by docs/contracts/proof.md: HMAC-SM3 over time, line, nonce, line and bytes. */
    static Map<String, String> proof(String sender, String secret, String timestamp, byte[] body) {
        String nonce = UUID.randomUUID().toString();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
        text.writeBytes(body);
        Map<String, String> headers = new HashMap<>();
        headers.put("X-App-Id", sender);
        headers.put("X-Timestamp", timestamp);
        headers.put("X-Nonce", nonce);
        headers.put("X-Sign-Type", "HMAC-SM3");
        headers.put("X-Sign", Hmac.sm3Hex(secret.getBytes(StandardCharsets.UTF_8), text.toByteArray()));
        return headers;
    }

    String signed(String message) {
        String timestamp = COMPACT.format(clock.instant());
        JsonNode tree = tree(message);
        String proven =
                timestamp + "\n" + tree.at("/head/msgId").asText() + "\n" + CanonicalJson.write(tree.path("body"));
        String sign = Hmac.sm3Hex(
                secrets.of("NJ12345").getBytes(StandardCharsets.UTF_8), proven.getBytes(StandardCharsets.UTF_8));
        String timed = message.replaceFirst("(\"timestamp\"\\s*:\\s*)\"\\d+\"", "$1\"" + timestamp + "\"");
        return timed.replaceFirst("(\"sign\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + Matcher.quoteReplacement(sign) + "\"");
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer call(String method, String path, String contentType, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            // such a one has no end
            boolean isStream = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("text/event-stream"))
                    .isPresent();
            try (InputStream in = response.body()) {
                return new Answer(
                        response.statusCode(), response.headers().map(), isStream ? new byte[0] : in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
