package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class CommandRefusalTest {
    @Autowired
    private TestHub hub;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"command\":\"DANCE\"}|command|可用的命令",
                "{}|command|缺少字段command",
                "{\"command\":7}|command|非空的文字",
                "{\"command\":\"ACCEPT\",\"unit\":\"CG\"}|unit|不认识字段unit",
                "{\"command\":\"VERIFY\",\"text\":\"好\"}|passed|true或false",
                "{\"command\":\"VERIFY\",\"passed\":\"yes\",\"text\":\"好\"}|passed|true或false",
                "{\"command\":\"MERGE\",\"into\":\"JN20260707010188423\"}|into|校验位",
                "{\"command\":\"DECIDE_REQUEST\",\"taskNo\":\"1\",\"granted\":true,\"reason\":\"好\"}|taskNo|任务号",
                "{\"command\":\"DISPATCH\",\"cos\":\"CG\"}|cos|数组",
                "{\"command\":\"DISPATCH\",\"cos\":[1]}|cos|非空的文字",
                "{\"command\":\"ADD_CO\",\"dept\":\"CG\",\"role\":\"LEAD\",\"reason\":\"试\"}|role|CO(协办)",
                "{\"command\":\"SUPERVISE\",\"level\":\"大办\",\"text\":\"快\"}|level|催办、督办、通报",
                "{\"command\":\"REOPEN\",\"reason\":\"   \"}|reason|非空的文字",
                "{\"command\":\"ACCEPT\",\"command\":\"REOPEN\"}|body|重复的字段",
                "{\"command\":\"ACCEPT\"} {}|body|不是合法的JSON",
                "[]|body|须为JSON对象",
                "{|body|不是合法的JSON"
            })
    void aBodyThatCannotBeUnderstoodNamesTheFieldAndTheCure(String body, String field, String cure) {
        Browser.Page page = browser.command("JN20260707010188422", body);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.json().path("field").asText()).isEqualTo(field);
        assertThat(page.json().path("message").asText()).contains(cure);
    }

    @Test
    void anEmptyOrOverlongBodyIsAMistake() {
        assertThat(browser.command("JN20260707010188422", "").status()).isEqualTo(400);
        Browser.Page page = browser.command(
                "JN20260707010188422", "{\"command\":\"REOPEN\",\"reason\":\"%s\"}".formatted("长".repeat(2001)));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.json().path("message").asText()).contains("2001", "2000字以内");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JN20260707010188422", "JN20260707010188423", "x"})
    void aCaseNobodyKnowsIsNotFound(String caseNo) {
        Browser.Page page = browser.command(caseNo, "{\"command\":\"ACCEPT\"}");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.json().path("code").asText()).isEqualTo("CASE_UNKNOWN");
    }

    @Test
    void nobodyActsWithoutAnAccountOrFromAFormOfAnotherSite() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        assertThat(browser.anonymousCommand(number.value(), "{\"command\":\"ACCEPT\"}")
                        .status())
                .isEqualTo(401);
        Browser.Page form = browser.post(number.value(), "{\"command\":\"ACCEPT\"}", "text/plain", Browser.login());
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.json().path("message").asText()).contains("application/json");
        assertThat(hub.file(number).state()).isEqualTo(CaseState.PENDING_STREET);
    }
}
