package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liandong.simulator.LoopbackServer.Reply;

class EnvironmentBureauTest {
    private static final String TASK = "JN20260708010193115-03";
    private static final String CALLBACKS = "/departments/HB/callbacks";
    private static final long SEED = 7;

    private final RecordingHub hub = new RecordingHub();
    private final HttpClient client = HttpClient.newHttpClient();
    private Department bureau = Department.environment(hub.asSeenFromOutside(), 0, Profile.quick(SEED), Journal.none());

    @BeforeEach
    void tellSeed() {
        System.out.println("seed " + SEED);
    }

    @AfterEach
    void close() {
        bureau.close();
        hub.close();
    }

    @Test
    void takesATaskAsInTheSampleAndReportsSigningThenFeedback() throws Exception {
        JsonNode answer = json(dispatch());

        assertThat(answer.path("code").asInt()).isZero();
        assertThat(answer.path("msg").asText()).isEqualTo("ok");
        assertThat(answer.path("data").path("deptTaskNo").asText()).startsWith("HBXF-");
        await().until(() -> bureau.reported().size() == 2);
        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
        assertThat(events()).containsExactly("SIGN", "FEEDBACK");
        assertThat(hub.arrived()).allMatch(RecordingHub.Arrived::proven);
        assertThat(Samples.fields(callback("FEEDBACK")))
                .containsExactlyInAnyOrderElementsOf(Samples.fields(Samples.json("ad-rest-3-feedback-callback.json")));
    }

    @Test
    void aTaskSentAgainIsTheSameTask() throws Exception {
        String first = dispatch().body();
        String second = dispatch().body();

        assertThat(second).isEqualTo(first);
        assertThat(bureau.calls()).isEqualTo(2);
        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void aTaskWithAWrongProofIsRefusedAndNotTaken() throws Exception {
        HttpResponse<String> answer =
                send("POST", "", Map.of("Idempotency-Key", TASK + "#1"), sample(), "other-secret");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("签名");
        assertThat(bureau.effects()).isEmpty();
    }

    @Test
    void tellsWhetherItHasATask() throws Exception {
        dispatch();

        assertThat(json(get(TASK)).path("data").path("deptTaskNo").asText()).startsWith("HBXF-");
        assertThat(json(get("JN20260708010193115-09")).path("code").asInt()).isEqualTo(404);
    }

    @Test
    void aTaskWithoutARequiredFieldIsABusinessErrorUnder200() throws Exception {
        HttpResponse<String> answer =
                send("POST", "", Map.of(), ("{\"taskNo\":\"" + TASK + "\"}").getBytes(UTF_8), "hb-secret");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("code").asInt()).isEqualTo(40001);
        assertThat(json(answer).path("msg").asText()).contains("caseNo");
    }

    @Test
    void aReturnWaitsForTheHubsDecisionAndIsDoneWhenRefused() throws Exception {
        bureau.work(Profile.quick(SEED).withShares(1, 0, 0));
        dispatch();
        await().until(() -> events().equals(List.of("RETURN_APPLY")));
        assertThat(callback("RETURN_APPLY").path("reasonCode").asText()).isEqualTo("R02");
        assertThat(callback("RETURN_APPLY").path("suggestDept").asText()).isEqualTo("CG");
        assertThat(bureau.unreported()).isZero();

        operate("return", TASK + "#2", "{\"approved\":false}");

        await().until(() -> events().equals(List.of("RETURN_APPLY", "SIGN", "FEEDBACK")));
        assertThat(bureau.operations(TASK)).containsExactly("RETURN");
    }

    @Test
    void asksForMoreTimeAsInTheSample() throws Exception {
        bureau.work(Profile.quick(SEED).withShares(0, 1, 0));
        dispatch();

        await().until(() -> events().equals(List.of("SIGN", "EXTENSION_APPLY", "FEEDBACK")));
        assertThat(Samples.fields(callback("EXTENSION_APPLY")))
                .containsAll(Samples.fields(Samples.json("ad-rest-2-extension-callback.json")));
    }

    @Test
    void doesTheWorkOnceMoreWhenAskedAndOnlyOnceForOneKey() throws Exception {
        dispatch();
        await().until(() -> bureau.reported().size() == 2);

        operate("redo", TASK + "#2", "{}");
        operate("redo", TASK + "#2", "{}");

        await().until(() -> bureau.reported().size() == 4 && bureau.unreported() == 0);
        assertThat(events()).containsExactly("SIGN", "FEEDBACK", "SIGN", "FEEDBACK");
        assertThat(bureau.operations(TASK)).containsExactly("REDO");
    }

    @Test
    void aRecalledTaskIsReportedNoMore() throws Exception {
        bureau.work(new Profile(
                SEED,
                Span.ofMillis(60_000, 60_000),
                Span.ofMillis(1, 1),
                0,
                0,
                0,
                true,
                Conduct.PROPER,
                Duration.ofSeconds(1)));
        dispatch();
        assertThat(bureau.unreported()).isEqualTo(2);

        operate("recall", TASK + "#2", "{}");

        assertThat(bureau.unreported()).isZero();
    }

