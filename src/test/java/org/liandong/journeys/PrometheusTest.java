package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.simulator.FreePorts;

/** A real Prometheus with the shipped settings and rules asks the hub. */
class PrometheusTest {
    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    @TempDir
    Path folder = Path.of("");

    private final int port = FreePorts.next();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyRuleCanBeWorkedOutAndTroubleIsSeen() throws Exception {
        assumeTrue(Files.isExecutable(PROMETHEUS), "Prometheus is not installed: apt-get install prometheus");
        String caseNo = new Hotline(HUB).takes(Hotline.fumesOrder("NJ-PROMETHEUS"));
        EnvironmentBureau.leads(HUB, caseNo);
        Process prometheus = new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + settings(),
                        "--storage.tsdb.path=" + folder.resolve("numbers"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            HubUnderTest.until("it gets an answer", () -> valueOf("up{job=\"liandong\"}") == 1);
            HubUnderTest.until(
                    "it has worked out every rule",
                    () -> rules().findValues("health").stream()
                            .allMatch(health -> health.asText().equals("ok")));
            assertThat(rules().findValuesAsText("name"))
                    .contains(
                            "HubDown",
                            "RouteTrouble",
                            "LettersStuck",
                            "LettersOld",
                            "CanaryLost",
                            "LedgerSlow",
                            "NothingComesIn");
            HubUnderTest.until(
                    "it has heard of the bureau that is away",
                    () -> valueOf("max by (route) (liandong_route_trouble{route=\"HB\"})") == 1);
            HubUnderTest.until(
                    "it is about to call",
                    () -> ask("/api/v1/alerts")
                            .path("alerts")
                            .findValuesAsText("route")
                            .contains("HB"));
        } finally {
            prometheus.destroy();
            assertThat(prometheus.waitFor(20, TimeUnit.SECONDS))
                    .as("Prometheus stops")
                    .isTrue();
        }
    }

    /** The shipped ones, with this hub's address, and asking every second. */
    private Path settings() throws IOException {
        Path shipped = Path.of("docker/prometheus");
        Files.copy(shipped.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        Path password = Files.writeString(
                folder.resolve("password"),
                Objects.requireNonNull(HUB.secrets().operator()).password());
        String settings = Files.readString(shipped.resolve("prometheus.yml"));
        for (var change : List.of(
                List.of("hub:8080", URI.create(HUB.wire().address()).getAuthority()),
                List.of("/etc/prometheus/password", password.toString()),
                List.of(
                        "scrape_interval: 15s, evaluation_interval: 15s",
                        "scrape_interval: 1s, evaluation_interval: 1s"))) {
            assertThat(settings).contains(change.get(0));
            settings = settings.replace(change.get(0), change.get(1));
        }
        return Files.writeString(folder.resolve("prometheus.yml"), settings);
    }

    private JsonNode rules() {
        return ask("/api/v1/rules").path("groups");
    }

    private double valueOf(String query) {
        JsonNode result = ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result");
        return result.path(0).path("value").path(1).asDouble(Double.NaN);
    }

    /** Nothing while it is not there yet. */
    private JsonNode ask(String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).path("data");
        } catch (java.net.ConnectException | com.fasterxml.jackson.core.JsonParseException starting) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
