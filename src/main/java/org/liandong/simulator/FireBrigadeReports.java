package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/**
 * How the fire brigade reports: CloudEvents in its queue to the hub (reference §3.5 message queue (2)). The broker's
 * acknowledgement of a durable message is all the answer there is.
 */
final class FireBrigadeReports implements Outcome.Wire, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Broker broker;
    private @Nullable Connection connection;
    private @Nullable Session session;

    FireBrigadeReports(Broker broker) {
        this.broker = broker;
    }

    @Override
    public synchronized Receipt report(Outcome outcome) {
        try {
            Session open = session();
            try (MessageProducer producer = open.createProducer(open.createQueue(broker.in()))) {
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                producer.send(open.createTextMessage(event(outcome).toString()));
            }
            return new Receipt(Receipt.Verdict.ACKNOWLEDGED, "0", "", "", "", "", java.util.List.of());
        } catch (JMSException e) {
            close();
            return Receipt.unclear(e.toString());
        }
    }

    @Override
    public synchronized void close() {
        Connection closing = connection;
        connection = null;
        session = null;
        FireBrigadeFront.closeQuietly(closing);
    }

    private Session session() throws JMSException {
        Session open = session;
        if (open == null) {
            Connection fresh = broker.connect();
            connection = fresh;
            open = fresh.createSession(Session.AUTO_ACKNOWLEDGE);
            session = open;
        }
        return open;
    }

    private static ObjectNode event(Outcome outcome) {
        String time = CityTime.iso(outcome.time());
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", outcome.id())
                .put("source", "/dept/XF")
                .put("type", "cn.jiangning.dept.assignment.feedback.v1")
                .put("subject", outcome.taskNo())
                .put("time", time)
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data")
                .put("taskNo", outcome.taskNo())
                .put("action", action(outcome.kind()))
                .put("leadDept", "江宁区消防救援大队")
                .put("handler", outcome.officer())
                .put("opinion", outcome.text())
                .put("actionTime", time);
        switch (outcome.kind()) {
            case SIGNED, PROGRESS -> data.put("deptTaskNo", outcome.deptTaskNo());
            case RETURN -> data.put("reasonCode", "R02").put("suggestDept", outcome.suggestedDepartment());
            case EXTENSION ->
                data.put("reasonCode", "E03").put("requestLimit", 5).put("requestUnit", "WD");
            case DONE -> {
                data.put("resolved", "YES").put("firstContactAt", time);
                data.putArray("attachments")
                        .addObject()
                        .put("objectKey", "xf/" + outcome.id() + "_after.jpg")
                        .put("sm3", Proof.sm3(Pictures.jpeg(outcome.taskNo())));
            }
        }
        return event;
    }

    private static String action(Outcome.Kind kind) {
        return kind == Outcome.Kind.SIGNED ? "SIGN" : kind.name();
    }
}
