package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.OutboxMessage;

/** A department's IT looks after its own system at its own page, without a log and without the telephone. */
class DepartmentPageTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private final Hotline hotline = new Hotline(HUB);
    private final EnvironmentBureau bureau = new EnvironmentBureau(HUB);

    @Test
    void whatWaitsIsThereWithTheReasonAndWhatWasGivenUpIsSentAgain() {
        String task = dispatched("NJ-PAGE-WAITS");
        OutboxMessage letter = HUB.dispatchOf(task);
        HubUnderTest.until("an attempt", () -> !HUB.attempts(task).isEmpty());
        HubUnderTest.until("the reason is on the page", () -> page().contains("连不上对方系统"));
        assertThat(page()).contains("枢纽送给你们的", "你们报来的 callbacks", "请求头签名,密钥没有到期日");
        assertThat(page()).contains("环境信访投诉系统", "条等着送", HubUnderTest.caseOf(task), "派遣", "待送达");
        assertThat(page()).doesNotContain("/resend");

        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(letter.id(), "重试已超过PT24H仍未成功");
                    return true;
                })
                .join();
        assertThat(page()).contains("投递失败待人工处理", "重试已超过PT24H", "/department/HB/letters/" + letter.id() + "/resend");

        assertThat(post("/department/HB/letters/" + letter.id() + "/resend").body())
                .contains("已重发");
        assertThat(HUB.ledger()
                        .read(view -> view.outbox().find(letter.id()))
                        .orElseThrow()
                        .state())
                .isIn(DeliveryState.PENDING, DeliveryState.IN_DOUBT);
        assertThat(HUB.ledger().read(view -> view.audit().about("outbox/" + letter.id())).stream()
                        .map(AuditView.Decided::actor)
                        .toList())
                .containsExactly("HB");
        assertThat(post("/department/HB/letters/" + letter.id() + "/resend").body())
                .contains("没有重发");
    }

    @Test
    void whatTheDepartmentSentWrongIsNamedByItsOwnField() {
        String task = dispatched("NJ-PAGE-WRONG");
        ObjectNode wrong = bureau.callback(task.replaceFirst("-01$", "-07"), "SIGN");
        Answer answer = bureau.says(wrong);
        assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);

        assertThat(page())
                .contains(wrong.path("taskNo").asText() + " ", "<code>taskNo</code>")
                .containsIgnoringCase(wrong.path("msgId").asText())
                .doesNotContain("event:");
    }

    @Test
    void theConnectionIsTriedStepByStep() throws IOException {
        assertThat(post("/department/HB/probe").body()).contains("127.0.0.1", "拒绝连接", "对方的服务没有起来");
        try (RecordingSystem system = new RecordingSystem(HUB.ports().hb(), "application/json", "{}")) {
            assertThat(post("/department/HB/probe").body()).contains("端口有人听", "HTTP 200: 有应答");
            assertThat(system.calls()).allMatch(call -> call.body().length == 0);
        }
        Map<String, String> inbox = HUB.wire().signedIn("SF", HUB.secrets().of("SF"));
        assertThat(post("/department/SF/probe", inbox).body()).contains("没有要连的系统");
        Map<String, String> tables = HUB.wire().signedIn("MZ", HUB.secrets().of("MZ"));
        assertThat(post("/department/MZ/probe", tables).body()).contains("前置库", "进得去");
        Map<String, String> unset = HUB.wire().signedIn("RS", HUB.secrets().of("RS"));
        assertThat(post("/department/RS/probe", unset).body()).contains("没有写", "${RS.url}");
    }

    @Test
    void nothingOfAnotherDepartmentIsSeenOrTouched() {
        String task = dispatched("NJ-PAGE-OWN");
        long letter = HUB.dispatchOf(task).id();
        Map<String, String> other = HUB.wire().signedIn("CG", HUB.secrets().of("CG"));
        assertThat(get("/department/HB", other).status()).isEqualTo(403);
        assertThat(get("/department/CG", other).body()).doesNotContain(HubUnderTest.caseOf(task));
        assertThat(post("/department/CG/letters/" + letter + "/resend", other).status())
                .isEqualTo(404);
        assertThat(get("/department", other).headers().get("location"))
                .singleElement()
                .asString()
                .endsWith("/department/CG");
    }

    private String dispatched(String orderNo) {
        return EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder(orderNo)));
    }

    private static Map<String, String> own() {
        return HUB.wire().signedIn("HB", HUB.secrets().of("HB"));
    }

    private static String page() {
        return get("/department/HB", own()).body();
    }

    private static Answer get(String path, Map<String, String> session) {
        return HUB.wire().call("GET", path, "text/html", new byte[0], session);
    }

    private static Answer post(String path) {
        return post(path, own());
    }

    private static Answer post(String path, Map<String, String> session) {
        String token = URLEncoder.encode(Wire.token(get("/password", session)), StandardCharsets.UTF_8);
        return HUB.wire()
                .call(
                        "POST",
                        path,
                        "application/x-www-form-urlencoded",
                        ("_csrf=" + token).getBytes(StandardCharsets.UTF_8),
                        session);
    }
}
