package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.liandong.security.crypto.CanonicalJson;

/** Recomputes every value in docs/contracts/proof.md, by the hub's own proof, by the Java shown and by the commands shown. */
class ProofExamplesTest {
    private static final String KEY = "liandong-example-key";
    private static final String TIME = "1783474800000";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private final String page = Contracts.text(Path.of("docs/contracts/proof.md"));
    private final Path folder;

    ProofExamplesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({"HMAC-SM3", "HMAC-SHA256"})
    void theHubTakesTheCallbackOfThePage(String type) throws Exception {
        byte[] body = block("json", 0).getBytes(StandardCharsets.UTF_8);
        String sign = tableValue(type, 0);

        assertThat(SignedText.sign(type, KEY, TIME, "6f1c7a0e9b", body)).isEqualTo(sign);
        assertThat(hub().byHeaders(headers("HB", "6f1c7a0e9b", type, sign), body))
                .isEqualTo("HB");
        body[10]++;
        assertThatThrownBy(() -> hub().byHeaders(headers("HB", "6f1c7a0e9b", type, sign), body))
                .isInstanceOf(SenderProof.Unproven.class);
    }

    @ParameterizedTest
    @CsvSource({"HMAC-SM3", "HMAC-SHA256"})
    void theHubTakesTheQueryOfThePage(String type) throws Exception {
        String sign = tableValue(type, 1);
        byte[] query = find("GET /channels/grid/outcomes\\?([^`]+)`")
                .findFirst()
                .orElseThrow()
                .group(1)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(SignedText.sign(type, KEY, TIME, "9d2b41c07e", query)).isEqualTo(sign);
        assertThat(hub().byHeaders(headers("WGT", "9d2b41c07e", type, sign), query))
                .isEqualTo("WGT");
    }

    @ParameterizedTest
    @CsvSource({"SM3", "SHA256"})
    void theHubTakesTheSupplementOfThePage(String type) throws Exception {
        JsonNode message = Contracts.parse("supplement", block("json", 1));
        JsonNode head = message.path("head");
        String canonical = block("text", 0);
        String sign = tableValue(type, 0);

        assertThat(CanonicalJson.write(message.path("body"))).isEqualTo(canonical);
        assertThat(SignedText.sign(
                        "HMAC-" + type,
                        KEY,
                        head.path("timestamp").asText(),
                        head.path("msgId").asText(),
                        canonical.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sign);
        ((com.fasterxml.jackson.databind.node.ObjectNode) head)
                .put("signType", type)
                .put("sign", sign);
        assertThat(hub().byHead(message)).isEqualTo("NJ12345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345-order", "12345-revisit"})
    void thePublishedOrdersAreTrulySigned(String name) throws Exception {
        JsonNode message = Contracts.document("examples/" + name + ".json");
        Instant sent = Instant.parse(
                switch (name) {
                    case "12345-order" -> "2026-07-07T14:15:33Z";
                    default -> "2026-07-09T02:30:11Z";
                });
        assertThat(hubAt(sent).byHead(message)).isEqualTo("NJ12345");
        assertThatThrownBy(() -> hubAt(sent.plus(TOLERANCE).plusSeconds(1)).byHead(message))
                .isInstanceOfSatisfying(
                        SenderProof.Unproven.class,
                        late -> assertThat(late.code()).isEqualTo("TIME_WINDOW"));
    }

    @Test
    void theCommandsOfThePageGiveTheValuesOfThePage() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/openssl")))
                .as("needs openssl")
                .isTrue();
        List<String> commands = find("(?m)^printf .*$").map(MatchResult::group).toList();
        List<String> values = find("(?m)^\\| \\S+ \\| `([0-9a-f]{64})` \\|$")
                .map(row -> row.group(1))
                .toList();

        assertThat(commands).hasSize(6).hasSameSizeAs(values);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(run(commands.get(i))).as(commands.get(i)).contains(values.get(i));
        }
    }

    @Test
    void theJavaOfThePageIsTheJavaTestedHere() {
        String source = Contracts.text(Path.of("src/test/java/org/liandong/contracts/SignedText.java"));
        String shown = block("java", 0).indent(4);
        assertThat(source).contains(shown);
    }

    @Test
    void everyCodeOfAFailureIsExplained() {
        String source = Contracts.text(Path.of("src/main/java/org/liandong/security/SenderProof.java"))
                + Contracts.text(Path.of("src/main/java/org/liandong/security/UsernameTokens.java"));
        List<String> codes = Pattern.compile("new (?:SenderProof\\.)?Unproven\\(\\s*\"([A-Z_]+)\"")
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(codes).isNotEmpty().allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
    }

    private SenderProof hub() throws IOException {
        return hubAt(Instant.ofEpochMilli(Long.parseLong(TIME)));
    }

    private SenderProof hubAt(Instant now) throws IOException {
        Path secrets = folder.resolve("secrets.yaml");
        Files.writeString(secrets, "senders: {NJ12345: %1$s, HB: %1$s, WGT: %1$s}\n".formatted(KEY));
        return new SenderProof(
                Credentials.loadOrCreate(secrets, Set.of()),
                SigningKey.madeUp(),
                Clock.fixed(now, ZoneOffset.UTC),
                TOLERANCE);
    }

    private static Map<String, String> headers(String sender, String nonce, String type, String sign) {
        return Map.of(
                "x-app-id", sender,
                "x-timestamp", TIME,
                "x-nonce", nonce,
                "x-sign-type", type,
                "x-sign", sign);
    }

    /** The content of a fenced block, without the last line break. */
    private String block(String language, int index) {
        return find("(?s)```" + language + "\\n(.*?)\\n```")
                .map(found -> found.group(1))
                .toList()
                .get(index);
    }

    private String tableValue(String name, int index) {
        return find("(?m)^\\| " + name + " \\| `([0-9a-f]{64})` \\|$")
                .map(row -> row.group(1))
                .toList()
                .get(index);
    }

    private java.util.stream.Stream<MatchResult> find(String regex) {
        return Pattern.compile(regex).matcher(page).results();
    }

    private static String run(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        shell.getOutputStream().close();
        byte[] out = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new String(out, StandardCharsets.UTF_8);
    }
}
