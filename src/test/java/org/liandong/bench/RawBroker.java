package org.liandong.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** What the broker carries when nobody does anything with it: durable sends and transacted receipts, 2 KB each. */
final class RawBroker {
    static final String RESULT = "received-per-second ";

    private static final int SENDERS = 32;
    private static final int RECEIVERS = 16;

    private RawBroker() {}

    /** Arguments: folder, seconds to warm, seconds to measure. Prints messages received a second behind {@link #RESULT}. */
    public static void main(String[] arguments) throws Exception {
        Bench.sayLittle();
        PlainCamel.broker(Path.of(arguments[0])).start();
        ActiveMQConnectionFactory connections = PlainCamel.connections();
        LongAdder received = new LongAdder();
        for (int i = 0; i < SENDERS; i++) {
            Connection connection = connections.createConnection();
            Desk.daemon("sender", () -> send(connection));
        }
        for (int i = 0; i < RECEIVERS; i++) {
            Connection connection = connections.createConnection();
            connection.start();
            Desk.daemon("receiver", () -> receive(connection, received));
        }
        TimeUnit.SECONDS.sleep(Long.parseLong(arguments[1]));
        long before = received.sum();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(Long.parseLong(arguments[2]));
        System.out.printf(RESULT + "%.0f%n", (received.sum() - before) * 1e9 / (System.nanoTime() - start));
        System.exit(0);
    }

    private static void send(Connection connection) {
        try (connection) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue("cases"));
            byte[] body = new byte[2048];
            while (true) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
            }
        } catch (JMSException ended) {
            return;
        }
    }

    private static void receive(Connection connection, LongAdder received) {
        try (connection) {
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue("cases"));
            while (true) {
                if (consumer.receive(1_000) != null) {
                    session.commit();
                    received.increment();
                }
            }
        } catch (JMSException ended) {
            return;
        }
    }
}
