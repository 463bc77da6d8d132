package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.cases.CaseNumber;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** In a context of its own, because its ledger does not survive. */
@OverHttp
@DirtiesContext
@TestPropertySource(properties = "test.ledger=silent")
class SilentLedgerTest {
    @Autowired
    private TestHub hub;

    @LocalServerPort
    private int port;

    @Test
    void aLedgerThatDoesNotAnswerIsSaidToBeAwayAndNothingIsPretended() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        hub.close();
        Browser browser = new Browser(port);

        Browser.Page read = browser.get("/api/summary");
        assertThat(read.status()).isEqualTo(503);
        assertThat(read.header("Retry-After")).isEqualTo("5");
        assertThat(read.json().path("code").asText()).isEqualTo("LEDGER_UNAVAILABLE");
        Browser.Page write = browser.command(number.value(), "{\"command\":\"ACCEPT\"}");
        assertThat(write.status()).isEqualTo(503);
        assertThat(write.json().path("message").asText()).contains("未能确认");
        for (String path : List.of(
                "/live",
                "/cases/" + number,
                "/search?q=x",
                "/routes",
                "/routes/live",
                "/alarms",
                "/trouble",
                "/storage",
                "/audit",
                "/accounts")) {
            Browser.Page page = browser.page(path);
            assertThat(page.status()).as(path).isEqualTo(503);
            assertThat(page.body()).as(path).contains("办件运行库暂不可用");
        }
    }
}
