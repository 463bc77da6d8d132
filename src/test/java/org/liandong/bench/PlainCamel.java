package org.liandong.bench;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.nativo.jlibaio.LibaioContext;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/**
 * What a department's integrator would write for the same stretch: take over HTTP, keep in a durable queue, send on over HTTP
 * out of a transacted consumer. No ledger, no lifecycle, no trace, no order, and what was under way is sent twice after a
 * kill. Tuned as well as its makers could: journal buffer, native I/O where the system has it, cached and concurrent
 * consumers, pooled connections that stay open, no copy of what need not be copied.
 */
final class PlainCamel {
    private static final int BUFFER_NANOS = 100_000;

    private PlainCamel() {}

    /** Arguments: port, folder, address to send to, consumers. */
    public static void main(String[] arguments) throws Exception {
        Bench.sayLittle();
        Path folder = Path.of(arguments[1]);
        broker(folder).start();
        ProducerTemplate entrance = camel(arguments[2], Integer.parseInt(arguments[3]));
        RawStore.serve(Integer.parseInt(arguments[0]), folder.resolve("tomcat"), body -> {
            entrance.sendBody("direct:take", body);
            return RawStore.TAKEN;
        });
    }

    /** The broker on its own, which {@link RawBroker} measures. */
    static EmbeddedActiveMQ broker(Path folder) throws Exception {
        Configuration settings = new ConfigurationImpl()
                .setName("plain")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDatasync(true)
                .setJournalType(LibaioContext.isLoaded() ? JournalType.ASYNCIO : JournalType.NIO)
                .setJournalBufferTimeout_NIO(BUFFER_NANOS)
                .setJournalBufferTimeout_AIO(BUFFER_NANOS)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .addAcceptorConfiguration("vm", "vm://0")
                .addAddressSetting("#", new AddressSettings().setMaxSizeBytes(256L * 1024 * 1024));
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(settings);
        return broker;
    }

    static ActiveMQConnectionFactory connections() {
        ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0");
        connections.setBlockOnDurableSend(true);
        return connections;
    }

    private static ProducerTemplate camel(String department, int consumers) throws Exception {
        CamelContext camel = context();
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(connections());
        pool.setMaxConnections(4);
        pool.setMaxSessionsPerConnection(500);
        camel.addComponent("out", component(new JmsComponent(), pool));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:take").to(ExchangePattern.InOnly, "out:queue:cases?jmsMessageType=Bytes");
                from("in:queue:cases?concurrentConsumers=" + consumers)
                        .removeHeaders("*")
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json;charset=UTF-8"))
                        .to(department + "?maxTotalConnections=200&connectionsPerRoute=100&copyHeaders=false");
            }
        });
        camel.start();
        return camel.createProducerTemplate();
    }

    /** A context with {@code in}, the transacted receivers. */
    static CamelContext context() {
        CamelContext camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.setStreamCaching(false);
        camel.setMessageHistory(false);
        JmsComponent in = component(new JmsComponent(), connections());
        in.setTransacted(true);
        in.setLazyCreateTransactionManager(false);
        in.setCacheLevelName("CACHE_CONSUMER");
        camel.addComponent("in", in);
        return camel;
    }

    private static JmsComponent component(JmsComponent jms, jakarta.jms.ConnectionFactory connections) {
        jms.setConnectionFactory(connections);
        jms.getConfiguration().setMapJmsMessage(true);
        return jms;
    }
}
