package org.liandong.delivery;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed outbox messages to the broker. A message goes out with its id and round as duplicate id, so sending again
 * after a crash changes nothing; what is not marked is swept at the start and on a timer. One thread of its own.
 *
 * <p>A duplicate makes the broker roll back the whole transaction it is in. Then the batch goes again message by message,
 * outside any transaction, where the broker drops what it has and takes what it has not.
 */
public final class Relay implements AutoCloseable {
    /** Property of the broker's message that says which outbox message it stands for. */
    public static final String OUTBOX_ID = "outboxId";

    /** Property that says in which round it was handed over: a message of an older round has been replaced. */
    static final String ROUND = "outboxRound";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 500;
    private static final Duration SWEEP = Duration.ofMillis(200);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Ledger ledger;
    private final ConnectionFactory broker;
    private final Predicate<String> hasQueue;
    private final Consumer<String> handedOver;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "relay");
    private volatile boolean open = true;
    private @Nullable Lines lines;

    /**
     * @param hasQueue whether the receiver has a queue; others fetch what is theirs
     * @param handedOver told for whom something lies at the broker
     */
    public Relay(
            Ledger ledger,
            ConnectionFactory broker,
            Predicate<String> hasQueue,
            Consumer<String> handedOver,
            Clock clock) {
        this.clock = clock;
        this.ledger = ledger;
        this.broker = broker;
        this.hasQueue = hasQueue;
        this.handedOver = handedOver;
    }

    public void start() {
        thread.start();
    }

    /** A connection with a session that sends a batch at once and one that sends each message for itself. */
    private record Lines(Connection connection, Line together, Line singly) {}

    /**
     * A session with a producer for each receiver, made once: the broker is asked about the queue when one is made.
     *
     * @param producers by receiver
     */
    private record Line(Session session, Map<String, MessageProducer> producers) {
        static Line on(Connection connection, boolean together) throws JMSException {
            return new Line(
                    together
                            ? connection.createSession(true, Session.SESSION_TRANSACTED)
                            : connection.createSession(false, Session.AUTO_ACKNOWLEDGE),
                    new HashMap<>());
        }

        MessageProducer to(String receiver) throws JMSException {
            MessageProducer producer = producers.get(receiver);
            if (producer == null) {
                producer = session.createProducer(session.createQueue(receiver));
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                producers.put(receiver, producer);
            }
            return producer;
        }
    }

    /** Something was committed. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        boolean troubled = false;
        while (open) {
            try {
                while (open && pass()) {
                    work.drainPermits();
                }
                if (troubled) {
                    LOG.info("消息代理已恢复,继续投递");
                    troubled = false;
                }
                boolean woken = work.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
                if (woken) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (JMSException | RuntimeException e) {
                // whatever it was: without this thread nothing leaves the hub any more
                if (open && !troubled) {
                    LOG.warn("暂时无法把待发消息交给消息代理,将自动重试: {}", e.getMessage());
                }
                troubled = true;
                disconnect();
                pause();
            }
        }
        disconnect();
    }

    /** One batch: sent in one broker transaction, then marked. Whether there may be more. */
    private boolean pass() throws JMSException {
        List<OutboxMessage> unsent = ledger.read(view -> view.outbox().unsent(clock.instant(), BATCH));
        if (unsent.isEmpty()) {
            return false;
        }
        List<OutboxMessage> queued = unsent.stream()
                .filter(message -> hasQueue.test(message.receiver()))
                .toList();
        try {
            send(lines().together(), queued);
            lines().together().session().commit();
        } catch (JMSException e) {
            LOG.info("这批待发消息没有一起交成,改为逐条交付");
            LOG.debug("原因", e);
            disconnect();
            send(lines().singly(), queued);
        }
        queued.stream().map(OutboxMessage::receiver).distinct().forEach(handedOver);
        ledger.write(entry -> {
                    entry.outbox().markSent(unsent);
                    return true;
                })
                .join();
        return unsent.size() == BATCH;
    }

    private static void send(Line line, List<OutboxMessage> messages) throws JMSException {
        for (OutboxMessage message : messages) {
            TextMessage text = line.session().createTextMessage(Long.toString(message.id()));
            text.setStringProperty(OUTBOX_ID, Long.toString(message.id()));
            text.setIntProperty(ROUND, message.round());
            text.setStringProperty("_AMQ_DUPL_ID", message.duplicateId());
            line.to(message.receiver()).send(text);
        }
    }

    private Lines lines() throws JMSException {
        Lines open = lines;
        if (open == null) {
            Connection connection = broker.createConnection();
            open = new Lines(connection, Line.on(connection, true), Line.on(connection, false));
            lines = open;
        }
        return open;
    }

    private void disconnect() {
        Lines old = lines;
        lines = null;
        if (old != null) {
            try {
                old.connection().close();
            } catch (JMSException e) {
                LOG.debug("连接已断", e);
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        work.release();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
