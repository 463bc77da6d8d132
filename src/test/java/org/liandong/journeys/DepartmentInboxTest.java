package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.cases.Matter;
import org.liandong.ledger.DeliveryState;

/** A department without a system of its own works on the hub's pages (司法, reference §3.5 portal). */
class DepartmentInboxTest {
    private static final Pattern NUMBER = Pattern.compile("name=\"eventNo\" value=\"([^\"]+)\"");
    private static final Map<String, Map<String, String>> SESSIONS = new HashMap<>();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aTaskLiesInTheInboxAndItsOutcomeIsReportedByForms() {
        String task = dispatched("NJ-SF-LOOP", "SF");
        HubUnderTest.until(
                "delivered",
                () -> HUB.letters(caseOf(task)).stream()
                        .filter(letter -> letter.receiver().equals("dept.SF"))
                        .allMatch(letter -> letter.state() == DeliveryState.DONE));
        assertThat(text(get("SF", "/inbox/SF")))
                .contains(task)
                .contains("已送达")
                .contains("等本单位办理")
                .contains("href=\"/inbox/SF\"")
                .doesNotContain("href=\"/connectors\"", "action=\"/search\"");
        String page = text(get("SF", "/inbox/SF/tasks/" + task));
        assertThat(page).contains("来电人反映").contains("办结期限").contains("签收人");
        assertThat(page).contains("R02职责交叉建议改派", "E06诉求人要求", "G02列入计划工程");

        Answer signed = report("SF", task, Map.of("kind", "sign", "handler", "周某", "eventNo", number(page)));
        assertThat(signed.status()).isEqualTo(302);
        assertThat(text(get("SF", location(signed)))).contains("已签收").doesNotContain("签收人 <input");
        assertThat(HUB.actions(task)).contains("签收");

        assertThat(report(
                                "SF",
                                task,
                                Map.of(
                                        "kind", "done",
                                        "handler", "周某",
                                        "opinion", "双方达成协议,已签调解书",
                                        "resolved", "YES"),
                                Map.of("调解书.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3}))
                        .status())
                .isEqualTo(302);
        assertThat(HUB.actions(task)).contains("反馈办理结果");
        List<Matter.Attachment> photos = Objects.requireNonNull(
                        HUB.file(caseOf(task)).lead().orElseThrow().report())
                .attachments();
        assertThat(photos).singleElement().satisfies(photo -> {
            assertThat(photo.name()).isEqualTo("调解书.jpg");
            assertThat(photo.size()).isEqualTo(5);
        });
        assertThat(text(get("SF", "/inbox/SF"))).contains(task).contains("已报出");
        assertThat(text(get("SF", "/inbox/SF/tasks/" + task))).doesNotContain("报给枢纽");
    }

    @Test
    void aFormSentTwiceIsOneReport() {
        String task = dispatched("NJ-SF-TWICE", "SF");
        Map<String, String> form =
                Map.of("kind", "progress", "handler", "周某", "opinion", "已约定周五调解", "eventNo", "5f0c-twice");
        assertThat(report("SF", task, form).status()).isEqualTo(302);
        assertThat(report("SF", task, form).status()).isEqualTo(302);
        assertThat(HUB.actions(task)).containsOnlyOnce("过程反馈");
    }

    @Test
    void whatIsWrongIsSaidAndNothingTypedIsLost() {
        String task = dispatched("NJ-SF-WRONG", "SF");
        Answer answer = report(
                "SF",
                task,
                Map.of("kind", "extension", "reasonCode", "E06", "amount", "三", "unit", "WD", "text", "诉求人<b>外出</b>"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(text(answer))
                .contains("申请时长应为数字")
                .contains("诉求人&lt;b&gt;外出&lt;/b&gt;")
                .containsPattern("<details name=\"report\" open=\"open\">\\s*<summary>申请延期");
    }

    @Test
    void whatWasWrongCanBeMendedOnThePageThatSaysSo() {
        String task = dispatched("NJ-SF-MENDED", "SF");
        String page = text(get("SF", "/inbox/SF/tasks/" + task));
        Map<String, String> form = new LinkedHashMap<>(
                Map.of("kind", "progress", "handler", "周某", "opinion", " ", "eventNo", numberOf(page, "progress")));
        Answer wrong = report("SF", task, form);
        assertThat(wrong.status()).isEqualTo(422);

        form.put("eventNo", numberOf(text(wrong), "progress"));
        form.put("opinion", "已约定周五调解");
        assertThat(report("SF", task, form).status()).isEqualTo(302);
        assertThat(HUB.actions(task)).containsOnlyOnce("过程反馈");
    }

    @Test
    void photosThatAreTooLargeAreSaid() {
        String task = dispatched("NJ-SF-LARGE", "SF");
        Answer answer = report("SF", task, Map.of("kind", "done"), Map.of("large.jpg", new byte[3_500_000]));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(text(get("SF", location(answer)))).contains("照片合计不能超过2.9MB");
        assertThat(HUB.actions(task)).doesNotContain("反馈办理结果");
    }

    @Test
    void aDepartmentSeesItsOwnInboxAndNothingElse() {
        String task = dispatched("NJ-SF-OWN", "SF");
        String other = dispatched("NJ-WH-OWN", "WH");
        assertThat(get("WH", "/inbox/SF").status()).isEqualTo(403);
        assertThat(get("SF", "/inbox/SF/tasks/" + other).status()).isEqualTo(404);
        assertThat(report("SF", other, Map.of("kind", "sign")).status()).isEqualTo(404);
        assertThat(location(HUB.wire().call("GET", "/inbox/SF", "text/html", new byte[0], Map.of())))
                .startsWith("/login");
        assertThat(HUB.wire().page("/inbox/SF/tasks/" + task).status()).isEqualTo(403);
        assertThat(as(
                                "SF",
                                "POST",
                                "/api/cases/" + caseOf(task) + "/commands",
                                Wire.JSON,
                                "{}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(401);
        assertThat(get("SF", "/api/quarantine").status()).isEqualTo(401);
        assertThat(get("SF", "/inbox").status()).isEqualTo(302);
    }

    @Test
    void aPageOfSomebodyElseCannotReportInItsName() {
        String task = dispatched("NJ-SF-FORGED", "SF");
        Map<String, String> forged = new LinkedHashMap<>(account("SF"));
        forged.put("Origin", "http://evil.example");
        assertThat(HUB.wire()
                        .call(
                                "POST",
                                "/inbox/SF/tasks/" + task,
                                "application/x-www-form-urlencoded",
                                "kind=sign&handler=x".getBytes(StandardCharsets.UTF_8),
                                forged)
                        .status())
                .isEqualTo(403);
        assertThat(HUB.actions(task)).doesNotContain("签收");
    }

    @Test
    void aTaskIsFoundByItsNumberOnly() {
        String task = dispatched("NJ-SF-FIND", "SF");
        assertThat(location(get("SF", "/inbox/SF?task=" + task))).endsWith("/inbox/SF/tasks/" + task);
        assertThat(text(get("SF", "/inbox/SF?task=%3Cscript%3E")))
                .contains("任务号应为")
                .doesNotContain("<script>");
    }

    private String dispatched(String orderNo, String department) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static Answer report(String department, String task, Map<String, String> form) {
        return report(department, task, form, Map.of());
    }

    /** As a browser sends a form with files. */
    private static Answer report(String department, String task, Map<String, String> form, Map<String, byte[]> photos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        form.forEach((name, value) -> part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        photos.forEach((name, bytes) ->
                part(body, "name=\"photos\"; filename=\"" + name + "\"\r\nContent-Type: image/jpeg", bytes));
        body.writeBytes("--form--\r\n".getBytes(StandardCharsets.UTF_8));
        return as(
                department,
                "POST",
                "/inbox/" + department + "/tasks/" + task,
                "multipart/form-data; boundary=form",
                body.toByteArray());
    }

    private static void part(ByteArrayOutputStream body, String head, byte[] content) {
        body.writeBytes(
                ("--form\r\nContent-Disposition: form-data; " + head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static Answer get(String department, String path) {
        return as(department, "GET", path, "text/html", new byte[0]);
    }

    private static Answer as(String department, String method, String path, String type, byte[] body) {
        return HUB.wire().call(method, path, type, body, account(department));
    }

    private static Map<String, String> account(String department) {
        return SESSIONS.computeIfAbsent(
                department, any -> HUB.wire().signedIn(any, HUB.secrets().of(any)));
    }

    private static String number(String page) {
        Matcher matcher = NUMBER.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** The number in the form of this kind. */
    private static String numberOf(String page, String kind) {
        return number(page.substring(page.indexOf("name=\"kind\" value=\"" + kind + "\"")));
    }

    private static String location(Answer answer) {
        return Objects.requireNonNull(answer.headers().get("location")).get(0).replaceFirst("^http://[^/]+", "");
    }

    private static String text(Answer answer) {
        return answer.body();
    }

    private static String caseOf(String task) {
        return task.substring(0, task.lastIndexOf('-'));
    }
}
