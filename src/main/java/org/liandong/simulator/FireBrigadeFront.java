package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the fire brigade takes tasks: CloudEvents from its queue, at least once (reference §3.5 message queue (1)). A
 * message is acknowledged only after the task is open; one that comes again is recognised by its event id.
 */
final class FireBrigadeFront implements Front {
    private static final Logger LOG = Logger.getLogger(FireBrigadeFront.class.getName());
    private static final Pattern TYPE = Pattern.compile("cn\\.jiangning\\.hub\\.assignment\\.(\\w+)\\.v1");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Broker broker;
    private final TaskDesk desk;
    private final FireBrigadeReports reports;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread reader;
    private volatile boolean reachable = true;

    FireBrigadeFront(Broker broker, TaskDesk desk, FireBrigadeReports reports) {
        this.broker = broker;
        this.desk = desk;
        this.reports = reports;
        this.reader = Daemons.looking(
                "simulator-XF-queue", Duration.ofMillis(200), closed, () -> reachable, this::readWhileConnected);
        reader.start();
    }

    @Override
    public URI address() {
        return broker.address();
    }

    @Override
    public void reachable(boolean now) {
        reachable = now;
    }

    @Override
    public void close() {
        closed.countDown();
        reader.interrupt();
        reports.close();
        broker.close();
    }

    static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.log(Level.FINE, "连接已断开", e);
        }
    }

    private void readWhileConnected() throws InterruptedException {
        Connection connection = null;
        try {
            connection = broker.connect();
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            try (MessageConsumer consumer = session.createConsumer(session.createQueue(broker.out()))) {
                while (reachable && closed.getCount() > 0) {
                    Message message = consumer.receive(200);
                    if (message == null) {
                        continue;
                    }
                    take(message);
                    if (desk.profile().conduct() == Conduct.NO_ANSWER) {
                        return;
                    }
                    if (desk.profile().conduct() == Conduct.SLOW) {
                        Thread.sleep(desk.profile().slowness().toMillis());
                    }
                    session.commit();
                }
            }
        } catch (JMSException e) {
            LOG.log(Level.FINE, "消息中间件不可达,稍后重连: " + broker, e);
        } finally {
            closeQuietly(connection);
        }
    }

    private void take(Message message) throws JMSException {
        desk.called();
        try {
            if (!(message instanceof TextMessage text)) {
                LOG.warning("消防队列收到非文本消息,已丢弃: " + message.getJMSMessageID());
                return;
            }
            JsonNode event = JSON.readTree(text.getText());
            String taskNo = event.path("data").path("taskNo").asText();
            String id = event.path("id").asText();
            Matcher type = TYPE.matcher(event.path("type").asText());
            if (taskNo.isEmpty() || id.isEmpty() || !type.matches()) {
                LOG.warning("消防队列消息缺少 id、type 或 data.taskNo,已丢弃: " + text.getText());
                return;
            }
            if (type.group(1).equals("dispatched")) {
                desk.open(taskNo, id);
                return;
            }
            Optional<Operation> operation = Operation.named(type.group(1));
            if (operation.isEmpty()) {
                LOG.warning("消防队列消息类型不认识,已丢弃: " + type.group());
                return;
            }
            boolean approved = event.path("data").path("approved").asBoolean(false);
            if (desk.operate(taskNo, operation.get(), id, approved).isEmpty()) {
                LOG.warning("消防没有这个任务: " + taskNo + " " + type.group(1));
            }
        } catch (JsonProcessingException e) {
            LOG.log(Level.WARNING, "消防队列消息不是合法的JSON,已丢弃", e);
        }
    }
}
