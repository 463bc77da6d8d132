package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.Map;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.Command;

/** A department at its queues that speaks AMQP 1.0, with a client that knows nothing of the hub's broker. */
class AmqpQueueTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aTaskGoesOutAndTheSignatureComesBack() throws JMSException {
        try (FireBrigadeQueue brigade = FireBrigadeQueue.byAmqp(HUB)) {
            String task = task("NJ-AMQP");
            assertThat(brigade.receives(task).getText()).contains("assignment.dispatched", task);
            HubUnderTest.until("delivered", () -> state(task) == AssignmentState.DELIVERED);

            // who it is says the broker, whatever the message claims
            brigade.says(sign(task), Map.of("_AMQ_VALIDATED_USER", "CG", "CamelBeanMethodName", "answer"));
            HubUnderTest.until("signed", () -> state(task) == AssignmentState.SIGNED);
            assertThat(HUB.trace(task.substring(0, 19)))
                    .filteredOn(step -> step.action().equals("签收"))
                    .hasSize(1);
        }
    }

    @Test
    void aLargeMessageIsTakenLikeAnyOtherAndOneTooLargeIsRefusedAtOnce() throws JMSException {
        try (FireBrigadeQueue brigade = FireBrigadeQueue.byAmqp(HUB)) {
            String task = task("NJ-AMQP-LARGE");
            assertThatThrownBy(() -> brigade.says(signWith(task, 600_000), Map.of()))
                    .isInstanceOf(JMSException.class);
            brigade.says(signWith(task, 300_000), Map.of("_AMQ_VALIDATED_USER", "CG"));
            HubUnderTest.until("signed", () -> state(task) == AssignmentState.SIGNED);
        }
    }

    @Test
    void nobodyComesInWithoutHisPasswordNorReachesOtherQueues() throws JMSException {
        String address = HUB.broker().toString().replace("tcp:", "amqp:");
        assertThatThrownBy(() -> new JmsConnectionFactory(address)
                        .createConnection("XF", "guess")
                        .start())
                .isInstanceOf(JMSException.class);
        try (FireBrigadeQueue brigade = FireBrigadeQueue.byAmqp(HUB)) {
            for (String other : List.of("evaluation", "dept.CG", "dead", "exchange.XF.out", "invented")) {
                assertThatThrownBy(() -> {
                            try (var producer = brigade.session()
                                    .createProducer(brigade.session().createQueue(other))) {
                                producer.send(brigade.session().createTextMessage("1"));
                            }
                        })
                        .as("may send to " + other)
                        .isInstanceOf(JMSException.class);
            }
        }
    }

    private String task(String orderNo) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "XF"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static AssignmentState state(String task) {
        return HUB.file(task.substring(0, 19)).lead().orElseThrow().state();
    }

    private static String signWith(String task, int more) {
        return sign(task).replace("\"冯某\"", "\"冯某\", \"remark\": \"" + "x".repeat(more) + "\"");
    }

    static String sign(String task) {
        return """
                {"specversion": "1.0", "id": "amqp-%s", "source": "/dept/XF",
                 "type": "cn.jiangning.dept.assignment.feedback.v1", "subject": "%s",
                 "data": {"taskNo": "%s", "action": "SIGN", "handler": "冯某"}}""".formatted(task, task, task);
    }
}
