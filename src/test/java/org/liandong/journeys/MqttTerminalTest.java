package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.simulator.FreePorts;

/** Grid terminals that speak MQTT 5: what they report, and the receipts they ask for. */
class MqttTerminalTest {
    private static final int PORT = FreePorts.next();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("liandong.broker.mqtt", Integer.toString(PORT));

    @Test
    void aReportBecomesACaseAndTheReceiptComesBackToWhoeverAsked() throws MqttException {
        try (MqttTerminal terminal = new MqttTerminal(PORT, "WGT", HUB.wire().secret("WGT"))) {
            String mine = "terminals/WGT/receipts/WGT-320115003-0102";
            assertThat(terminal.hears(mine)).isTrue();
            assertThat(terminal.sends("terminals/WGT/events", Grid.report("mqtt-1", "河边有一堆垃圾"), mine, "no 1"))
                    .isTrue();
            HubUnderTest.until("receipt", () -> !terminal.receipt("no 1").isEmpty());
            assertThat(terminal.receipt("no 1")).contains("\"CASE\"", "caseNo");

            terminal.sends("terminals/WGT/events", Grid.report("mqtt-1", "河边有一堆垃圾"), mine, "no 2");
            HubUnderTest.until("the same again", () -> !terminal.receipt("no 2").isEmpty());
            assertThat(caseNo(terminal.receipt("no 2"))).isEqualTo(caseNo(terminal.receipt("no 1")));

            terminal.sends("terminals/WGT/events", "{}", mine, "no 3");
            HubUnderTest.until("what is wrong", () -> !terminal.receipt("no 3").isEmpty());
            assertThat(terminal.receipt("no 3")).contains("QUARANTINED", "handleMode");
        }
    }

    /** It may ask for none, and for none where somebody else listens. */
    @Test
    void noReceiptGoesAnywhereElse() throws MqttException {
        try (MqttTerminal terminal = new MqttTerminal(PORT, "WGT", HUB.wire().secret("WGT"))) {
            terminal.sends("terminals/WGT/events", Grid.report("mqtt-2", "没有要回执"), null, "none");
            terminal.sends("terminals/WGT/events", Grid.report("mqtt-3", "要到别人的队列里"), "exchange/XF/out", "other");
            HubUnderTest.until("taken", () -> isCase("mqtt-3"));
            HubUnderTest.until(
                    "said", () -> HUB.logged().stream().anyMatch(line -> line.contains("不给: exchange/XF/out")));
            assertThat(isCase("mqtt-2")).isTrue();
        }
    }

    @Test
    void nobodyComesInWithoutHisPasswordNorWritesOrHearsWhatIsNotHis() throws MqttException {
        assertThatThrownBy(() -> new MqttTerminal(PORT, "WGT", "guess")).isInstanceOf(MqttException.class);
        try (MqttTerminal brigade = new MqttTerminal(PORT, "XF", HUB.wire().secret("XF"))) {
            for (String topic : List.of("terminals/WGT/events", "exchange/GA/in", "evaluation", "invented")) {
                assertThat(brigade.sends(topic, Grid.report("mqtt-4", "冒名"), null, "x"))
                        .as(topic)
                        .isFalse();
            }
            for (String topic : List.of("terminals/WGT/receipts/WGT-320115003-0102", "#")) {
                assertThat(brigade.hears(topic)).as(topic).isFalse();
            }
        }
        assertThat(isCase("mqtt-4")).isFalse();
    }

    private static boolean isCase(String localId) {
        return HUB.ledger()
                .read(view -> view.cases().byReference("WGT", localId).isPresent());
    }

    private static String caseNo(String receipt) {
        return receipt.replaceFirst(".*\"caseNo\":\"([^\"]*)\".*", "$1");
    }
}
