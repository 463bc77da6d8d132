package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FireBrigadeTest {
    private static final String TASK = "JN20260709020007772-01";
    private static final long SEED = 13;

    @TempDir
    Path folder = Path.of("");

    private EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private Broker broker = new Broker(URI.create("tcp://127.0.0.1:1"), "", "", "", "");
    private Department brigade = Department.fireBrigade(broker, Profile.quick(SEED), Journal.none());

    @BeforeEach
    void open() throws Exception {
        brigade.close();
        URI address = URI.create("tcp://127.0.0.1:" + FreePorts.next());
        startBroker(address);
        broker = Broker.ofFireBrigade(address, RecordingHub.SECRETS);
        brigade = Department.fireBrigade(broker, Profile.quick(SEED), Journal.none());
    }

    @AfterEach
    void close() throws Exception {
        brigade.close();
        artemis.stop();
    }

    @Test
    void takesTheSampleAndReportsSigningThenDone() throws Exception {
        dispatch("dispatched", "01J2A7Q4M3W9S8K5D0X1V6B2N7", "{}");

        JsonNode signed = receive();
        JsonNode done = receive();

        assertThat(signed.path("data").path("action").asText()).isEqualTo("SIGN");
        JsonNode sample = Samples.json("ad-mq-2-assignment-feedback.json");
        assertThat(Samples.fields(done)).containsAll(Samples.fields(sample));
        assertThat(Samples.fields(done.path("data"))).containsAll(Samples.fields(sample.path("data")));
        assertThat(done.path("data").path("action").asText()).isEqualTo("DONE");
        assertThat(done.path("subject").asText()).isEqualTo(TASK);
        assertThat(brigade.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void recognisesAnEventThatComesTwice() throws Exception {
        dispatch("dispatched", "event-1", "{}");
        dispatch("dispatched", "event-1", "{}");

        await().until(() -> brigade.calls() == 2 && brigade.unreported() == 0);
        assertThat(brigade.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void breaksOffBeforeAcknowledgingAndTakesTheTaskOnceWhenItComesAgain() throws Exception {
        brigade.behave(Conduct.NO_ANSWER);
        dispatch("dispatched", "event-1", "{}");
        await().until(() -> brigade.calls() >= 2);
        brigade.behave(Conduct.PROPER);

        await().until(() -> brigade.unreported() == 0 && !brigade.reported().isEmpty());
        assertThat(brigade.effects()).isEqualTo(Map.of(TASK, 1));
    }

    @Test
    void takesNothingWhileItIsDown() throws Exception {
        brigade.behave(Conduct.DOWN);
        await().until(() -> queue("exchange.XF.out").getConsumerCount() == 0);
        dispatch("dispatched", "event-1", "{}");
        assertThat(brigade.effects()).isEmpty();

        brigade.behave(Conduct.PROPER);

        await().until(() -> brigade.effects().equals(Map.of(TASK, 1)));
    }

    @Test
    void doesItAgainWhenAsked() throws Exception {
        dispatch("dispatched", "event-1", "{}");
        await().until(() -> brigade.reported().size() == 2);

        dispatch("redo", "event-2", "{}");

        await().until(() -> brigade.reported().size() == 4);
        assertThat(brigade.operations(TASK)).containsExactly("REDO");
        assertThat(List.of(receive(), receive(), receive(), receive()).stream()
                        .map(event -> event.path("data").path("action").asText()))
                .containsExactly("SIGN", "DONE", "SIGN", "DONE");
    }

    @Test
    void reportsWhenTheBrokerIsBack() throws Exception {
        brigade.work(new Profile(
                SEED,
                Span.ofMillis(1, 1),
                Span.ofMillis(300, 300),
                0,
                0,
                0,
                true,
                Conduct.PROPER,
                Duration.ofSeconds(1)));
        dispatch("dispatched", "event-1", "{}");
        await().until(() -> !brigade.effects().isEmpty());
        artemis.stop();
        startBroker(broker.address());

        await().atMost(Duration.ofSeconds(20)).until(() -> brigade.reported().size() == 2);
        assertThat(brigade.reported()).allMatch(report -> report.receipt().acknowledged());
        assertThat(brigade.effects()).isEqualTo(Map.of(TASK, 1));
    }

    private void startBroker(URI address) throws Exception {
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(true)
                .putSecurityRoles(
                        "exchange.XF.#",
                        Set.of(new Role(
                                "XF", true, true, false, false, false, false, false, false, false, false, false,
                                false)))
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("tcp", address.toString());
        for (String queue : List.of("exchange.XF.out", "exchange.XF.in")) {
            configuration.addQueueConfiguration(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        SecurityConfiguration accounts = new SecurityConfiguration();
        accounts.addUser("XF", RecordingHub.SECRETS.of("XF"));
        accounts.addRole("XF", "XF");
        artemis = new EmbeddedActiveMQ()
                .setConfiguration(configuration)
                .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
        artemis.start();
    }

    private org.apache.activemq.artemis.core.server.Queue queue(String name) {
        return java.util.Objects.requireNonNull(artemis.getActiveMQServer().locateQueue(name));
    }

    /** Sends the sample event with another type and id. */
    private void dispatch(String type, String id, String more) throws Exception {
        ObjectNode event = (ObjectNode) Samples.json("ad-mq-1-assignment-dispatched.json");
        event.put("type", "cn.jiangning.hub.assignment." + type + ".v1").put("id", id);
        ((ObjectNode) event.path("data"))
                .setAll((ObjectNode) JsonMapper.builder().build().readTree(more));
        try (Connection connection = broker.connect();
                Session session = connection.createSession();
                var producer = session.createProducer(session.createQueue(broker.out()))) {
            producer.send(session.createTextMessage(event.toString()));
        }
    }

    private JsonNode receive() throws Exception {
        try (Connection connection = broker.connect();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(broker.in()))) {
            TextMessage message = (TextMessage) consumer.receive(10_000);
            assertThat(message).isNotNull();
            return JsonMapper.builder().build().readTree(message.getText());
        }
    }
}
