package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.operations.AccountRole;

/** A clerk takes a case the whole way on its page: the same commands and rules as for programs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActOnPageTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);
    private Map<String, String> clerk = Map.of();
    private Map<String, String> seat = Map.of();

    @BeforeAll
    void signIn() {
        clerk = People.signedIn(HUB, "clerk", AccountRole.CLERK);
        seat = People.signedIn(HUB, "seat", AccountRole.SEAT);
    }

    @Test
    void acceptedDispatchedDecidedVerified() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-ACT-WAY"));
        assertThat(page(caseNo)).contains("受理", "不予受理").doesNotContain("value=\"DISPATCH\"");
        act(caseNo, "command=ACCEPT");
        assertThat(HUB.state(caseNo)).isEqualTo("PENDING_DISPATCH");
        assertThat(page(caseNo)).contains("value=\"DISPATCH\"", "value=\"HB\"");
        act(caseNo, "command=DISPATCH&lead=HB&cos=CG&cos=WJ");
        assertThat(HUB.state(caseNo)).isEqualTo("DISPATCHED");
        assertThat(HUB.file(caseNo).assignments())
                .extracting(one -> one.dept())
                .containsExactlyInAnyOrder("HB", "CG", "WJ");

        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        Answer asked = bureau.says(bureau.callback(task, "RETURN_APPLY")
                .put("reasonCode", "R01")
                .put("reason", "属城管职责")
                .put("suggestDept", "CG"));
        assertThat(asked.said("outcome")).as(asked.body()).isEqualTo("EVENT");
        assertThat(People.get(HUB, "/live", clerk).body()).contains("等审核的申请", task);
        assertThat(page(caseNo)).contains("申请退单", "R01非本单位职责: 属城管职责");
        act(caseNo, "command=DECIDE_REQUEST&taskNo=" + task + "&reason=" + People.encoded("属贵单位职责") + "&granted=false");
        assertThat(page(caseNo)).doesNotContain("DECIDE_REQUEST");
    }

    @Test
    void whoTicksNobodyElseGetsNobodyElse() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-ACT-ALONE"));
        act(caseNo, "command=ACCEPT");
        assertThat(page(caseNo)).as("others are suggested").contains("协办,建议");
        act(caseNo, "command=DISPATCH&lead=HB");
        assertThat(HUB.file(caseNo).assignments()).extracting(one -> one.dept()).containsExactly("HB");
    }

    @Test
    void whatCannotBeDoneIsSaidOnThePageAndChangesNothing() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-ACT-NOT"));
        assertThat(act(caseNo, "command=REFUSE&reasonCode=&text=x")).contains("没有办理", "reasonCode");
        assertThat(act(caseNo, "command=DISPATCH&lead=NOBODY")).contains("没有办理");
        assertThat(act(caseNo, "command=NOTHING")).contains("没有办理", "不认识命令NOTHING");
        assertThat(act(caseNo, "command=ACCEPT&evil=1")).contains("没有办理", "evil");
        assertThat(HUB.state(caseNo)).startsWith("PENDING_");
        assertThat(People.post(HUB, "/cases/JN20260707010188422/act", "command=ACCEPT", clerk)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoOnlyLooksIsOfferedNothing() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-ACT-SEAT"));
        assertThat(People.get(HUB, "/cases/" + caseNo, seat).body()).doesNotContain("/act");
        assertThat(People.post(HUB, "/cases/" + caseNo + "/act", "command=ACCEPT", seat)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aCallIsPutOnRecord() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-ACT-CALL"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        assertThat(act(caseNo, "command=PHONE&taskNo=" + task + "&report=DONE")).contains("没有办理", "opinion");
        act(caseNo, "command=PHONE&taskNo=" + task + "&report=SIGNED&handler=" + People.encoded("周工"));
        assertThat(HUB.actions(caseNo).toString()).contains("签收");
    }

    private String page(String caseNo) {
        return People.get(HUB, "/cases/" + caseNo, clerk).body();
    }

    /** Sends the form and returns the page that it leads to. */
    private String act(String caseNo, String form) {
        Answer answer = People.post(HUB, "/cases/" + caseNo + "/act", form, clerk);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return page(caseNo);
    }
}
