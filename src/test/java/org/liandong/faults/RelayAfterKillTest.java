package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.delivery.Relay;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.OutboxMessage;
import org.liandong.security.crypto.KeyRing;

/** The hub died after the broker had taken some messages and before the ledger knew: the relay of the next one goes on. */
class RelayAfterKillTest {
    private static final String QUEUE = "dept.CG";
    private static final String BROKER = "vm://7391";

    @TempDir
    Path folder = Path.of("");

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(BROKER);

    @BeforeEach
    void startBroker() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("here", BROKER);
        broker.setConfiguration(configuration).start();
    }

    @AfterEach
    void stopBroker() throws Exception {
        connections.close();
        broker.stop();
    }

    @Test
    void whatTheBrokerHasIsNotSentAgainAndHoldsNothingElseUp() throws Exception {
        try (Ledger ledger = Ledger.open(
                LedgerSettings.embedded(folder.resolve("ledger.db")),
                KeyRing.loadOrCreate(folder.resolve("keys.yaml")),
                Clock.systemUTC())) {
            List<OutboxMessage> written = ledger.write(entry -> {
                        for (int serial = 1; serial <= 5; serial++) {
                            CaseNumber caseNo = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, serial);
                            entry.outbox().add(QUEUE, caseNo, "DISPATCH", "{}");
                        }
                        return entry.outbox().unsent(Clock.systemUTC().instant(), 10);
                    })
                    .join();
            assertThat(written).hasSize(5);
            send(written.get(1));
            send(written.get(3));

            try (Relay relay = new Relay(ledger, connections, receiver -> true, receiver -> {}, Clock.systemUTC())) {
                relay.start();
                await().until(() -> ledger.read(
                                view -> view.outbox().unsent(Clock.systemUTC().instant(), 10))
                        .isEmpty());
            }

            assertThat(received())
                    .containsExactlyInAnyOrderElementsOf(
                            written.stream().map(one -> Long.toString(one.id())).toList());
        }
    }

    private void send(OutboxMessage message) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
            TextMessage text = session.createTextMessage(Long.toString(message.id()));
            text.setStringProperty("_AMQ_DUPL_ID", message.duplicateId());
            producer.send(text);
        }
    }

    private List<String> received() throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
            connection.start();
            while (consumer.receive(500) instanceof TextMessage text) {
                texts.add(text.getText());
            }
        }
        return texts;
    }
}
