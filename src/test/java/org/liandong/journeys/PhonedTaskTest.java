package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.OutboxMessage;

/** A department that was told of a task by telephone has nothing of it in its system: what follows is told likewise. */
class PhonedTaskTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void whatFollowsATaskToldByTelephoneIsOnTheListOfCallsAgain() {
        String order = "NJ-PHONED";
        String caseNo = hotline.takes(Hotline.fumesOrder(order));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        phoned(caseNo, task);
        if (HUB.state(caseNo).equals("FEEDBACK_DONE")) {
            HUB.operate(caseNo, new org.liandong.cases.Command.VerifyFeedback(true, "电话核查属实", null));
        }
        assertThat(calls()).doesNotContain(task);

        hotline.event(order, "R-" + order, "REDO", "reason", "油烟未停,要求重新办理");
        assertThat(open(caseNo)).isTrue();
        assertThat(calls()).as("is to be told that it must be done again").contains(task);

        phoned(caseNo, task);
        assertThat(open(caseNo)).isFalse();
        assertThat(calls()).doesNotContain(task);
    }

    private static String calls() {
        return HUB.wire().operator("GET", "/api/pending", "").body().replaceAll("(?s).*\"calls\"", "");
    }

    private static void phoned(String caseNo, String task) {
        Answer answer = HUB.wire()
                .operator(
                        "POST",
                        "/api/cases/" + caseNo + "/commands",
                        "{\"command\":\"PHONE\",\"taskNo\":\"%s\",\"report\":\"DONE\",\"handler\":\"值班\",\"opinion\":\"电话告知,已到场处置,现场恢复正常\",\"resolved\":\"YES\"}"
                                .formatted(task));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static boolean open(String caseNo) {
        return HUB.letters(caseNo).stream()
                .filter(letter -> letter.receiver().equals("dept.HB"))
                .map(OutboxMessage::state)
                .anyMatch(state -> !state.isSettled());
    }
}
