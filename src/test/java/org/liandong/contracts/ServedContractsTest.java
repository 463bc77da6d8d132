package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.wsdl.Definition;
import javax.xml.transform.dom.DOMSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.ledger.CaseRow;
import org.liandong.security.crypto.Sm3;
import org.liandong.simulator.Mix;
import org.xml.sax.InputSource;

/**
 * What the running hub says is what is published: a minute of city traffic and everything a client can get wrong, and every
 * answer, letter and event held against its contract.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedContractsTest {
    private static final long SEED = 20260707L;
    private static final int MESSAGES = 60;
    private static final String JSON = "application/json";
    private static final String REPORTS = "/channels/pananj/reports";
    private static final String ACTIONS = "/channels/grid/actions";
    private static final String OUTCOMES = "/channels/grid/outcomes";
    private static final byte[] NOTHING = new byte[0];

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpContract contract = new HttpContract();

    @TempDir
    static Path folder = Path.of("");

    private @Nullable LivingHub started;
    private List<String> letters = List.of();
    private List<String> events = List.of();

    @BeforeAll
    void aMinuteOfTheCityAndAllItsMistakes() throws Exception {
        LivingHub hub = LivingHub.start(folder.resolve("data"), SEED);
        started = hub;
        var operator = hub.city().operator();
        var morning = hub.city().morning(Mix.weekday(), MESSAGES, 10);
        Awaitility.await("traffic of seed " + SEED)
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> morning.isOver() && hub.city().unanswered() == 0 && hasAllKinds());
        operator.close();
        readEverything(hub);
        sendWhatIsWrong();
        askWhatIsWrong(hub);
        mendWhatIsHeld();
        letters = hub.letters();
        events = hub.events();
        hub.loseTheLedger();
        send("PANANJ", REPORTS, report("PAN-TOO-LATE"));
        get("WGT", OUTCOMES, "deviceNo=WGT-320115003-0102&after=0");
        command("JN20260708010193115", "{\"command\":\"ACCEPT\"}");
        ask("/api/summary");
    }

    @AfterAll
    void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private LivingHub hub() {
        return Objects.requireNonNull(started);
    }

    /** Each department has a task, something is closed, and of the environment bureau a task that is over. */
    private boolean hasAllKinds() {
        List<JsonNode> written = hub().letters().stream()
                .map(letter -> Contracts.parse("letter", letter))
                .toList();
        return Stream.of("HB", "CG", "XF")
                        .allMatch(dept -> written.stream()
                                .anyMatch(letter ->
                                        letter.path("operation").asText().equals("DISPATCH")
                                                && letter.path("dept").asText().equals(dept)))
                && written.stream().flatMap(ServedContractsTest::tasks).anyMatch(task -> isOf(task, "HB"));
    }

    private void readEverything(LivingHub hub) throws Exception {
        for (CaseRow row : hub.cases()) {
            String caseNo = row.caseNo().value();
            ask("/api/cases/" + caseNo);
            ask("/api/cases/" + caseNo + "/trace");
            ask("/api/cases/" + caseNo + "/routing");
            for (String number : hub.externalNumbers(row.caseNo())) {
                ask("/api/search?q=" + java.net.URLEncoder.encode(number, StandardCharsets.UTF_8));
            }
        }
        for (String path : List.of(
                "/api/summary",
                "/api/figures",
                "/api/figures?month=2026-07",
                "/api/pending?limit=1",
                "/api/quarantine",
                "/api/search?q=nobody")) {
            ask(path);
        }
    }

    private void sendWhatIsWrong() throws Exception {
        byte[] report = report("PAN-SERVED-1");
        call("POST", REPORTS, report, "Content-Type", JSON);
        send("WGT", REPORTS, report);
        send("PANANJ", REPORTS, NOTHING);
        send("PANANJ", REPORTS, new byte[4_194_305]);
        send("PANANJ", REPORTS, "{\"text\":".getBytes(StandardCharsets.UTF_8));
        send("PANANJ", REPORTS, report);
        send("PANANJ", REPORTS, report);
        send("PANANJ", REPORTS, report("PAN-SERVED-2"));
        String more =
                new String(report("PAN-SERVED-2"), StandardCharsets.UTF_8).replace("\"text\":\"", "\"text\":\"更正:");
        send("PANANJ", REPORTS, more.getBytes(StandardCharsets.UTF_8));
        call("POST", "/channels/12345/orders", report, "Content-Type", JSON);
        get("WGT", OUTCOMES, "after=0");
        get("WGT", OUTCOMES, "deviceNo=WGT-1&after=soon");
        get("PANANJ", OUTCOMES, "deviceNo=WGT-1&after=0");
        call("GET", OUTCOMES + "?deviceNo=WGT-1", NOTHING);
        send("WGT", ACTIONS, verification(closed(hub())));
        send("WGT", ACTIONS, verification("JN20260701030390019"));
        send("PANANJ", ACTIONS, verification(closed(hub())));
        send("WGT", ACTIONS, new byte[4_194_305]);
        byte[] photo = "photo".getBytes(StandardCharsets.UTF_8);
        put("WGT", Sm3.hex(photo), photo);
        put("WGT", Sm3.hex(report), photo);
        put("WGT", "no-digest", photo);
        put("PANANJ", Sm3.hex(photo), photo);
        put("WGT", Sm3.hex(photo), new byte[16_777_217]);
        call("PUT", "/channels/grid/photos/" + Sm3.hex(photo), photo);
        String done = closedTaskOf("HB");
        callback(done, "EXTENSION_APPLY", "\"reasonCode\":\"E01\",\"requestLimit\":1,\"requestUnit\":\"WD\"");
        callback("JN20260708010193115-03", "SIGN", "\"approver\":\"吴某\"");
        callback(done, "DANCE", "\"opinion\":\"无\"");
    }

    private void askWhatIsWrong(LivingHub hub) throws Exception {
        String caseNo = hub.cases().get(0).caseNo().value();
        for (String path : List.of(
                "/api/search?q=",
                "/api/cases/JN20260708010193115",
                "/api/cases/JN20260708010193115/trace",
                "/api/cases/JN20260708010193115/routing",
                "/api/pending?limit=0",
                "/api/figures?month=July",
                "/api/quarantine?after=x",
                "/api/quarantine/x",
                "/api/quarantine/999999")) {
            ask(path);
        }
        call("GET", "/api/quarantine", NOTHING);
        String code = receipts()
                .map(receipt -> receipt.path("trackingCode").asText())
                .filter(given -> !given.isEmpty())
                .findFirst()
                .orElseThrow();
        ask("/public/cases/" + code);
        ask("/public/cases/" + code.substring(0, 20) + "22222222");
        call("POST", "/api/cases/" + caseNo + "/commands", "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", JSON);
        command("JN20260708010193115", "{\"command\":\"ACCEPT\"}");
        command(caseNo, "{\"command\":\"DANCE\"}");
        command(closed(hub), "{\"command\":\"ACCEPT\"}");
        command(caseNo, "{\"command\":\"ADD_CO\",\"dept\":\"ZZ\",\"reason\":\"没有这个单位\"}");
        operator("POST", "/api/cases/" + caseNo + "/commands", "ACCEPT", "text/plain");
        operator("POST", "/api/quarantine/1/release", "note", "text/plain");
        operator("POST", "/api/quarantine/999999/release", "{\"note\":\"无\"}", JSON);
        operator("POST", "/api/quarantine/1/release", "{}", JSON);
    }

    /** Shows every message that is held, tries each as it is, then mends one. */
    private void mendWhatIsHeld() throws Exception {
        JsonNode held = ask("/api/quarantine").path("messages");
        assertThat(held).isNotEmpty();
        for (JsonNode message : held) {
            String id = message.path("id").asText();
            JsonNode whole = ask("/api/quarantine/" + id);
            operator("POST", "/api/quarantine/" + id + "/release", "{\"note\":\"照原样再试\"}", JSON);
            if (whole.path("message").path("kind").asText().equals("sign")) {
                ObjectNode mended = whole.path("message").deepCopy();
                mended.put("taskNo", closedTaskOf("HB"));
                operator(
                        "POST",
                        "/api/quarantine/" + id + "/release",
                        "{\"note\":\"任务号写错\",\"message\":%s}".formatted(mended),
                        JSON);
            }
        }
    }

    @Test
    void everyAnswerIsWhatItsContractAllows() {
        List<String> wrong = http().flatMap(call ->
                        contract.problems(call).stream().map(problem -> problem + "\n   in " + cut(call.toString())))
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationWasUsedAndEveryKindOfAnswerGiven() {
        Set<String> used = http().map(contract::operation).collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).containsAll(contract.operations());
        assertThat(http().map(Wiretap.Call::status).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(200, 400, 401, 403, 404, 409, 413, 415, 422, 503);
        assertThat(receipts().map(receipt -> receipt.path("outcome").asText()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "CASE", "SUPPLEMENT", "EVENT", "DUPLICATE", "REFUSED", "QUARANTINED", "BATCH", "STORED");
    }

    @Test
    void everyWayThatIsServedIsDescribed() {
        assertThat(hub().ways().stream().filter(way -> way.matches("\\w+ /(api|public|channels|departments)/.*")))
                .containsExactlyInAnyOrderElementsOf(contract.operations());
    }

    @Test
    void aVerificationOnTheSpotIsTaken() {
        assertThat(http().filter(call -> call.path().equals(ACTIONS)).map(Wiretap.Call::status))
                .contains(200, 403, 413);
        assertThat(http().filter(call -> call.path().equals(ACTIONS) && call.status() == 200)
                        .map(Wiretap.Call::said))
                .anySatisfy(said -> assertThat(said).contains("EVENT"))
                .anySatisfy(said -> assertThat(said).contains("CASE_UNKNOWN", "\"field\":\"caseNo\""));
    }

    @Test
    void whatIsNoJsonIsAnsweredAsShown() {
        JsonNode shown = Contracts.document("openapi.yaml")
                .at("/components/responses/NotJson/content/application~1json/example");
        assertThat(http().filter(call -> call.status() == 415))
                .hasSize(2)
                .allSatisfy(call ->
                        assertThat(Contracts.parse("answer", call.said())).isEqualTo(shown));
    }

    @Test
    void aMessageSentAgainGetsTheSameReceipt() {
        List<String> twice = http().filter(
                        call -> call.path().equals(REPORTS) && call.asked().contains("PAN-SERVED-1\""))
                .filter(call -> call.status() == 200)
                .map(Wiretap.Call::said)
                .toList();
        assertThat(twice).hasSize(2);
        assertThat(twice.get(1)).isEqualTo(twice.get(0)).contains("CASE");
    }

    @Test
    void everySoapAnswerIsWhatTheWsdlAllows() throws Exception {
        List<Wiretap.Call> calls = hub().wire().calls().stream()
                .filter(call -> call.method().equals("POST") && call.path().startsWith("/services/"))
                .toList();
        assertThat(calls.stream().map(Wiretap.Call::path).distinct())
                .containsExactlyInAnyOrder("/services/12345", "/services/CG");
        for (Wiretap.Call call : calls) {
            String file = call.path().endsWith("CG") ? "department-feedback.wsdl" : "order-hotline.wsdl";
            assertThat(call.status()).as(call.toString()).isEqualTo(200);
            WsdlTest.validator(WsdlTest.definition(file))
                    .validate(new DOMSource(
                            WsdlTest.body(WsdlTest.parse(new InputSource(new StringReader(call.said()))))));
        }
    }

    @Test
    void everyLetterIsWhatItsContractAllows() {
        List<String> wrong = letters.stream()
                .flatMap(letter -> {
                    JsonNode message = Contracts.parse("letter", letter);
                    String name = message.path("schema").asText().replaceAll("^jn\\.|/1\\.0$", "");
                    return Contracts.problems(name + ".schema.json", message).stream()
                            .map(problem -> problem + " in " + cut(letter));
                })
                .toList();
        assertThat(wrong).isEmpty();
        assertThat(letters).hasSizeGreaterThan(MESSAGES);
    }

    @Test
    void everyEventToTheFireBrigadeIsWhatItsContractAllows() {
        assertThat(events)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(Contracts.problems(
                                "asyncapi.yaml#/components/schemas/AssignmentEvent", Contracts.parse("event", event)))
                        .as(event)
                        .isEmpty());
        assertThat(events).anySatisfy(event -> assertThat(event).contains("assignment.dispatched.v1"));
    }

    @Test
    void theContractsAreServedAsPublished() throws Exception {
        try (Stream<Path> files = Files.walk(Contracts.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = "/contracts/"
                        + Contracts.folder().relativize(file).toString().replace('\\', '/');
                HttpResponse<byte[]> served = client.send(
                        HttpRequest.newBuilder(hub().address().resolve(path)).build(), BodyHandlers.ofByteArray());
                assertThat(served.statusCode()).as(path).isEqualTo(200);
                assertThat(served.body()).as(path).isEqualTo(Files.readAllBytes(file));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/services/12345, order-hotline.wsdl", "/services/CG, department-feedback.wsdl"})
    void aSoapEntryShowsItsPublishedContract(String path, String file) throws Exception {
        Definition served = WsdlTest.definition(hub().address().resolve(path + "?wsdl"));
        Definition published = WsdlTest.definition(file);

        assertThat(served.getTargetNamespace()).isEqualTo(published.getTargetNamespace());
        assertThat((Object) served.getServices().keySet())
                .isEqualTo(published.getServices().keySet());
        assertThat((Object) served.getPortTypes().keySet())
                .isEqualTo(published.getPortTypes().keySet());
        String sample = file.startsWith("order")
                ? "channels/12345-legacy/samples/orders/1-*.in.xml"
                : "departments/CG/samples/feedback/1-*.in.xml";
        Path message = ConnectorSamplesTest.samples(sample).get(0);
        WsdlTest.validator(served)
                .validate(new DOMSource(WsdlTest.body(
                        WsdlTest.parse(new InputSource(message.toUri().toString())))));
    }

    // ---- what was said

    private Stream<Wiretap.Call> http() {
        // pages are for people and have no contract
        return hub().wire().calls().stream()
                .filter(call -> !call.path().startsWith("/services/")
                        && !call.path().startsWith("/inbox")
                        && !call.path().equals("/login"));
    }

    private Stream<JsonNode> receipts() {
        return http().filter(call ->
                        call.path().startsWith("/channels/") || call.path().startsWith("/departments/"))
                .map(call -> Contracts.parse("receipt", call.said()))
                .flatMap(receipt -> Stream.concat(
                        Stream.of(receipt),
                        StreamSupport.stream(receipt.path("items").spliterator(), false)))
                .filter(receipt -> receipt.has("outcome"));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 1500));
    }

    // ---- clients

    private void send(String sender, String path, byte[] body) throws Exception {
        call(
                "POST",
                path,
                body,
                Stream.concat(Stream.of("Content-Type", JSON), proof(sender, body))
                        .toArray(String[]::new));
    }

    private void put(String sender, String digest, byte[] photo) throws Exception {
        call(
                "PUT",
                "/channels/grid/photos/" + digest,
                photo,
                proof(sender, photo).toArray(String[]::new));
    }

    private void get(String sender, String path, String query) throws Exception {
        call(
                "GET",
                path + "?" + query,
                NOTHING,
                proof(sender, query.getBytes(StandardCharsets.UTF_8)).toArray(String[]::new));
    }

    private Stream<String> proof(String sender, byte[] signed) {
        String timestamp = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        return Stream.of(
                "X-App-Id", sender,
                "X-Timestamp", timestamp,
                "X-Nonce", nonce,
                "X-Sign-Type", "HMAC-SM3",
                "X-Sign", SignedText.sign("HMAC-SM3", hub().secrets().of(sender), timestamp, nonce, signed));
    }

    private void callback(String taskNo, String event, String more) throws Exception {
        String body = "{\"msgId\":\"%s\",\"taskNo\":\"%s\",\"event\":\"%s\",\"eventTime\":\"%s\",%s}"
                .formatted(
                        UUID.randomUUID(),
                        taskNo,
                        event,
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.ofHours(8))
                                .withNano(0),
                        more);
        send("HB", "/departments/HB/callbacks", body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ask(String path) throws Exception {
        return operator("GET", path, "", JSON);
    }

    private void command(String caseNo, String json) throws Exception {
        operator("POST", "/api/cases/" + caseNo + "/commands", json, JSON);
    }

    private JsonNode operator(String method, String path, String body, String type) throws Exception {
        var account = Objects.requireNonNull(hub().secrets().operator());
        String login = Base64.getEncoder()
                .encodeToString((account.user() + ":" + account.password()).getBytes(StandardCharsets.UTF_8));
        return Contracts.parse(
                path,
                call(
                        method,
                        path,
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        type,
                        "Authorization",
                        "Basic " + login));
    }

    private String call(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(hub().wire().address() + path))
                .method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static byte[] report(String number) {
        return ((ObjectNode) Contracts.document("examples/pananj-report.json"))
                .put("reportId", number)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] verification(String caseNo) {
        return ((ObjectNode) Contracts.document("examples/grid-verify.json"))
                .put("caseNo", caseNo)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private String closed(LivingHub hub) {
        return hub.cases().stream()
                .filter(row -> row.state().equals("CLOSED"))
                .findFirst()
                .orElseThrow()
                .caseNo()
                .value();
    }

    /** A task of a closed case. */
    private String closedTaskOf(String dept) {
        return hub().letters().stream()
                .map(letter -> Contracts.parse("letter", letter))
                .flatMap(ServedContractsTest::tasks)
                .filter(task -> isOf(task, dept))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no closed task of " + dept))
                .path("taskNo")
                .asText();
    }

    /** What a closing letter tells of. */
    private static Stream<JsonNode> tasks(JsonNode letter) {
        return StreamSupport.stream(letter.path("assignments").spliterator(), false);
    }

    private static boolean isOf(JsonNode task, String dept) {
        return task.path("dept").asText().equals(dept);
    }
}
