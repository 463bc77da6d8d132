package org.liandong.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of systems that want one with each call (RFC 6749, client credentials): fetched when there is none, kept until
 * shortly before they run out, dropped when the system does not know one any more. The steps of
 * connectors/kamelets/rest-oauth2.kamelet.yaml. Safe for any thread.
 */
final class AccessTokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration MARGIN = Duration.ofMinutes(1);
    /** What a server that says nothing is taken to mean. */
    private static final long LASTS_SECONDS = 300;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final Clock clock;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();

    AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /**
     * Where tokens come from.
     *
     * @param scope empty if the system asks for none
     * @param connect how long to wait for the connection
     * @param answer how long to wait for the token
     */
    record Client(URI address, String id, String secret, String scope, Duration connect, Duration answer) {}

    /** From now on the connector's calls carry tokens from there. */
    void add(String connector, Client client) {
        sources.put(connector, new Source(client));
    }

    void remove(String connector) {
        sources.remove(connector);
    }

    /**
     * Puts the token on the call.
     *
     * @throws ConnectException if there is none to be had: the call itself has not been made
     */
    public void put(Exchange exchange) throws ConnectException {
        exchange.getMessage()
                .setHeader("Authorization", "Bearer " + source(exchange).token());
    }

    /** A token that the system refused is not used again. */
    public void seen(Exchange exchange) {
        if (Objects.equals(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE), UNAUTHORIZED)) {
            source(exchange).forget();
        }
    }

    private Source source(Exchange exchange) {
        return Objects.requireNonNull(sources.get(exchange.getProperty("connector", String.class)));
    }

    /** One system's tokens. One at a time asks for a new one; the others wait for it. */
    private final class Source {
        private final Client client;
        private final HttpClient http;
        private @Nullable String token;
        private Instant until = Instant.MIN;

        Source(Client client) {
            this.client = client;
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(client.connect())
                    .build();
        }

        synchronized void forget() {
            token = null;
        }

        synchronized String token() throws ConnectException {
            String held = token;
            if (held != null && clock.instant().isBefore(until)) {
                return held;
            }
            JsonNode answer = fetched();
            String fresh = answer.path("access_token").asText();
            if (fresh.isEmpty()) {
                throw refused("应答里没有access_token");
            }
            token = fresh;
            until = clock.instant()
                    .plusSeconds(answer.path("expires_in").asLong(LASTS_SECONDS))
                    .minus(MARGIN);
            return fresh;
        }

        private JsonNode fetched() throws ConnectException {
            String body = "grant_type=client_credentials"
                    + (client.scope().isEmpty() ? "" : "&scope=" + encoded(client.scope()));
            String login = encoded(client.id()) + ":" + encoded(client.secret());
            HttpRequest request = HttpRequest.newBuilder(client.address())
                    .timeout(client.answer())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != OK) {
                    throw refused("HTTP " + response.statusCode());
                }
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw refused("应答不是JSON");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused("枢纽正在停止");
            } catch (ConnectException e) {
                throw e;
            } catch (IOException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }

        private ConnectException refused(String reason) {
            return new ConnectException("取不到令牌(%s): %s".formatted(client.address(), reason));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
