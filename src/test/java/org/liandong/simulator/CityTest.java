package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.simulator.LoopbackServer.Reply;

class CityTest {
    private static final long SEED = 17;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder = Path.of("");

    private final RecordingHub hub = new RecordingHub();

    @BeforeEach
    void tellSeed() {
        System.out.println("seed " + SEED);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void everyMessageOfTheMorningReachesTheHubWithAValidProof() throws Exception {
        try (City city = City.open(settings())) {
            Morning morning = city.morning(Mix.weekday(), 150, 2_000);
            await().until(() -> morning.isOver() && city.unanswered() == 0);

            assertThat(city.balance().unanswered()).isZero();
            assertThat(city.sendLog().unclear()).isEmpty();
            assertThat(city.sendLog().refused()).isEmpty();
            assertThat(city.acknowledged())
                    .allMatch(sent -> sent.receipt().caseNo().equals("JN20260707010188422"));
        }
        List<RecordingHub.Arrived> calls = hub.arrived().stream()
                .filter(call -> !call.method().equals("GET"))
                .toList();
        assertThat(calls).hasSize(150).allMatch(CityTest::proven);
        assertThat(calls.stream().map(RecordingHub.Arrived::path))
                .contains(
                        "/channels/12345/orders",
                        "/services/12345",
                        "/channels/pananj/reports",
                        "/channels/pananj/transfers",
                        "/channels/grid/events",
                        "/channels/grid/batches");
        List<String> nonces = calls.stream()
                .map(call -> call.headers().getOrDefault("X-Nonce", ""))
                .filter(nonce -> !nonce.isEmpty())
                .toList();
        assertThat(Set.copyOf(nonces)).hasSameSizeAs(nonces);
    }

    @Test
    void whatTheHubDoesNotAnswerIsSentAgainUnderTheSameNumberUntilItDoes() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        hub.answering(call -> {
            if (seen.add(call.text().replaceAll("\"(timestamp|sign)\":\"\\w+\"", ""))) {
                return seen.size() % 2 == 0 ? Reply.hangUp() : Reply.json(503, "");
            }
            return call.path().startsWith("/services/")
                    ? Reply.xml("UTF-8", RecordingHub.SOAP_OK)
                    : Reply.json(200, "{\"code\":\"0\",\"outcome\":\"CASE\",\"caseNo\":\"JN20260707010188422\"}");
        });
        try (City city = City.open(settings())) {
            List<Push> orders = new Traffic(SEED, Mix.weekday(), () -> LocalDateTime.of(2026, 7, 7, 9, 0))
                    .stream()
                            .filter(push -> push.kind() == Push.Kind.NEW && push.way() != Push.Way.GRID_BATCH)
                            .limit(20)
                            .toList();
            orders.forEach(city::send);
            await().until(() -> city.unanswered() == 0);

            assertThat(city.acknowledged()).hasSize(20).allMatch(sent -> sent.attempts() == 2);
        }
    }

    @Test
    void whatTheHubRefusesIsNotSentAgain() throws Exception {
        hub.answering(call ->
                Reply.json(400, "{\"code\":\"FIELD_MISSING\",\"field\":\"body.content\",\"message\":\"诉求内容必填\"}"));
        try (City city = City.open(settings())) {
            city.send(order());
            await().until(() -> city.unanswered() == 0);

            assertThat(city.sendLog().refused()).singleElement().satisfies(sent -> {
                assertThat(sent.attempts()).isEqualTo(1);
                assertThat(sent.receipt().code()).isEqualTo("FIELD_MISSING");
                assertThat(sent.receipt().message()).isEqualTo("诉求内容必填");
            });
            assertThat(city.acknowledged()).isEmpty();
        }
    }

    @Test
    void aMessageNeverOvertakesAnotherWithTheSameNumber() throws Exception {
        try (City city = City.open(settings())) {
            for (Push push : new Traffic(SEED, new Mix(1, 0, 0, 0, 0, 0, 0, 0, 0.6, 0), CityTime::now)
                    .stream().limit(200).toList()) {
                city.send(push);
            }
            await().until(() -> city.unanswered() == 0);
        }
        var lengths = hub.arrivedAt("/channels/12345/orders")
                .map(call -> call.json().path("body"))
                .collect(Collectors.groupingBy(body -> body.path("orderNo").asText()))
                .values();
        assertThat(lengths)
                .anyMatch(bodies -> bodies.size() > 1)
                .allSatisfy(bodies ->
                        assertThat(bodies.get(0).path("content").asText()).doesNotContain("补充:"));
    }

