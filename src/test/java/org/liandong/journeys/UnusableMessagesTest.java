package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.CaseState;
import org.liandong.intake.Quarantine;
import org.liandong.intake.Receipt;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.RawMessage;
import org.liandong.security.crypto.Sm3;

/**
 * What cannot be acted on is answered with a clear error, or kept whole in quarantine with the bytes exactly as they came
 * (CR-12: every accepted message ends as a case, merged, refused with a reason, or quarantined).
 */
class UnusableMessagesTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final String REPORTS = "/channels/pananj/reports";
    private final Hotline hotline = new Hotline(HUB);

    @BeforeEach
    void aMorningInJuly() {
        HUB.clock().runFrom("2026-07-08T09:00:00+08:00");
    }

    @Test
    void anEmptyMessageIsRefused() {
        List<Long> rows = HUB.rows();
        Answer answer = report("");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.said("code")).isEqualTo("EMPTY");
        assertThat(HUB.rows()).isEqualTo(rows);
    }

    @Test
    void aMessageTooLargeIsRefusedWithTheLimit() {
        List<Long> rows = HUB.rows();
        Answer answer = report("{\"text\":\"" + "x".repeat(4_300_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.said("code")).isEqualTo("TOO_LARGE");
        assertThat(answer.said("message")).contains("4194304");
        assertThat(HUB.rows()).isEqualTo(rows);
    }

    @Test
    void aMessageJustWithinTheLimitIsRead() {
        byte[] report = Examples.text("ch-pananj-1-citizen-report.json")
                .replace("PAN20260709184455300777", "PAN-LARGE")
                .replaceFirst("\"title\": \"\"", "\"title\": \"\", \"pad\": \"" + "x".repeat(3_900_000) + "\"")
                .getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire().post("PANANJ", REPORTS, Wire.JSON, report);
        assertThat(answer.said("outcome")).isEqualTo("CASE");
        assertThat(HUB.raw(answer.said("messageId"))).isEqualTo(report);
    }

    @Test
    void brokenJsonIsKept() {
        quarantined(
                report("{\"reportId\": \"PAN-BROKEN\", \"text\": "), "NOT_UNDERSTOOD", "{\"reportId\": \"PAN-BROKEN\"");
    }

    @Test
    void jsonThatIsNoObjectIsKept() {
        quarantined(report("[1, 2, 3]"), null, "[1, 2, 3]");
        quarantined(report("\"text\""), null, "\"text\"");
        quarantined(report("null"), null, "null");
    }

    @Test
    void jsonNestedBeyondMeasureIsKept() {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        quarantined(report("{\"reportId\":\"PAN-DEEP\",\"text\":" + deep + "}"), null, "{\"reportId\":\"PAN-DEEP\"");
    }

    @Test
    void brokenJsonOfTheHotlineCannotEvenBeProven() {
        byte[] broken = "{\"head\": {\"appId\": ".getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire().call("POST", Wire.ORDERS, Wire.JSON, broken, java.util.Map.of());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.said("code")).isEqualTo("NOT_JSON");
    }

    @Test
    void brokenXmlIsKept() {
        byte[] broken = "<transferCase><transferNo>110FL-BROKEN</transferNo>".getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire().post("PANANJ", "/channels/pananj/transfers", Wire.XML, broken);
        quarantined(answer, "NOT_UNDERSTOOD", "<transferCase>");
    }

    @Test
    void anEntityThatReadsAFileIsNotResolved() {
        String xml = "<!DOCTYPE t [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + Examples.text("ch-pananj-2-110-nonpolice-transfer.xml")
                        .replaceFirst("<\\?xml[^>]*\\?>", "")
                        .replace("110FL320115202607090007", "110FL-XXE")
                        .replace("报警人称", "&x;报警人称");
        Answer answer =
                HUB.wire().post("PANANJ", "/channels/pananj/transfers", Wire.XML, xml.getBytes(StandardCharsets.UTF_8));
        quarantined(answer, "NOT_UNDERSTOOD", "<!DOCTYPE");
        assertThat(answer.body()).doesNotContain("root:");
    }

    @Test
    void brokenXmlInTheOldInterfaceIsAnsweredInItsOwnForm() {
        byte[] order = new String(Examples.bytes("ch-12345-2-soap-gbk-dirty.xml"), Charset.forName("GBK"))
                .replace("</order>", "</ordre>")
                .getBytes(Charset.forName("GBK"));
        Answer answer = HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, order);
        assertThat(answer.body()).contains("ERRCD").contains("QUARANTINED");
        assertThat(HUB.raw(Objects.requireNonNull(lastQuarantined().message().rawId())))
                .isEqualTo(order);
    }

    @Test
    void whatIsNoSoapAtAllIsAnsweredOrKept() {
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, text);
        assertThat(answer.body()).contains("ERRCD").doesNotContain("<ERRCD>0</ERRCD>");
        assertThat(HUB.raw(Objects.requireNonNull(lastQuarantined().message().rawId())))
                .isEqualTo(text);
    }

    @Test
    void gbkThatClaimsToBeUtf8IsReadAsWhatItIs() {
        byte[] gbk = Examples.text("ch-grid-1-self-handled.json")
                .replace("b3b1f3b2-6a0e-4d4e-9f0e-2f6f8f3c1a11", "GRID-GBK")
                .getBytes(Charset.forName("GBK"));
        Answer answer = HUB.wire().post("WGT", "/channels/grid/events", Wire.JSON, gbk);
        assertThat(answer.said("outcome")).isEqualTo("CASE");
        String caseNo = answer.said("caseNo");
        assertThat(HUB.file(caseNo).matter().title()).isEqualTo("楼道小广告");
        assertThat(HUB.file(caseNo).matter().quality())
                .anyMatch(note -> note.code().equals("Q-ENC-MISMATCH"));
        assertThat(HUB.raw(HUB.file(caseNo).sources().get(0).rawId())).isEqualTo(gbk);
    }

    @Test
    void bytesOfNoCharacterSetAreKeptAsTheyAre() {
        byte[] noise = new byte[512];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 37 + 129);
        }
        Answer answer = HUB.wire().post("PANANJ", REPORTS, "application/json;charset=KLINGON", noise);
        assertThat(answer.said("outcome")).isEqualTo("QUARANTINED");
        assertThat(HUB.raw(answer.said("messageId"))).isEqualTo(noise);
    }

    @Test
    void anEventOfAnUnknownKindIsKept() {
        hotline.takes(Hotline.order("NJ-KIND"));
        Answer answer = hotline.event("NJ-KIND", "K1", "TELEPORT");
        quarantined(answer, "KIND_UNKNOWN", "TELEPORT");
        assertThat(answer.said("field")).isEqualTo("eventType");
        assertThat(answer.said("message")).contains("eventType=TELEPORT");
    }

    @Test
    void twoMessagesOfAnUnknownKindAreNotTakenForOne() {
        quarantined(hotline.event("NJ-ONE", "K2", "TELEPORT", "content", "one"), "KIND_UNKNOWN", "NJ-ONE");
        quarantined(hotline.event("NJ-OTHER", "K3", "TELEPORT", "content", "other"), "KIND_UNKNOWN", "NJ-OTHER");
    }

    @Test
    void anEventForAnOrderThatNeverCameIsKeptAndReleasedOnceItHasCome() {
        Answer answer = hotline.event("NJ-EARLY", "E1", "URGE", "content", "催办");
        quarantined(answer, "CASE_UNKNOWN", "NJ-EARLY");
        assertThat(answer.said("field")).isEqualTo("orderNo");
        String caseNo = hotline.takes(Hotline.order("NJ-EARLY"));
        long id = lastQuarantined().id();

        Receipt released =
                HUB.bean(Quarantine.class).release(id, null, "chen", "工单已到").orElseThrow();

        assertThat(released.code()).isEqualTo("0");
        assertThat(HUB.operations(caseNo, "dept.CG")).containsExactly("DISPATCH", "URGE");
    }

    @Test
    void aSuspectedTestWaitsForAPersonAndGoesOnWhenItIsGenuine() {
        String caseNo = hotline.takes(Hotline.order("NJ-TEST").replaceFirst("\"content\": \"", "\"content\": \"【测试】"));
        assertThat(HUB.file(caseNo).state()).isEqualTo(CaseState.QUARANTINED);
        assertThat(HUB.operations(caseNo, "dept.CG")).isEmpty();

        assertThat(HUB.wire()
                        .operator("POST", "/api/cases/" + caseNo + "/commands", "{\"command\":\"MEND\"}")
                        .status())
                .isEqualTo(200);

        assertThat(HUB.file(caseNo).state()).isEqualTo(CaseState.PENDING_DISTRICT);
    }

    @Test
    void aReportWithoutAnythingInItSaysWhatIsMissing() {
        Answer answer = report("{}");
        assertThat(answer.said("outcome")).isEqualTo("QUARANTINED");
        assertThat(answer.said("field")).isNotEmpty();
        assertThat(answer.said("message")).contains("缺少");
    }

    @Test
    void aDepartmentsReportOnAnUnknownTaskIsKept() {
        EnvironmentBureau bureau = new EnvironmentBureau(HUB);
        Answer answer = bureau.signs("JN20260708010193115-09");
        quarantined(answer, "TASK_UNKNOWN", "JN20260708010193115-09");
        quarantined(bureau.signs("2.02607E+17"), "TASK_NO_FORM", "2.02607E+17");
        quarantined(bureau.says(bureau.callback("JN20260708010193115-09", "VANISH")), "KIND_UNKNOWN", "VANISH");
    }

    @Test
    void aWordOfADepartmentThatNoTableKnowsIsNamed() {
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.noiseOrder("NJ-WORD")));
        EnvironmentBureau bureau = new EnvironmentBureau(HUB);
        Answer answer = bureau.says(
                bureau.callback(task, "FEEDBACK").put("resolved", "MAYBE").put("opinion", "已办"));
        quarantined(answer, "KIND_UNKNOWN", "MAYBE");
        assertThat(answer.said("field")).isEqualTo("resolved");
    }

    @Test
    void aDepartmentCannotReportOnAnothersTask() {
        String caseNo = hotline.takes(Hotline.order("NJ-FOREIGN-TASK"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();

        Answer answer = new EnvironmentBureau(HUB).signs(task);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.said("outcome")).isEqualTo("REFUSED");
        assertThat(HUB.file(caseNo).lead().orElseThrow().signedAt()).isNull();
    }

    @Test
    void otherMethodsAndPathsAreNoEntrance() {
        assertThat(HUB.wire()
                        .call("GET", REPORTS, Wire.JSON, new byte[0], java.util.Map.of())
                        .status())
                .isEqualTo(405);
        assertThat(HUB.wire().post("PANANJ", "/channels/pananj/other", "{}").status())
                .isEqualTo(404);
    }

    private static Answer report(String body) {
        return HUB.wire().post("PANANJ", REPORTS, body);
    }

    private static void quarantined(Answer answer, @org.jspecify.annotations.Nullable String code, String begins) {
        assertThat(answer.said("outcome")).as(answer.body()).isEqualTo("QUARANTINED");
        assertThat(answer.said("code")).isNotEqualTo("0");
        if (code != null) {
            assertThat(answer.said("code")).isEqualTo(code);
        }
        assertThat(answer.said("message")).isNotEmpty();
        String rawId = answer.said("messageId");
        byte[] raw = HUB.raw(rawId);
        assertThat(new String(raw, StandardCharsets.UTF_8)).contains(begins);
        RawMessage.Kept kept = HUB.ledger().read(view -> view.raw().find(rawId)).orElseThrow();
        assertThat(kept.size()).isEqualTo(raw.length);
        assertThat(kept.digest()).isEqualTo(Sm3.hex(raw));
        assertThat(lastQuarantined().message().rawId()).isEqualTo(rawId);
    }

    private static InboxEntry lastQuarantined() {
        List<InboxEntry> held = HUB.ledger().read(view -> view.inbox().quarantined(0, 1000));
        return held.get(held.size() - 1);
    }
}
