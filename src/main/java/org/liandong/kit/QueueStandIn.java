package org.liandong.kit;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.security.Credentials;

/** Plays a system that takes its letters out of a queue of the rehearsing hub's broker. */
final class QueueStandIn implements ReportingStandIn {
    private static final Map<Mishap, Play> PLAYS = new EnumMap<>(Map.ofEntries(
            entry(Mishap.LONG_TEXT, new Play("四千字、带表情与生僻字,一字不少地送到", "映射里不要截短")),
            entry(Mishap.HUNG_UP, new Play("对方取走、没有确认就断线,消息代理再给一次", "对方办妥再确认(事务或CLIENT_ACKNOWLEDGE),不要先确认后办")),
            entry(Mishap.LATE, new Play("对方取走,很久才确认", "慢不是丢:消息代理等它确认")),
            entry(Mishap.BUSY, new Play("对方停机三秒,消息在队列里等", "队列要持久,不要设消息的有效期")),
            entry(Mishap.HUB_KILLED, new Play("对方取到一半枢纽被杀,再起", "消息在枢纽的盘上:再起以后再给一次"))));
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final long LOOK_MILLIS = 200;

    private final Connector connector;
    private final String queue;
    private final TrialHub hub;
    private final Book book = new Book();
    private final Thread department = new Thread(this::work, "stand-in");

    QueueStandIn(Connector connector, TrialHub hub) {
        this.connector = connector;
        this.hub = hub;
        this.queue = connector.delivery().endpoint().replaceFirst("^queue:", "");
        department.setDaemon(true);
    }

    @Override
    public Map<Mishap, Play> plays() {
        return PLAYS;
    }

    @Override
    public void leadHere(ObjectNode settings) {
        // the queue is the hub's own
    }

    @Override
    public void open() {
        department.start();
    }

    @Override
    public Book book() {
        return book;
    }

    @Override
    public boolean takesLater() {
        return true;
    }

    @Override
    public void close() {
        book.close();
        department.interrupt();
    }

    /** Until the play is over: whenever there is a broker, what lies in the queue. */
    private void work() {
        try {
            while (true) {
                try (Connection connection = connection(true)) {
                    connection.start();
                    take(connection);
                } catch (JMSException | IOException e) {
                    book.pause(AGAIN);
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Connection connection) throws JMSException, InterruptedException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
        while (true) {
            Message message = consumer.receive(LOOK_MILLIS);
            book.pause(Duration.ZERO);
            if (message == null) {
                continue;
            }
            String text = text(message);
            Page page = book.pageFor(text).orElse(null);
            int time = page == null ? 0 : page.come();
            if (page != null && time == 1) {
                switch (page.mishap()) {
                    case HUNG_UP -> {
                        session.rollback();
                        continue;
                    }
                    case BUSY -> {
                        book.pause(LATE);
                        session.rollback();
                        continue;
                    }
                    case LATE -> book.pause(LATE);
                    case HUB_KILLED -> {
                        page.arrive();
                        // held as it is until the broker dies, while the others go on
                        consumer.close();
                        session = connection.createSession(true, Session.SESSION_TRANSACTED);
                        consumer = session.createConsumer(session.createQueue(queue));
                        continue;
                    }
                    default -> {}
                }
            }
            session.commit();
            if (page != null) {
                page.take(text);
            }
        }
    }

    private static String text(Message message) throws JMSException {
        return message instanceof BytesMessage bytes
                ? new String(bytes.getBody(byte[].class), StandardCharsets.UTF_8)
                : message.getBody(String.class);
    }

    /** @throws IOException while the hub has given nobody an account */
    private Connection connection(boolean itself) throws JMSException, IOException {
        if (!hub.hasSecrets()) {
            throw new IOException("枢纽还没有起来");
        }
        Credentials credentials = Credentials.loadOrCreate(hub.secrets(), Set.of());
        String sender = connector.sender();
        if (!credentials.knows(sender)) {
            throw new IOException("枢纽没有给 %s 开户".formatted(sender));
        }
        // the factory keeps nothing open itself
        @SuppressWarnings("resource")
        ConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + hub.brokerPort());
        return factory.createConnection(sender, itself ? credentials.secret(sender) : "rehearsal");
    }

    @Override
    public boolean reaches(Entry entry) {
        return entry.kind() == Entry.Kind.QUEUE;
    }

    @Override
    public List<Manner> wrong(Entry entry) {
        return List.of(Manner.STRANGER);
    }

    @Override
    public Laid report(Entry entry, String message, Manner manner) throws IOException, InterruptedException {
        try (Connection connection = connection(manner != Manner.STRANGER)) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(entry.path()));
            producer.send(session.createTextMessage(message));
            return new Later();
        } catch (JMSSecurityException refused) {
            return () -> true;
        } catch (JMSException e) {
            throw new IOException("放不进队列 %s: %s".formatted(entry.path(), e.getMessage()), e);
        }
    }
}