    @Test
    void aBatchHasAReceiptForEachItem() throws Exception {
        hub.answering(call -> call.path().endsWith("/batches")
                ? Reply.json(
                        200,
                        "{\"code\":\"0\",\"items\":[{\"code\":\"0\",\"outcome\":\"CASE\",\"caseNo\":\"A\"},"
                                + "{\"code\":\"0\",\"outcome\":\"DUPLICATE\",\"caseNo\":\"A\"}]}")
                : Reply.json(200, "{\"code\":\"0\"}"));
        try (City city = City.open(settings())) {
            new Traffic(SEED, Mix.reconnect(), CityTime::now).stream().limit(12).forEach(city::send);
            await().until(() -> city.unanswered() == 0);

            assertThat(city.acknowledged())
                    .filteredOn(sent -> sent.push().way() == Push.Way.GRID_BATCH)
                    .isNotEmpty()
                    .allSatisfy(
                            sent -> assertThat(sent.receipt().items().stream().map(Receipt::outcome))
                                    .containsExactly("CASE", "DUPLICATE"));
            assertThat(hub.arrived()).anyMatch(call -> call.method().equals("PUT") && call.proven());
        }
    }

    @Test
    void terminalsFetchTheirOutcomesOnceAndVerifyWhatIsDone() throws Exception {
        hub.answering(call -> {
            if (!call.path().equals("/channels/grid/outcomes")) {
                return Reply.json(200, "{\"code\":\"0\",\"caseNo\":\"JN20260707010188422\"}");
            }
            return Reply.json(
                    200,
                    "{\"outcomes\":[{\"seq\":1,\"eventLocalId\":\"e-1\",\"caseNo\":\"JN20260707010188422\","
                            + "\"status\":\"2\",\"statusName\":\"办理中\",\"content\":\"\"},"
                            + "{\"seq\":2,\"eventLocalId\":\"e-1\",\"caseNo\":\"JN20260707010188422\","
                            + "\"status\":\"4\",\"statusName\":\"办结\",\"content\":\"已更换\"}]}");
        });
        try (City city = City.open(settings())) {
            city.send(new Push(
                    "WGT-320115001-0101/e-1",
                    Push.Way.GRID_EVENT,
                    Push.Kind.NEW,
                    List.of("e-1"),
                    "{\"deviceNo\":\"WGT-320115001-0101\"}",
                    ""));
            await().until(() -> hub.arrivedAt("/channels/grid/outcomes").count() >= 3);

            assertThat(city.terminals().inbox().outcomes("e-1").stream().map(ChannelInbox.Received::seq))
                    .containsExactly(1L, 2L);
            assertThat(hub.arrivedAt("/channels/grid/outcomes")).allMatch(RecordingHub.Arrived::proven);
            await().until(() -> hub.arrivedAt("/channels/grid/actions").count() == 1);
            JsonNode action = hub.arrivedAt("/channels/grid/actions")
                    .findFirst()
                    .orElseThrow()
                    .json();
            assertThat(action.path("msgType").asText()).isEqualTo("VERIFY");
            assertThat(action.path("caseNo").asText()).isEqualTo("JN20260707010188422");
        }
    }

