package org.liandong.simulator;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.net.URI;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** The hub's message broker as a department reaches it: an account and two queues. Safe for use by many threads. */
final class Broker implements AutoCloseable {
    private final URI address;
    private final String user;
    private final String password;
    private final String in;
    private final String out;
    private final ActiveMQConnectionFactory connections;

    /**
     * @param address for example {@code tcp://127.0.0.1:61616}
     * @param in the queue the department writes to
     * @param out the queue the department reads from
     */
    Broker(URI address, String user, String password, String in, String out) {
        this.address = address;
        this.user = user;
        this.password = password;
        this.in = in;
        this.out = out;
        this.connections = new ActiveMQConnectionFactory(address.toString());
        connections.setReconnectAttempts(0);
        connections.setInitialConnectAttempts(1);
        connections.setConsumerWindowSize(0);
        connections.setCallTimeout(5_000);
    }

    static Broker ofFireBrigade(URI address, Secrets secrets) {
        return new Broker(address, "XF", secrets.of("XF"), "exchange.XF.in", "exchange.XF.out");
    }

    URI address() {
        return address;
    }

    String in() {
        return in;
    }

    String out() {
        return out;
    }

    /** A started connection. It fails rather than waits when the broker is away: the caller tries again. */
    Connection connect() throws JMSException {
        Connection connection = connections.createConnection(user, password);
        connection.start();
        return connection;
    }

    @Override
    public void close() {
        connections.close();
    }

    @Override
    public String toString() {
        return address + " (" + in + ", " + out + ")";
    }
}
