package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.Actor;
import org.liandong.cases.Channel;
import org.liandong.cases.Flag;
import org.liandong.cases.Resolution;
import org.liandong.ledger.StageRecord;
import org.liandong.security.crypto.Sm3;

/** Every message of reference §3.4 as it comes: what the sender is told, where the case stands then, what the trace keeps. */
class ChannelsInTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);

    @Test
    void anUrgentOrderOfTheHotlineIsSentToItsDepartmentAtOnce() {
        HUB.clock().runFrom("2026-07-07T22:15:33+08:00");
        String order = HUB.wire().signed(Examples.text("ch-12345-1-new-order.json"));

        Answer answer = HUB.wire().order(order);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(answer.said("outcome")).isEqualTo("CASE");
        assertThat(answer.said("state")).isEqualTo("DISPATCHED");
        String caseNo = answer.said("caseNo");
        assertThat(caseNo).startsWith("JN2026070701");
        var file = HUB.file(caseNo);
        assertThat(file.matter().item()).hasFieldOrPropertyWithValue("code", "050201");
        assertThat(file.matter().title()).isEqualTo("东山街道宏运大道井盖缺失");
        assertThat(file.matter().location().street()).isEqualTo("320115001");
        assertThat(file.lead().orElseThrow().dept()).isEqualTo("CG");
        assertThat(HUB.stages(caseNo)).startsWith("C01_INTAKE", "C07_DIRECT_DISPATCH");
        assertThat(HUB.operations(caseNo, "dept.CG")).containsExactly("DISPATCH");
        assertThat(HUB.operations(caseNo, "channel.12345")).containsExactly("STATUS");
        String rawId = file.sources().get(0).rawId();
        assertThat(rawId).isEqualTo(answer.said("messageId"));
        assertThat(new String(HUB.raw(rawId), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(order);
    }

    @Test
    void aRevisitThatFindsTheMatterUnsolvedSendsItBackToTheDepartment() {
        HUB.clock().runFrom("2026-07-08T01:20:04+08:00");
        byte[] order = Examples.bytes("ch-12345-2-soap-gbk-dirty.xml");
        Answer taken = HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, order);
        String caseNo = HUB.caseOf("NJ12345", "NJ260708011819311");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).contains(caseNo);
        assertThat(HUB.raw(HUB.file(caseNo).sources().get(0).rawId())).isEqualTo(order);
        String task = EnvironmentBureau.leads(HUB, caseNo);
        bureau.bringsToVisit(caseNo, task);
        HUB.clock().runFrom("2026-07-09T10:30:11+08:00");

        Answer answer = HUB.wire().order(Examples.text("ch-12345-3-revisit-unsatisfied.json"));

        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(answer.said("outcome")).isEqualTo("EVENT");
        assertThat(answer.said("caseNo")).isEqualTo(caseNo);
        assertThat(answer.said("state")).isEqualTo("IN_PROGRESS");
        var file = HUB.file(caseNo);
        assertThat(file.progress().round()).isEqualTo(1);
        assertThat(file.visits()).singleElement().satisfies(visit -> {
            assertThat(visit.visitNo()).isEqualTo("HF260709000311");
            assertThat(visit.satisfaction()).isEqualTo(4);
            assertThat(visit.solved()).isFalse();
            assertThat(visit.at()).isEqualTo(Instant.parse("2026-07-09T02:28:47Z"));
        });
        assertThat(HUB.stages(caseNo)).contains("C25_NOT_SOLVED");
        assertThat(HUB.trace(caseNo))
                .filteredOn(step -> step.action().equals("回访"))
                .singleElement()
                .satisfies(step -> assertThat(step.handling().evaluation()).isEqualTo("不满意"));
        assertThat(HUB.operations(caseNo, "dept.HB")).containsSubsequence("DISPATCH", "REDO", "SUPPLEMENT");
        assertThat(HUB.trace(caseNo))
                .anySatisfy(step -> assertThat(step.event()).contains("昨晚照片已通过微信上传"));
    }

    @Test
    void aCitizensReportGoesToTheFireBrigadeAndTheAnonymousOneAfterItWaitsForAPerson() {
        HUB.clock().runFrom("2026-07-09T18:44:57+08:00");
        byte[] report = Examples.bytes("ch-pananj-1-citizen-report.json");

        Answer answer = HUB.wire().post("PANANJ", "/channels/pananj/reports", Wire.JSON, report);

        assertThat(answer.said("outcome")).isEqualTo("CASE");
        String caseNo = answer.said("caseNo");
        assertThat(HUB.state(caseNo)).isEqualTo("DISPATCHED");
        assertThat(HUB.file(caseNo).lead().orElseThrow().dept()).isEqualTo("XF");
        assertThat(HUB.canonical(caseNo).at("/petitioner/phoneMasked").asText()).isEqualTo("199****0003");
        assertThat(HUB.raw(answer.said("messageId"))).isEqualTo(report);

        HUB.clock().runFrom("2026-07-09T19:01:05+08:00");
        Answer anonymous = HUB.wire()
                .post(
                        "PANANJ",
                        "/channels/pananj/reports",
                        Wire.JSON,
                        Examples.bytes("ch-pananj-3-duplicate-anonymous.json"));

        assertThat(anonymous.said("outcome")).isEqualTo("CASE");
        assertThat(anonymous.said("state")).isEqualTo("PENDING_ACCEPT");
        var matter = HUB.file(anonymous.said("caseNo")).matter();
        assertThat(matter.anonymous()).isTrue();
        assertThat(matter.wantsReply()).isFalse();
        assertThat(matter.content()).contains("一三九****零零零三", "320115********002X");
        assertThat(matter.location().lng()).isBetween(new BigDecimal("118.7"), new BigDecimal("118.9"));
        assertThat(matter.location().lat()).isBetween(new BigDecimal("31.9"), new BigDecimal("32.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aReportWhoseSenderCallsItAFormIsTakenByteForByte(String type) {
        HUB.clock().runFrom("2026-07-09T18:44:57+08:00");
        byte[] report = Examples.text("ch-pananj-1-citizen-report.json")
                .replace("\"reportId\": \"", "\"reportId\": \"F%d".formatted(type.length()))
                .getBytes(StandardCharsets.UTF_8);

        Answer answer = HUB.wire().post("PANANJ", "/channels/pananj/reports", type, report);

        assertThat(answer.said("outcome")).as(answer.body()).isEqualTo("CASE");
        assertThat(HUB.raw(answer.said("messageId"))).isEqualTo(report);
    }

    @Test
    void a110TransferComesInWithoutANameAndWaitsForTheStreet() {
        HUB.clock().runFrom("2026-07-09T19:02:33+08:00");
        byte[] transfer = Examples.bytes("ch-pananj-2-110-nonpolice-transfer.xml");

        Answer answer = HUB.wire().post("PANANJ", "/channels/pananj/transfers", Wire.XML, transfer);

        assertThat(answer.said("outcome")).isEqualTo("CASE");
        String caseNo = answer.said("caseNo");
        assertThat(HUB.canonical(caseNo).path("state").asText()).isEqualTo("PENDING_ACCEPT");
        assertThat(HUB.file(caseNo).matter().anonymous()).isTrue();
        assertThat(HUB.file(caseNo).matter().location().street()).isEqualTo("320115002");
        assertThat(HUB.file(caseNo).matter().times().reportedAt()).isEqualTo(Instant.parse("2026-07-09T10:57:33Z"));
        assertThat(Sm3.hex(HUB.raw(answer.said("messageId")))).isEqualTo(Sm3.hex(transfer));
    }

    @Test
    void whatAGridOfficerHandledOnTheSpotIsClosedAndNeverDispatched() {
        HUB.clock().runFrom("2026-07-09T09:25:12+08:00");

        Answer answer = HUB.wire()
                .post("WGT", "/channels/grid/events", Wire.JSON, Examples.bytes("ch-grid-1-self-handled.json"));

        assertThat(answer.said("state")).isEqualTo("SELF_CLOSED");
        String caseNo = answer.said("caseNo");
        var file = HUB.file(caseNo);
        assertThat(file.selfHandled()).isTrue();
        assertThat(file.closing()).isNotNull().satisfies(closing -> {
            assertThat(closing.result()).isEqualTo(Resolution.YES);
            assertThat(closing.reason()).isEqualTo("铲除并清洗墙面");
        });
        assertThat(HUB.stages(caseNo)).containsExactly("C01_INTAKE", "C04_SELF_HANDLED");
        assertThat(HUB.letters(caseNo)).noneMatch(letter -> letter.receiver().startsWith("dept."));
        assertThat(HUB.operations(caseNo, "evaluation")).containsExactly("CLOSING");
    }

    @Test
    void anOfflineBatchMakesACaseOfEachItemAndDropsTheOneSentTwice() {
        HUB.clock().runFrom("2026-07-10T08:01:55+08:00");
        byte[] batch = Examples.bytes("ch-grid-2-offline-batch.json");

        Answer answer = HUB.wire().post("WGT", "/channels/grid/batches", Wire.JSON, batch);

        assertThat(answer.json().findValuesAsText("outcome")).containsExactly("BATCH", "CASE", "CASE", "DUPLICATE");
        var items = answer.json().path("items");
        assertThat(items.get(2).path("caseNo").asText())
                .isEqualTo(items.get(0).path("caseNo").asText());
        assertThat(items.get(1).path("caseNo").asText())
                .isNotEqualTo(items.get(0).path("caseNo").asText());
        assertThat(HUB.file(items.get(1).path("caseNo").asText())
                        .matter()
                        .urgency()
                        .name())
                .isEqualTo("E");
        assertThat(HUB.raw(answer.said("messageId"))).isEqualTo(batch);
    }

    @Test
    void aVerificationMadeBeforeTheDepartmentsFeedbackIsOnlyNoted() {
        HUB.clock().runFrom("2026-07-01T09:00:00+08:00");
        HUB.casesOfTheDay(LocalDate.parse("2026-07-01"), Channel.GRID, 39_000);
        Answer taken = HUB.wire().post("WGT", "/channels/grid/events", Grid.report("verify-1", "垃圾堆在围挡外"));
        String caseNo = taken.said("caseNo");
        assertThat(caseNo).isEqualTo("JN20260701030390019");
        String task = EnvironmentBureau.leads(HUB, caseNo);
        bureau.signs(task);
        HUB.clock().runFrom("2026-07-10T08:00:05+08:00");
        // without the photo that the item demands, so that a person must look
        assertThat(bureau.says(bureau.callback(task, "FEEDBACK")
                                .put("resolved", "YES")
                                .put("opinion", "垃圾已清运"))
                        .said("code"))
                .isEqualTo("0");
        assertThat(HUB.state(caseNo)).isEqualTo("FEEDBACK_DONE");
        HUB.clock().runFrom("2026-07-10T08:02:44+08:00");

        Answer answer = HUB.wire()
                .post("WGT", "/channels/grid/actions", Wire.JSON, Examples.bytes("ch-grid-3-out-of-order-verify.json"));

        assertThat(answer.said("code")).isEqualTo("0");
        assertThat(answer.said("state")).isEqualTo("FEEDBACK_DONE");
        StageRecord noted = last(caseNo);
        assertThat(noted.action()).isEqualTo("只留痕:核查时间早于部门反馈,只留痕");
        assertThat(noted.actionTime()).isEqualTo(Instant.parse("2026-07-09T23:58:10Z"));
        assertThat(noted.receivedAt()).isAfter(Instant.parse("2026-07-10T00:02:43Z"));
        assertThat(noted.actor().type()).isEqualTo(Actor.Kind.CHANNEL.name());
        assertThat(HUB.file(caseNo).progress().round()).isZero();
    }

    @Test
    void aLaterVerificationThatFindsItUndoneSendsItBack() {
        HUB.clock().runFrom("2026-07-13T09:00:00+08:00");
        String caseNo = HUB.wire()
                .post("WGT", "/channels/grid/events", Grid.report("verify-2", "围挡倒了一块"))
                .said("caseNo");
        String task = EnvironmentBureau.leads(HUB, caseNo);
        bureau.signs(task);
        bureau.says(bureau.callback(task, "FEEDBACK").put("resolved", "YES").put("opinion", "围挡已修复"));
        HUB.clock().ahead(Duration.ofMinutes(30));

        Answer answer = HUB.wire()
                .post(
                        "WGT",
                        "/channels/grid/actions",
                        Grid.verification(caseNo, 1, HUB.clock().instant(), "未处理到位"));

        assertThat(answer.said("state")).isEqualTo("IN_PROGRESS");
        assertThat(HUB.stages(caseNo)).contains("C23_VERIFY_FAIL");
        assertThat(HUB.operations(caseNo, "dept.HB")).endsWith("REDO");
        assertThat(HUB.file(caseNo).progress().flags()).doesNotContain(Flag.SUPERVISED);
    }

    private static StageRecord last(String caseNo) {
        var trace = HUB.trace(caseNo);
        return trace.get(trace.size() - 1);
    }
}
