package org.liandong.hub;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.liandong.connectors.Loaded;
import org.liandong.hub.QueueAccess.Right;
import org.liandong.security.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;

/**
 * The broker: embedded unless {@code liandong.broker.url} names another one. Departments with queues of their own meet it
 * on a loopback port, each with its own user and nothing but its own two queues.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class BrokerConfiguration {
    /** Larger than anything the relay could send again after a crash. */
    private static final int DUPLICATE_IDS = 200_000;

    private static final long MEGABYTE = 1024L * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConfiguration.class);
    /** Where in its file the broker's own number begins, and where it ends. */
    private static final int NODE_ID_FROM = 3;

    private static final int NODE_ID_TO = NODE_ID_FROM + 16;

    /** After the ledger: a second hub on the same data is told so there, while the broker would wait for its turn for ever. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    @DependsOn("ledger")
    @ConditionalOnExpression("'${liandong.broker.url:}'.isEmpty()")
    EmbeddedActiveMQ embeddedBroker(HubSettings settings, Credentials credentials, Loaded connectors) throws Exception {
        List<QueueAccess> accesses = connectors.connectors().stream()
                .flatMap(connector -> QueueAccess.of(connector).stream())
                .toList();
        discardTornNodeId(settings.data().resolve("broker/journal/server.lock"));
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration(settings, accesses));
        broker.setSecurityManager(users(credentials, accesses));
        return broker;
    }

    @Bean
    @Primary
    @DependsOn("embeddedBroker")
    @ConditionalOnExpression("'${liandong.broker.url:}'.isEmpty()")
    ConnectionFactory embeddedConnections(Credentials credentials) throws Exception {
        return connections("vm://0", "hub", credentials.brokerPassword());
    }

    @Bean
    @Primary
    @ConditionalOnExpression("!'${liandong.broker.url:}'.isEmpty()")
    ConnectionFactory externalConnections(HubSettings settings) throws Exception {
        HubSettings.Broker broker = settings.broker();
        return connections(broker.url(), broker.user(), broker.password());
    }

    private static ConnectionFactory connections(String url, String user, String password) throws Exception {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url, user, password);
        factory.setBlockOnDurableSend(true);
        // a slow receiver's consumer must not hoard messages
        factory.setConsumerWindowSize(64 * 1024);
        factory.setDeserializationAllowList("none");
        return factory;
    }

    /** Bytes; with less room no letter is taken and all wait in the ledger. The alarm about the disk comes before. */
    static final long LEAST_FREE = 256L << 20;

    private static Configuration configuration(HubSettings settings, List<QueueAccess> accesses) throws Exception {
        Path folder = Files.createDirectories(settings.data().resolve("broker"));
        ConfigurationImpl broker = new ConfigurationImpl();
        broker.setName("liandong");
        broker.setPersistenceEnabled(true);
        broker.setSecurityEnabled(true);
        // who sent a message is for the broker to say, by the login: that is a department's proof
        broker.setPopulateValidatedUser(true);
        broker.registerBrokerPlugin(new SenderStamp());
        broker.setJMXManagementEnabled(settings.jmx().enabled());
        broker.setJournalType(JournalType.NIO);
        broker.setJournalDatasync(true);
        broker.setJournalBufferTimeout_NIO(settings.broker().journalSync() * 1000);
        broker.setJournalDirectory(folder.resolve("journal").toString());
        broker.setBindingsDirectory(folder.resolve("bindings").toString());
        broker.setPagingDirectory(folder.resolve("paging").toString());
        broker.setLargeMessagesDirectory(folder.resolve("large").toString());
        broker.setIDCacheSize(DUPLICATE_IDS);
        broker.setGracefulShutdownEnabled(false);
        // a share of the disk, as is the default, would stop all letters with many gigabytes left
        broker.setMaxDiskUsage(-1);
        broker.setMinDiskFree(LEAST_FREE);
        broker.addAcceptorConfiguration("hub", "vm://0");
        if (settings.broker().port() > 0) {
            broker.addAcceptorConfiguration(
                    "departments",
                    "tcp://127.0.0.1:" + settings.broker().port() + "?protocols=CORE,AMQP&amqpMinLargeMessageSize="
                            + SenderStamp.LARGEST);
        }
        if (settings.broker().mqtt() > 0) {
            broker.addAcceptorConfiguration(
                    "terminals",
                    "tcp://127.0.0.1:%d?protocols=MQTT&maximumPacketSize=%d"
                            .formatted(
                                    settings.broker().mqtt(), settings.intake().maxBytes()));
        }
        broker.addAddressSetting("#", addressSettings());
        broker.putSecurityRoles("#", Set.of(all("hub")));
        for (String address : List.of("dead", "expired", "evaluation")) {
            queue(broker, address);
        }
        for (QueueAccess access : accesses) {
            access.queues().forEach((name, right) -> {
                if (right != Right.LISTEN) {
                    queue(broker, name);
                }
                broker.putSecurityRoles(name, roles(access.sender(), right));
            });
        }
        return broker;
    }

    /** Gives a sender that has come later its queues and its user. */
    static void admit(EmbeddedActiveMQ embedded, QueueAccess access, String secret) {
        ActiveMQServer broker = embedded.getActiveMQServer();
        String sender = access.sender();
        SecurityConfiguration users = ((ActiveMQJAASSecurityManager) broker.getSecurityManager()).getConfiguration();
        if (users.getUser(sender) == null) {
            users.addUser(sender, secret);
            users.addRole(sender, sender);
        }
        access.queues().forEach((name, right) -> {
            broker.getSecurityRepository().addMatch(name, roles(sender, right));
            try {
                if (right != Right.LISTEN) {
                    broker.createQueue(
                            QueueConfiguration.of(name)
                                    .setRoutingType(RoutingType.ANYCAST)
                                    .setDurable(true),
                            true);
                }
            } catch (Exception e) {
                throw new IllegalStateException("队列 %s 建不了: %s".formatted(name, e.getMessage()), e);
            }
        });
    }

    private static Set<Role> roles(String sender, Right right) {
        boolean own = right == Right.LISTEN;
        Role role = new Role(
                sender,
                right == Right.PUT,
                right != Right.PUT,
                own,
                own,
                own,
                own,
                false,
                false,
                own,
                false,
                false,
                false);
        return Set.of(all("hub"), role);
    }

    /**
     * A power cut in the first start can leave the broker's own number half written; it would then never start again (Artemis
     * 2.55, FileBasedNodeManager.createNodeId). Nothing refers to the number: there was no message yet, nor are there other
     * brokers.
     */
    private static void discardTornNodeId(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > NODE_ID_FROM && Files.size(file) < NODE_ID_TO) {
            LOG.warn("消息代理的编号文件{}只写了一半(断电所致),已删去重建", file);
            Files.delete(file);
        }
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of("dead"))
                .setExpiryAddress(SimpleString.of("expired"))
                .setAutoCreateQueues(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                // the ledger says when to try again and when to give up; the broker only keeps the message
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(1000)
                .setMaxSizeBytes(64 * MEGABYTE)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    }

    private static void queue(Configuration broker, String name) {
        CoreAddressConfiguration address =
                new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.ANYCAST);
        address.addQueueConfiguration(
                QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        broker.addAddressConfiguration(address);
    }

    private static Role all(String name) {
        return new Role(name, true, true, true, true, true, true, true, true, true, true, true, true);
    }

    private static ActiveMQJAASSecurityManager users(Credentials credentials, List<QueueAccess> accesses) {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("hub", credentials.brokerPassword());
        users.addRole("hub", "hub");
        for (QueueAccess access : accesses) {
            users.addUser(access.sender(), credentials.secret(access.sender()));
            users.addRole(access.sender(), access.sender());
        }
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }
}