    @Test
    void theOperatorAcceptsMergesRefusesDispatchesAndSettles() throws Exception {
        String pending = """
                {"cases":[
                  {"caseNo":"JN20260707010000011","state":"PENDING_STREET","suggestedLead":"CG"},
                  {"caseNo":"JN20260707010000022","state":"PENDING_STREET","suggestedLead":"CG"},
                  {"caseNo":"JN20260707010000272","state":"PENDING_DISTRICT","suggestedLead":"CG"},
                  {"caseNo":"JN20260707010000033","state":"PENDING_DISPATCH","suggestedLead":"HB"},
                  {"caseNo":"JN20260707010000044","state":"PENDING_DISPATCH","suggestedLead":null},
                  {"caseNo":"JN20260707010000055","state":"JOINT_MEETING","suggestedLead":"XF"}]}""";
        hub.answering(call -> switch (call.path()) {
            case "/api/pending" -> Reply.json(200, pending);
            case "/api/cases/JN20260707010000022/routing" ->
                Reply.json(200, "{\"duplicateOf\":[{\"into\":\"JN20260707010000011\",\"score\":0.9}]}");
            case "/api/cases/JN20260707010000033/commands" -> Reply.json(409, "{}");
            default -> Reply.json(200, "{}");
        });
        List<OperatorBot.Given> book;
        try (City city = City.open(settings());
                OperatorBot operator = city.operator()) {
            await().until(() -> hub.arrivedAt("/api/cases/JN20260707010000055/commands")
                    .findAny()
                    .isPresent());
            await().until(() -> operator.given().size() > 4);
            book = operator.given();
        }
        assertThat(hub.arrivedAt("/api/pending"))
                .allMatch(
                        call -> call.headers().getOrDefault("Authorization", "").startsWith("Basic "));
        assertThat(hub.arrived().stream()
                        .filter(call -> call.path().endsWith("/commands"))
                        .map(call ->
                                call.path() + " " + call.json().path("command").asText())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "/api/cases/JN20260707010000011/commands ACCEPT",
                        "/api/cases/JN20260707010000022/commands MERGE",
                        "/api/cases/JN20260707010000272/commands REFUSE",
                        "/api/cases/JN20260707010000033/commands DISPATCH",
                        "/api/cases/JN20260707010000055/commands RESOLVE_MEETING");
        assertThat(book.stream().map(OperatorBot.Given::command))
                .as("what the hub refused is not in the book")
                .contains("ACCEPT", "MERGE", "REFUSE", "RESOLVE_MEETING")
                .doesNotContain("DISPATCH");
    }

    @Test
    void theJournalHoldsEveryAttempt() throws Exception {
        Path file = folder.resolve("city.jsonl");
        try (City city = City.open(settings().keeping(file))) {
            city.send(order());
            await().until(() -> city.unanswered() == 0);
        }

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines.get(0)).path("what").asText()).isEqualTo("push");
        assertThat(lines.get(1)).satisfies(line -> {
            JsonNode entry = JSON.readTree(line);
            assertThat(entry.path("what").asText()).isEqualTo("sent");
            assertThat(entry.path("id").asText()).isEqualTo(order().id());
            assertThat(entry.path("receipt").path("verdict").asText()).isEqualTo("ACKNOWLEDGED");
        });
    }

    @Test
    void tellsTheAddressesThatTheHubNeeds() throws Exception {
        try (City city = City.open(settings())) {
            assertThat(city.addresses())
                    .containsOnlyKeys("hotlineUrl", "hotlineSoapUrl", "pananjUrl", "hbUrl", "cgUrl");
            assertThat(city.addresses().values())
                    .allMatch(address -> address.getHost().equals("127.0.0.1") && address.getPort() > 0);
        }
    }

    private CitySettings settings() {
        return CitySettings.demo(hub.address(), null, RecordingHub.SECRETS)
                .seeded(SEED)
                .working(Profile.quick(SEED))
                .waiting(Duration.ofSeconds(2), Duration.ofMillis(50));
    }

    private static Push order() {
        return new Traffic(SEED, new Mix(1, 0, 0, 0, 0, 0, 0, 0, 0, 0), () -> LocalDateTime.of(2026, 7, 7, 9, 0))
                .next();
    }

    private static boolean proven(RecordingHub.Arrived call) {
        if (!call.path().equals("/channels/12345/orders")) {
            return call.proven();
        }
        JsonNode head = call.json().path("head");
        String lines =
                head.path("timestamp").asText() + "\n" + head.path("msgId").asText() + "\n";
        return head.path("serviceCode").asText().equals("ORDER_PUSH")
                && head.path("sign")
                        .asText()
                        .equals(Proof.of(
                                Proof.Kind.SM3,
                                RecordingHub.SECRETS.of("NJ12345"),
                                lines,
                                call.json().path("body")));
    }
}
