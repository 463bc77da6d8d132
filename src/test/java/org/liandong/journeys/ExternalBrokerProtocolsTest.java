package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;

/** What others speak to a broker beside the hub, set up by docker/broker.xml: AMQP 1.0 and MQTT 5. */
class ExternalBrokerProtocolsTest {
    @RegisterExtension
    @Order(1)
    static final ExternalBroker BROKER = ExternalBroker.start();

    @RegisterExtension
    @Order(2)
    static final HubUnderTest HUB = HubUnderTest.alone().besides(BROKER);

    @Test
    void aDepartmentMaySpeakAmqpAndATerminalMqttToItToo() throws Exception {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-EXTERNAL-AMQP"));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "XF"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        try (FireBrigadeQueue brigade = FireBrigadeQueue.byAmqp(HUB)) {
            // whoever it claims to be, the broker writes who was logged in
            brigade.says(AmqpQueueTest.sign(task), Map.of("_AMQ_VALIDATED_USER", "CG", "JMSXUserID", "CG"));
            HubUnderTest.until("signed", () -> HUB.actions(caseNo).contains("签收"));
        }
        try (MqttTerminal terminal = new MqttTerminal(BROKER.mqtt(), "WGT", ExternalBroker.TERMINALS_PASSWORD)) {
            String mine = "terminals/WGT/receipts/WGT-320115003-0102";
            assertThat(terminal.hears(mine)).isTrue();
            assertThat(terminal.sends("terminals/WGT/events", Grid.report("external-1", "河边有垃圾"), mine, "1"))
                    .isTrue();
            HubUnderTest.until("receipt", () -> terminal.receipt("1").contains("CASE"));
            assertThat(terminal.sends("exchange/XF/in", "{}", null, "2")).isFalse();
            assertThat(terminal.hears("terminals/WGT/events")).isFalse();
        }
    }
}