    @Test
    void takesTheTaskAndHangsUp() throws Exception {
        bureau.behave(Conduct.NO_ANSWER);

        assertThatThrownBy(this::dispatch).isInstanceOf(IOException.class);

        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
        assertThat(json(get(TASK)).path("code").asInt()).isZero();
    }

    @Test
    void takesTheTaskAndAnswersTooLate() {
        bureau.work(new Profile(
                SEED, Span.ofMillis(1, 1), Span.ofMillis(1, 1), 0, 0, 0, true, Conduct.SLOW, Duration.ofSeconds(3)));

        assertThatThrownBy(this::dispatch).isInstanceOf(HttpTimeoutException.class);

        assertThat(bureau.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void saysFailureUnder200AndTakesNothing() throws Exception {
        bureau.behave(Conduct.ERROR_IN_200);

        HttpResponse<String> answer = dispatch();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("code").asInt()).isNotZero();
        assertThat(bureau.effects()).isEmpty();
    }

    @Test
    void isDownAndComesUpAtTheSameAddress() throws Exception {
        URI before = bureau.address();
        bureau.behave(Conduct.DOWN);
        assertThatThrownBy(this::dispatch).isInstanceOf(IOException.class);

        bureau.behave(Conduct.PROPER);

        assertThat(bureau.address()).isEqualTo(before);
        assertThat(json(dispatch()).path("code").asInt()).isZero();
    }

    @Test
    void sendsEachOutcomeTwiceUnderOneNumber() throws Exception {
        bureau.behave(Conduct.TWICE);
        dispatch();

        await().until(() -> bureau.reported().size() == 2);
        assertThat(events()).containsExactly("SIGN", "SIGN", "FEEDBACK", "FEEDBACK");
        assertThat(hub.arrivedAt(CALLBACKS)
                        .map(call -> call.json().path("msgId").asText())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void reportsThatItIsDoneBeforeItSigned() throws Exception {
        bureau.behave(Conduct.OUT_OF_ORDER);
        dispatch();

        await().until(() -> events().equals(List.of("FEEDBACK", "SIGN")));
    }

    @Test
    void reportsAgainUnderTheSameNumberUntilTheHubIsBack() throws Exception {
        dispatch();
        hub.answering(call -> Reply.json(503, "{}"));
        await().until(() -> hub.arrivedAt(CALLBACKS).count() >= 2);
        hub.reachable(false);
        hub.answering(call -> Reply.json(200, "{\"code\":\"0\"}"));
        hub.reachable(true);

        await().until(() -> bureau.reported().stream()
                .map(Department.Reported::kind)
                .toList()
                .contains("DONE"));
        assertThat(bureau.reported()).allMatch(report -> report.receipt().acknowledged());
        assertThat(hub.arrivedAt(CALLBACKS)
                        .map(call -> call.json().path("msgId").asText())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void theSameTaskFaresTheSameWithTheSameSeed() throws Exception {
        Profile mixed = Profile.quick(99).withShares(0.3, 0.3, 0.3);
        bureau.work(mixed);
        dispatch();
        await().until(() -> bureau.unreported() == 0 && !bureau.reported().isEmpty());
        List<String> first =
                bureau.reported().stream().map(Department.Reported::kind).toList();
        bureau.close();

        bureau = Department.environment(hub.asSeenFromOutside(), 0, mixed, Journal.none());
        dispatch();
        await().until(() -> bureau.unreported() == 0 && !bureau.reported().isEmpty());

        assertThat(bureau.reported().stream().map(Department.Reported::kind)).isEqualTo(first);
    }

    private List<String> events() {
        return hub.arrivedAt(CALLBACKS)
                .map(call -> call.json().path("event").asText())
                .toList();
    }

    private JsonNode callback(String event) {
        return hub.arrivedAt(CALLBACKS)
                .map(RecordingHub.Arrived::json)
                .filter(body -> body.path("event").asText().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> dispatch() throws IOException, InterruptedException {
        return send("POST", "", Map.of("Idempotency-Key", TASK + "#1"), sample(), "hb-secret");
    }

    private void operate(String operation, String key, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                "POST",
                "/" + TASK + "/" + operation,
                Map.of("Idempotency-Key", key),
                body.getBytes(UTF_8),
                "hb-secret");
        assertThat(json(answer).path("code").asInt()).isZero();
    }

    private HttpResponse<String> get(String taskNo) throws IOException, InterruptedException {
        return send("GET", "/" + taskNo, Map.of(), new byte[0], "hb-secret");
    }

    private HttpResponse<String> send(
            String method, String path, Map<String, String> headers, byte[] body, String secret)
            throws IOException, InterruptedException {
        String timestamp = "1783474265000";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(bureau.address() + path))
                .timeout(Duration.ofSeconds(2))
                .header("Content-Type", "application/json;charset=UTF-8")
                .header("X-App-Id", "JN-HUB")
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", "6f1c7a0e9b")
                .header("X-Sign-Type", "HMAC-SM3")
                .header("X-Sign", Proof.of(Proof.Kind.SM3, secret, timestamp + "\n6f1c7a0e9b\n", body))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The body of the sample request. */
    private static byte[] sample() throws IOException {
        String http = Samples.text("ad-rest-1-dispatch-post.http");
        return http.substring(http.indexOf("\n{") + 1).getBytes(UTF_8);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
