package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.casework.Agenda;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.DistrictClocks;
import org.liandong.casework.FollowUps;
import org.liandong.casework.Letters;
import org.liandong.casework.Times;
import org.liandong.delivery.Consequences;
import org.liandong.delivery.Delivery;
import org.liandong.delivery.Fuses;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Relay;
import org.liandong.district.District;
import org.liandong.health.Rhythm;
import org.liandong.health.RouteHealth;
import org.liandong.intake.KnownPersons;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;

/** What the steps of a delivery do with what a hub that was killed has left behind in ledger and broker. */
class DeliveryAfterKillTest {
    private static final String QUEUE = "dept.CG";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder = Path.of("");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private @Nullable Ledger opened;
    private @Nullable Delivery made;

    @BeforeEach
    void open() {
        opened = Ledger.open(
                LedgerSettings.embedded(folder.resolve("ledger.db")),
                KeyRing.loadOrCreate(folder.resolve("keys.yaml")),
                CLOCK);
        made = delivery(opened);
    }

    @AfterEach
    void close() {
        ledger().close();
        camel.stop();
    }

    @Test
    void anAttemptThatWasBegunAndNeverConcludedIsAskedAbout() {
        long id = written("URGE");
        assertThat(asked(handedOver(id, 1))).isEqualTo("URGE");

        assertThat(asked(handedOver(id, 1))).isEqualTo("LOOK_UP");
        assertThat(state(id)).isEqualTo(DeliveryState.IN_DOUBT);
    }

    @Test
    void aHandOverThatWasReplacedIsNotDeliveredBesideItsSuccessor() {
        long id = written("URGE");
        ledger().write(entry -> {
                    entry.deliveries().postpone(id, CLOCK.instant());
                    return true;
                })
                .join();

        assertThat(asked(handedOver(id, 1))).isNull();
        assertThat(asked(handedOver(id, 2))).isEqualTo("URGE");
    }

    @Test
    void whoKnowsNothingOfTheTaskIsNotAskedAgainAtOnce() {
        long id = written("URGE");
        Exchange exchange = handedOver(id, 1);
        exchange.getMessage().setBody("NOT_FOUND".getBytes(StandardCharsets.UTF_8));
        delivery().understand(exchange);
        delivery().conclude(exchange);

        Instant soon = CLOCK.instant().plus(Duration.ofMinutes(4));
        assertThat(ledger().<Boolean>read(view -> view.outbox().unsent(soon, 10).isEmpty()))
                .isTrue();
        Instant later = soon.plus(Duration.ofMinutes(2));
        assertThat(ledger().<Integer>read(
                                view -> view.outbox().unsent(later, 10).size()))
                .isEqualTo(1);
    }

    private long written(String operation) {
        CaseNumber caseNo = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 1);
        return ledger().write(entry -> entry.outbox()
                        .add(QUEUE, caseNo, operation, "{\"operation\":\"" + operation + "\"}")
                        .id())
                .join();
    }

    private Exchange handedOver(long id, int round) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(Long.toString(id));
        exchange.getMessage().setHeader("outboxRound", round);
        delivery().begin(exchange);
        if (exchange.getProperty("call") != null) {
            delivery().compose(exchange);
        }
        return exchange;
    }

    /** What goes out: the operation, or null if nothing does. */
    private static @Nullable String asked(Exchange exchange) {
        Receiver.Request request = exchange.getProperty("request", Receiver.Request.class);
        return request == null ? null : request.operation();
    }

    private DeliveryState state(long id) {
        return ledger().read(view -> view.outbox().find(id).orElseThrow().state());
    }

    private Ledger ledger() {
        return Objects.requireNonNull(opened);
    }

    private Delivery delivery() {
        return Objects.requireNonNull(made);
    }

    private Delivery delivery(Ledger ledger) {
        Letters letters = new Letters((source, matter) -> Optional.empty(), code -> code);
        District district = District.load(HubProcess.home().resolve("district/jiangning"));
        Agenda agenda = new Agenda(new DistrictClocks(district));
        CaseDesk desk = new CaseDesk(ledger, letters, new FollowUps(0), agenda, new KnownPersons(), CLOCK);
        return new Delivery(
                ledger,
                Map.of(QUEUE, new Department()),
                new Consequences(desk, new DistrictClocks(district), CLOCK),
                new Fuses(camel),
                new Relay(ledger, new ActiveMQConnectionFactory("vm://7392"), receiver -> true, receiver -> {}, CLOCK),
                new RouteHealth(
                        ledger, new Rhythm.Week(Times.ZONE, LocalDate::getDayOfWeek), (route, heard) -> {}, CLOCK),
                receiver -> true,
                CLOCK);
    }

    /** A department that can be asked about what it was sent, and answers with the name of a result. */
    private static final class Department implements Receiver {
        @Override
        public String name() {
            return QUEUE;
        }

        @Override
        public String title() {
            return "城管";
        }

        @Override
        public String call() {
            return "direct:department";
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public boolean recognisesRepetition() {
            return true;
        }

        @Override
        public Patience patience() {
            return new Patience(Duration.ofMinutes(5), 2, Duration.ofHours(1), Duration.ofDays(1));
        }

        @Override
        public Fuse fuse() {
            return new Fuse(5, Duration.ofSeconds(30));
        }

        @Override
        public Optional<Request> compose(String operation, ObjectNode letter) {
            return Optional.of(request(operation));
        }

        @Override
        public Optional<Request> lookUp(ObjectNode letter) {
            return Optional.of(request("LOOK_UP"));
        }

        @Override
        public String legible(Request request) {
            return request.operation();
        }

        @Override
        public String legible(Reply reply) {
            return new String(reply.body(), StandardCharsets.UTF_8);
        }

        private static Request request(String operation) {
            return new Request("http://127.0.0.1:9/", "POST", "text/plain", new byte[0], Map.of(), operation);
        }

        @Override
        public Answer understand(Request request, Reply reply) {
            return new Answer(Result.valueOf(new String(reply.body(), StandardCharsets.UTF_8)), null, null, "任务不存在");
        }
    }
}
