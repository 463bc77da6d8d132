package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.simulator.FreePorts;

/** A department that wants an access token with each call, good for two hours, and says everything in HTTP 200 (安监). */
class AccessTokenTest {
    private static final Bureau BUREAU = new Bureau();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("AJ.url", BUREAU.address())
            .reaching("AJ.tokenUrl", BUREAU.address() + "/oauth/token")
            .reaching("AJ.client", "jn-hub")
            .reaching("AJ.secret", "s3:cret")
            .with("departments/AJ", "retry", "{first: 200ms, factor: 2, longest: 500ms, giveUpAfter: 24h}")
            .with("departments/AJ", "breaker", "{failures: 1000, open: 1s}");

    private final Hotline hotline = new Hotline(HUB);

    @AfterAll
    static void close() {
        BUREAU.server.stop(0);
    }

    @Test
    void oneTokenServesUntilItRunsOut() {
        String first = dispatched("NJ-AJ-FIRST");
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(first));
        int fetched = BUREAU.fetched.get();
        String second = dispatched("NJ-AJ-SECOND");
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(second));
        assertThat(BUREAU.fetched.get()).isEqualTo(fetched);

        HUB.clock().ahead(Duration.ofHours(2));
        String third = dispatched("NJ-AJ-THIRD");
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(third));
        assertThat(BUREAU.fetched.get()).isEqualTo(fetched + 1);
    }

    @Test
    void aTokenThatIsNotKnownAnyMoreIsFetchedAnew() {
        String before = dispatched("NJ-AJ-BEFORE");
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(before));
        BUREAU.forgetsTokens();
        String after = dispatched("NJ-AJ-AFTER");
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(after));
        // the bureau has it a moment before the hub has written down that it has
        HubUnderTest.until(
                "delivered at the second attempt",
                () -> HUB.attempts(after).equals(List.of(AttemptOutcome.FAILED, AttemptOutcome.DELIVERED)));
        assertThat(BUREAU.tasks.get(after)).isEqualTo(1);
    }

    @Test
    void withoutATokenNothingIsSentAndNothingIsInDoubt() {
        BUREAU.forgetsTokens();
        BUREAU.givesTokens = false;
        String task;
        try {
            task = dispatched("NJ-AJ-NONE");
            HubUnderTest.until("tried twice", () -> HUB.attempts(task).size() >= 3);
            assertThat(HUB.attempts(task)).doesNotContain(AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
        } finally {
            BUREAU.givesTokens = true;
        }
        HubUnderTest.until("taken", () -> BUREAU.tasks.containsKey(task));
        assertThat(BUREAU.tasks.get(task)).isEqualTo(1);
    }

    private String dispatched(String orderNo) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "AJ"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    /** The bureau's system: a token first, then the task; it answers 401 to a token that it does not know. */
    private static final class Bureau {
        private final Map<String, Integer> tasks = new ConcurrentHashMap<>();
        private final AtomicInteger fetched = new AtomicInteger();
        private final HttpServer server;
        private volatile boolean givesTokens = true;
        private volatile String good = "";

        Bureau() {
            try {
                server =
                        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/oauth/token", this::token);
            server.createContext("/api/hazard/tasks", this::task);
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void forgetsTokens() {
            good = "none";
        }

        private void token(HttpExchange exchange) throws IOException {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String login =
                    "Basic " + Base64.getEncoder().encodeToString("jn-hub:s3%3Acret".getBytes(StandardCharsets.UTF_8));
            boolean right = form.contains("grant_type=client_credentials")
                    && login.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (!right || !givesTokens) {
                answer(exchange, 401, "{\"error\":\"invalid_client\"}");
                return;
            }
            good = "t" + fetched.incrementAndGet();
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expires_in\":7200}".formatted(good));
        }

        private void task(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!("Bearer " + good).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answer(exchange, 401, "");
                return;
            }
            String task = body.replaceAll("(?s).*\"taskNo\"\\s*:\\s*\"([^\"]+)\".*", "$1");
            tasks.merge(task, 1, Integer::sum);
            answer(exchange, 200, "{\"code\":0,\"data\":{\"deptTaskNo\":\"AJYH-1\"}}");
        }

        private static void answer(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        }
    }
}
