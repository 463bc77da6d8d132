package org.liandong.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.liandong.security.crypto.KeyRing;

class TerminalsTest {
    private static final CaseNumber CASE = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.GRID, 1);
    private static final String QUERY = "deviceNo=D1&after=0";

    @TempDir
    Path folder = Path.of("");

    private Ledger ledger;
    private SenderProof proof;
    private Terminals terminals;

    @BeforeEach
    void open() throws Exception {
        Clock clock = Clock.systemUTC();
        ledger = Ledger.open(
                LedgerSettings.embedded(folder.resolve("ledger.db")),
                KeyRing.loadOrCreate(folder.resolve("keys.yaml")),
                clock);
        Credentials credentials = Credentials.loadOrCreate(folder.resolve("secrets.yaml"), Set.of("JN-HUB"));
        proof = new SenderProof(credentials, SigningKey.madeUp(), clock, Duration.ofMinutes(5));
        Blobs blobs = new Blobs(folder.resolve("blobs"), 1_000);
        terminals = new Terminals(Map.of("grid", new QuietShelf()), proof, ledger, blobs, clock, 1_000);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void newsBehindManyLettersThatATerminalIsNotToldStillReachesIt() throws Exception {
        put(250, "{\"silent\":true}");
        put(1, "{\"status\":\"90\"}");

        JsonNode outcomes = fetched();

        assertThat(outcomes).singleElement().satisfies(one -> {
            assertThat(one.path("status").asText()).isEqualTo("90");
            assertThat(one.path("seq").asLong()).isEqualTo(251);
        });
    }

    @Test
    void aTerminalThatIsToldNothingGetsAnEmptyList() throws Exception {
        put(200, "{\"silent\":true}");
        assertThat(fetched()).isEmpty();
    }

    private void put(int count, String payload) {
        ledger.write(entry -> {
                    for (int i = 0; i < count; i++) {
                        entry.outbox().add("pull.D1", CASE, "STATUS", payload);
                    }
                    return count;
                })
                .join();
    }

    private JsonNode fetched() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            exchange.setProperty("connector", "grid");
            proof.headersFor("JN-HUB", QUERY.getBytes(StandardCharsets.UTF_8))
                    .forEach(exchange.getMessage()::setHeader);
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, QUERY);
            exchange.getMessage().setHeader("deviceNo", "D1");
            exchange.getMessage().setHeader("after", "0");
            terminals.outcomes(exchange);
            return Reading.JSON
                    .readTree(exchange.getMessage().getBody(byte[].class))
                    .path("outcomes");
        }
    }

    private static final class QuietShelf implements Shelf {
        @Override
        public String sender() {
            return "JN-HUB";
        }

        @Override
        public String receiver(String device) {
            return "pull." + device;
        }

        @Override
        public Optional<String> told(String letter) {
            return letter.contains("silent") ? Optional.empty() : Optional.of(letter);
        }
    }
}
