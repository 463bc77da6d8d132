package org.liandong.hub;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.liandong.connectors.Loaded;
import org.liandong.delivery.Relay;
import org.liandong.security.Credentials;

/** The hub's own broker on a data folder, without the hub. */
public final class EmbeddedBroker implements AutoCloseable {
    private final EmbeddedActiveMQ broker;
    private final ConnectionFactory connections;

    private EmbeddedBroker(EmbeddedActiveMQ broker, ConnectionFactory connections) {
        this.broker = broker;
        this.connections = connections;
    }

    /** @param data folder in which the hub has run, or an empty one */
    public static EmbeddedBroker start(Path data) throws Exception {
        HubSettings settings = new HubSettings(
                data,
                Path.of(""),
                Path.of(""),
                new HubSettings.Database("", "", ""),
                new HubSettings.Broker("", "", "", 0, 0, 100),
                new HubSettings.Intake(1, 1, 1),
                new HubSettings.Timer(0),
                new HubSettings.Alarms(0, "", new HubSettings.Mail("", 25, false, "", "", "", "")),
                new HubSettings.Canaries(0, ""),
                new HubSettings.Retention(0, java.util.Map.of(), 0, 0, java.util.Set.of()),
                new HubSettings.Signing(Path.of("signing.p12"), ""),
                new HubSettings.Telemetry(""),
                new HubSettings.Jmx(false));
        Credentials credentials = Credentials.loadOrCreate(data.resolve("secrets.yaml"), Set.of());
        BrokerConfiguration configuration = new BrokerConfiguration();
        EmbeddedActiveMQ broker = configuration.embeddedBroker(settings, credentials, new Loaded(List.of(), List.of()));
        broker.start();
        return new EmbeddedBroker(broker, configuration.embeddedConnections(credentials));
    }

    /** What the journal writes its files with. */
    public SequentialFileFactory journalFiles() {
        JournalStorageManager storage =
                (JournalStorageManager) broker.getActiveMQServer().getStorageManager();
        return storage.getJournalSequentialFileFactory();
    }

    /** The letters in the queue, each as its outbox id and round; none if there is no such queue yet. */
    public Set<String> letters(String queue) throws Exception {
        // browsing looks for the address alone; sending and consuming make the queue
        if (broker.getActiveMQServer().locateQueue(SimpleString.of(queue)) == null) {
            return Set.of();
        }
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            connection.start();
            Set<String> letters = new HashSet<>();
            Enumeration<?> messages = browser.getEnumeration();
            for (Object message : Collections.list(messages)) {
                Message letter = (Message) message;
                letters.add(letter.getStringProperty(Relay.OUTBOX_ID) + " " + letter.getIntProperty("outboxRound"));
            }
            return letters;
        }
    }

    Configuration configuration() {
        return broker.getActiveMQServer().getConfiguration();
    }

    @Override
    public void close() throws Exception {
        broker.stop();
    }
}
