package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Flag;
import org.liandong.cases.Resolution;

/** What the hotline says about an order after it was sent (MR-01): each kind is acknowledged, acted on and traced. */
class ChannelEventsTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);

    @BeforeEach
    void aMorningInJuly() {
        HUB.clock().runFrom("2026-07-08T09:00:00+08:00");
    }

    @Test
    void aSupplementReachesTheDepartmentsAtWork() {
        String caseNo = hotline.takes(Hotline.order("NJ-SUPPLEMENT"));

        Answer answer = hotline.event("NJ-SUPPLEMENT", "S1", "SUPPLEMENT", "appendContent", "井盖旁有一根断电线,请联系19900000001");

        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(answer.said("outcome")).isEqualTo("EVENT");
        assertThat(answer.said("state")).isEqualTo("DISPATCHED");
        assertThat(HUB.operations(caseNo, "dept.CG")).containsExactly("DISPATCH", "SUPPLEMENT");
        assertThat(HUB.operations(caseNo, "dept.SL")).containsExactly("DISPATCH", "SUPPLEMENT");
        var letter = HUB.letters(caseNo).stream()
                .filter(one -> one.operation().equals("SUPPLEMENT"))
                .findFirst()
                .orElseThrow();
        assertThat(HUB.written(letter).at("/detail/text").asText()).isEqualTo("井盖旁有一根断电线,请联系199****0001");
        assertThat(HUB.file(caseNo).sources()).hasSize(2);
        assertThat(HUB.file(caseNo).requesterCount()).isOne();
    }

    @Test
    void anUrgeReachesTheLeadingDepartment() {
        String caseNo = hotline.takes(Hotline.order("NJ-URGE"));

        Answer answer = hotline.event("NJ-URGE", "U1", "URGE", "content", "来电人催办,称仍无人到场", "urgeLevel", "催办");

        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(HUB.operations(caseNo, "dept.CG")).containsExactly("DISPATCH", "URGE");
        assertThat(HUB.operations(caseNo, "dept.SL")).containsExactly("DISPATCH");
        assertThat(HUB.trace(caseNo)).anyMatch(step -> step.action().equals("催办:来电人催办,称仍无人到场"));
    }

    @Test
    void anUrgeAfterTheEndIsOnlyNoted() {
        String caseNo = closed("NJ-LATE-URGE");
        int letters = HUB.letters(caseNo).size();

        Answer answer = hotline.event("NJ-LATE-URGE", "U2", "URGE", "content", "催办");

        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(answer.said("state")).isEqualTo("CLOSED");
        assertThat(HUB.letters(caseNo)).hasSize(letters);
        assertThat(HUB.trace(caseNo)).anyMatch(step -> step.action().startsWith("只留痕"));
    }

    @Test
    void aSatisfiedRevisitClosesTheCase() {
        String caseNo = closed("NJ-SATISFIED");

        CaseFile file = HUB.file(caseNo);
        assertThat(file.closing()).isNotNull().satisfies(closing -> {
            assertThat(closing.result()).isEqualTo(Resolution.YES);
            assertThat(closing.publicReply()).startsWith("已办理:");
        });
        assertThat(HUB.stages(caseNo)).endsWith("C24_VISITED");
        assertThat(HUB.operations(caseNo, "evaluation")).containsExactly("CLOSING");
    }

    @Test
    void threeCallsThatNobodyAnswersCloseTheCase() {
        String caseNo = atVisit("NJ-NO-ANSWER");
        for (int i = 1; i <= 3; i++) {
            assertThat(HUB.state(caseNo)).isEqualTo("PENDING_VISIT");
            hotline.event("NJ-NO-ANSWER", "NA" + i, "REVISIT", "revisitNo", "NA" + i, "contacted", "0");
        }

        assertThat(HUB.state(caseNo)).isEqualTo("CLOSED");
    }

    @Test
    void theHotlinesOwnOrderToDoItAgainIsANewRound() {
        String caseNo = atVisit("NJ-REDO");

        Answer answer = hotline.event("NJ-REDO", "R1", "REDO", "reason", "噪声未停,要求重新办理");

        assertThat(answer.said("state")).isEqualTo("IN_PROGRESS");
        assertThat(HUB.file(caseNo).progress().round()).isOne();
        assertThat(HUB.operations(caseNo, "dept.HB")).containsExactly("DISPATCH", "REDO");
        assertThat(HUB.trace(caseNo)).anyMatch(step -> step.action().equals("重办:噪声未停,要求重新办理"));
    }

    @Test
    void anUnsatisfiedVisitAfterTheEndOpensTheCaseOnceMore() {
        String caseNo = closed("NJ-REOPEN");
        HUB.clock().ahead(Duration.ofDays(3));

        Answer answer = hotline.event(
                "NJ-REOPEN", "V9", "REVISIT", "revisitNo", "V9", "contacted", "1", "isSolved", "0", "redo", "1");

        assertThat(answer.said("state")).isEqualTo("PENDING_ACCEPT");
        assertThat(HUB.file(caseNo).progress().flags()).contains(Flag.REPEAT);
    }

    @Test
    void aWithdrawnComplaintIsCalledBackFromItsDepartment() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-CANCEL"));
        EnvironmentBureau.leads(HUB, caseNo);

        Answer answer = hotline.event("NJ-CANCEL", "C1", "CANCEL", "reason", "来电人称问题已自行解决");

        assertThat(answer.said("state")).isEqualTo("CANCELLED");
        assertThat(HUB.operations(caseNo, "dept.HB")).containsExactly("DISPATCH", "RECALL");
        assertThat(HUB.stages(caseNo)).endsWith("C28_WITHDRAW");
    }

    @Test
    void aHazardCannotBeWithdrawn() {
        String caseNo = hotline.takes(Hotline.order("NJ-HAZARD"));

        Answer answer = hotline.event("NJ-HAZARD", "C2", "CANCEL", "reason", "不用管了");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.said("outcome")).isEqualTo("REFUSED");
        assertThat(answer.said("code")).isEqualTo("WITHDRAW_HAZARD");
        assertThat(answer.said("message")).contains("不得撤诉");
        assertThat(HUB.state(caseNo)).isEqualTo("DISPATCHED");
    }

    private String atVisit(String orderNo) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        bureau.bringsToVisit(caseNo, EnvironmentBureau.leads(HUB, caseNo));
        assertThat(HUB.state(caseNo)).isEqualTo("PENDING_VISIT");
        HUB.clock().ahead(Duration.ofHours(1));
        return caseNo;
    }

    private String closed(String orderNo) {
        String caseNo = atVisit(orderNo);
        assertThat(hotline.satisfied(orderNo, "OK-" + orderNo).said("state")).isEqualTo("CLOSED");
        return caseNo;
    }
}
