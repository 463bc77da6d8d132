package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** An operator's browser or program, over real HTTP on the loopback. */
final class Browser {
    static final String OPERATOR = "zuoxi12";
    static final String PASSWORD = "only-for-tests";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final String base;

    Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** What came back. */
    record Page(int status, String body, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** As somebody who has signed in. */
    Page page(String path) {
        return send(request(path).header("Accept", "text/html").header("Authorization", login()));
    }

    Page get(String path) {
        return send(request(path).header("Accept", "application/json"));
    }

    /** As the operator, logged in. */
    Page command(String caseNo, String json) {
        return post(caseNo, json, "application/json", login());
    }

    Page anonymousCommand(String caseNo, String json) {
        return post(caseNo, json, "application/json", "");
    }

    Page post(String caseNo, String body, String type, String login) {
        HttpRequest.Builder request = request("/api/cases/" + caseNo + "/commands")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(login.isEmpty() ? request : request.header("Authorization", login));
    }

    static String login() {
        return "Basic "
                + Base64.getEncoder().encodeToString((OPERATOR + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
