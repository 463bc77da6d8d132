package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.simulator.Profile;

/** The hub beside a broker of its own, as in production: set up by docker/broker.xml, not embedded. */
class ExternalBrokerTest {
    @RegisterExtension
    @Order(1)
    static final ExternalBroker BROKER = ExternalBroker.start();

    @RegisterExtension
    @Order(2)
    static final HubUnderTest HUB =
            HubUnderTest.inCity(Profile.quick(20260709L)).besides(BROKER);

    @Test
    void aCaseGoesOutByTheQueueAndComesBackAlsoAfterTheBrokerWasRestarted() throws Exception {
        closes("NJ-EXTERNAL-1");

        BROKER.restart();

        closes("NJ-EXTERNAL-2");
    }

    private static void closes(String orderNo) {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder(orderNo));
        if (HUB.state(caseNo).equals("PENDING_STREET")) {
            HUB.operate(
                    caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        }
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "XF"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("办结反馈", () -> HUB.file(caseNo).lead().orElseThrow().doneAt() != null);
        assertThat(HUB.city().department("XF").effects()).containsEntry(task, 1);
        if (HUB.state(caseNo).equals("FEEDBACK_DONE")) {
            HUB.operate(caseNo, new Command.VerifyFeedback(true, "现场核查属实", null));
        }
        HubUnderTest.until(
                "回告12345", () -> !HUB.city().hotline().inbox().outcomes(orderNo).isEmpty());
    }
}
