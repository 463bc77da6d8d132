package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.AuditView;
import org.liandong.operations.AccountRole;

/** Beneath each step of a case lies the message, as it came or as it went: to be read, not by everybody, and never unseen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageBeneathTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("RS.url", "http://127.0.0.1:9/rs")
            .reaching("RS.user", "jn_hub")
            .reaching("RS.password", "S3cret-of-RS");

    private static final Pattern BENEATH = Pattern.compile("href=\"(/cases/JN\\d+/message\\?id=[^\"]+)\"");
    private static final String CALLER = "19900000001";

    private final Hotline hotline = new Hotline(HUB);
    private Map<String, String> clerk = Map.of();
    private Map<String, String> auditor = Map.of();
    private Map<String, String> seat = Map.of();

    @BeforeAll
    void signIn() {
        clerk = People.signedIn(HUB, "clerk", AccountRole.CLERK);
        auditor = People.signedIn(HUB, "auditor", AccountRole.AUDITOR);
        seat = People.signedIn(HUB, "seat", AccountRole.SEAT);
    }

    @Test
    void whatCameIsReadWithoutWhatIsPersonalAndWholeOnlyWithAPurpose() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BENEATH-IN").replace("影响居民。", "影响居民,请找张建国。"));
        String link = beneath(caseNo, "raw").get(0);

        Answer masked = People.get(HUB, link, clerk);
        assertThat(masked.body())
                .contains("NJ-BENEATH-IN", "个人信息遮蔽", "楼下饭店油烟直排", "&quot;outcome&quot;:&quot;CASE&quot;");
        assertThat(masked.body()).doesNotContain(CALLER);

        String id = link.replaceAll(".*id=", "");
        Answer asked = People.post(HUB, "/cases/" + caseNo + "/message", "id=" + id + "&purpose=+", clerk);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body()).contains("请写明为什么").doesNotContain(CALLER);

        String purpose = "回访时核对来电人";
        Answer whole = People.post(
                HUB, "/cases/" + caseNo + "/message", "id=" + id + "&purpose=" + People.encoded(purpose), clerk);
        assertThat(whole.body()).contains(CALLER, "含个人信息");

        List<AuditView.Decided> read =
                HUB.ledger().read(view -> view.audit().page(AuditView.Wanted.ALL, Long.MAX_VALUE, 3));
        assertThat(read.toString()).contains("MESSAGE_READ_WHOLE", "clerk", purpose, caseNo + "/raw/");
    }

    @Test
    void whoMayNotReadIsOfferedNothingAndGetsNothing() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BENEATH-NOT"));
        String link = beneath(caseNo, "raw").get(0);
        assertThat(People.get(HUB, "/cases/" + caseNo, seat).body()).doesNotContain("/message?id=");
        assertThat(People.get(HUB, link, seat).status()).isEqualTo(403);
        Answer page = People.get(HUB, link, auditor);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("看完整的", CALLER);
        assertThat(People.post(HUB, "/cases/" + caseNo + "/message", "id=x&purpose=x", auditor)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatWentIsShownInItsReceiversFormWithEveryAttempt() {
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-BENEATH-OUT")));
        HubUnderTest.until("an attempt", () -> !HUB.attempts(task).isEmpty());
        String page = People.get(
                        HUB,
                        "/cases/" + HubUnderTest.caseOf(task) + "/message?id=outbox/"
                                + HUB.dispatchOf(task).id(),
                        clerk)
                .body();
        assertThat(page)
                .contains("发出的报文", "POST http://127.0.0.1:" + HUB.ports().hb(), task, "派遣", "第1次");
        HubUnderTest.until(
                "what came of it",
                () -> People.get(
                                HUB,
                                "/cases/" + HubUnderTest.caseOf(task) + "/message?id=outbox/"
                                        + HUB.dispatchOf(task).id(),
                                clerk)
                        .body()
                        .contains("没有送到: 连不上对方系统"));
    }

    @Test
    void thePasswordOfTheHubIsInNoForm() {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BENEATH-RS"));
        HUB.operate(
                caseNo,
                new org.liandong.cases.Command.AcceptCase(
                        HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "RS"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        String page = People.get(
                        HUB,
                        "/cases/" + caseNo + "/message?id=outbox/"
                                + HUB.dispatchOf(task).id(),
                        clerk)
                .body();
        assertThat(page).contains("jn_hub", "******", task).doesNotContain("S3cret-of-RS");
    }

    @Test
    void aMessageOfAnotherCaseIsNotThere() {
        String one = hotline.takes(Hotline.fumesOrder("NJ-BENEATH-ONE"));
        String other = hotline.takes(Hotline.fumesOrder("NJ-BENEATH-OTHER"));
        String id = beneath(one, "raw").get(0).replaceAll(".*id=", "");
        for (String wrong : List.of(id, "raw/1999/01/01/000001", "outbox/999999", "raw/../../etc", "x")) {
            assertThat(People.get(HUB, "/cases/" + other + "/message?id=" + People.encoded(wrong), clerk)
                            .status())
                    .as(wrong)
                    .isEqualTo(404);
        }
        assertThat(People.get(HUB, "/cases/JN1/message?id=" + id, clerk).status())
                .isEqualTo(404);
    }

    private List<String> beneath(String caseNo, String kind) {
        Matcher links =
                BENEATH.matcher(People.get(HUB, "/cases/" + caseNo, clerk).body());
        return links.results()
                .map(found -> found.group(1).replace("&amp;", "&"))
                .filter(link -> link.contains("id=" + kind))
                .toList();
    }
}
