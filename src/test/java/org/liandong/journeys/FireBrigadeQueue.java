package org.liandong.journeys;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;

/** The fire brigade at its two queues, with its own account and nothing else. */
final class FireBrigadeQueue implements AutoCloseable {
    private final Connection connection;
    private final Session session;

    /** By Artemis' own protocol. */
    FireBrigadeQueue(HubUnderTest hub) throws JMSException {
        this(hub, new ActiveMQConnectionFactory(hub.broker().toString()));
    }

    /** By AMQP 1.0, with another maker's client. */
    static FireBrigadeQueue byAmqp(HubUnderTest hub) throws JMSException {
        return new FireBrigadeQueue(
                hub, new JmsConnectionFactory(hub.broker().toString().replace("tcp:", "amqp:")));
    }

    private FireBrigadeQueue(HubUnderTest hub, ConnectionFactory factory) throws JMSException {
        connection = factory.createConnection("XF", hub.secrets().of("XF"));
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        connection.start();
    }

    /** The next dispatch about the task; what is about others is let go. */
    TextMessage receives(String taskNo) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("exchange.XF.out"))) {
            for (Message next = consumer.receive(20_000); next != null; next = consumer.receive(20_000)) {
                if (next instanceof TextMessage text && text.getText().contains(taskNo)) {
                    return text;
                }
            }
        }
        throw new AssertionError("nothing came about " + taskNo);
    }

    void says(String json, Map<String, String> properties) throws JMSException {
        TextMessage message = session.createTextMessage(json);
        for (var property : properties.entrySet()) {
            message.setStringProperty(property.getKey(), property.getValue());
        }
        try (var producer = session.createProducer(session.createQueue("exchange.XF.in"))) {
            producer.send(message);
        }
    }

    Session session() {
        return session;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
