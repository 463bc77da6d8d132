package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.simulator.FreePorts;

/** A resident reports in the app, follows by the code, rates, and asks for it to be done again (公众版APP, CR-07). */
class PublicAppTest {
    private static final RecordingSystem BACKEND = backend();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("APP.url", BACKEND.address());

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    @Test
    void aReportIsFollowedByItsCodeRatedAndReopened() throws IOException {
        Answer receipt = report("APP-1");
        assertThat(receipt.said("outcome")).as(receipt.body()).isEqualTo("CASE");
        String caseNo = receipt.said("caseNo");
        String code = receipt.said("trackingCode");
        assertThat(code).matches(caseNo + "-[2-9A-HJKMNP-Z]{8}");
        assertThat(report("APP-1").said("trackingCode")).as("sent again").isEqualTo(code);
        assertThat(tracked(code).body()).contains("待受理", caseNo).doesNotContain("路灯", "李", "19900000003", "托乐嘉");

        String task = EnvironmentBureau.leads(HUB, caseNo);
        new EnvironmentBureau(HUB).bringsToVisit(caseNo, task);
        assertThat(BACKEND.about("\"statusName\":\"处理中\"").text()).contains("\"reportNo\":\"APP-1\"");
        assertThat(tracked(" " + code.toLowerCase(Locale.ROOT).replace('-', ' '))
                        .body())
                .contains("江宁生态环境局");

        assertThat(says("RATE", "APP-1", "M-1", ",\"stars\":5").said("outcome")).isEqualTo("EVENT");
        HubUnderTest.until("closed", () -> HUB.file(caseNo).closing() != null);
        assertThat(tracked(code).body()).contains("已办理:已责令停止夜间施工", "已办结");
        Answer open = HUB.wire().call("GET", "/public/cases/" + code, Wire.JSON, new byte[0], Map.of());
        assertThat(open.json().path("reply").asText()).contains("已办理:已责令停止夜间施工");

        assertThat(says("REOPEN", "APP-1", "M-2", ",\"content\":\"又灭了\"").status())
                .isEqualTo(200);
        HubUnderTest.until("at work again", () -> HUB.file(caseNo).closing() == null);
        assertThat(tracked(code).body()).doesNotContain("办理结果");
        isNotGuessed(code);
    }

    private static void isNotGuessed(String code) {
        String other = code.substring(0, code.length() - 1) + (code.endsWith("2") ? "3" : "2");
        assertThat(tracked(other).status()).isEqualTo(404);
        assertThat(tracked(code.substring(0, 19)).status())
                .as("the number alone")
                .isEqualTo(404);
        assertThat(tracked("<script>").body()).doesNotContain("<script>alert").doesNotContain("value=\"<");
        for (int i = 0; i < 20; i++) {
            tracked(other);
        }
        assertThat(tracked(code).status()).isEqualTo(429);
        assertThat(HUB.wire()
                        .call("GET", "/public/cases/" + code, Wire.JSON, new byte[0], Map.of())
                        .said("code"))
                .isEqualTo("TOO_OFTEN");
    }

    private static Answer tracked(String code) {
        return HUB.wire()
                .call(
                        "GET",
                        "/track?code=" + URLEncoder.encode(code, StandardCharsets.UTF_8),
                        "text/html",
                        new byte[0],
                        Map.of());
    }

    private static Answer report(String number) {
        return HUB.wire().post("APP", "/channels/app/messages", """
                {"type":"REPORT","reportNo":"%s","kind":"投诉","category":"市政设施/路灯","title":"路灯不亮","content":"托乐嘉花园3栋前的路灯坏了三天,晚上很黑。",\
                "name":"李某","phone":"19900000003","createdAt":"2026-07-09T19:40:00+08:00",\
                "place":{"address":"秣陵街道托乐嘉花园贵邻居3栋","lng":118.7967,"lat":31.9371,"crs":"CGCS2000"}}
                """.formatted(number));
    }

    private static Answer says(String type, String number, String message, String more) {
        return HUB.wire().post("APP", "/channels/app/messages", """
                {"type":"%s","reportNo":"%s","messageNo":"%s"%s}
                """.formatted(type, number, message, more));
    }

    private static RecordingSystem backend() {
        try {
            return new RecordingSystem(FreePorts.next(), "application/json", "{\"code\":\"0\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
