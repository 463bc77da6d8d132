package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.canary.CanaryWatch;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.Canary;
import org.liandong.ledger.CaseFilter;
import org.liandong.operations.AccountRole;
import org.liandong.simulator.Profile;

/** Canaries go from every channel to the departments and back, over the wire, and no number shows them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTest {
    private static final Set<String> CHANNELS =
            Set.of("12345", "12345-legacy", "pananj", "grid", "app", "governance", "enforcement");
    /** 消防 by its queue, 司法 and 文化 by the inbox; 综治 is governance, too. */
    private static final Set<String> DEPARTMENTS = Stream.concat(
                    Stream.of("HB", "CG", "XF", "SF", "WH", "MZ"), CanaryDesks.DEPARTMENTS.stream())
            .collect(Collectors.toSet());

    private static final CanaryDesks DESKS = new CanaryDesks();

    private static final RecordingSystem APP = RecordingSystem.answering("application/json", "{\"code\":\"0\"}");
    private static final RecordingSystem GOVERNANCE = RecordingSystem.answering("application/json", "{\"code\":\"0\"}");
    private static final RecordingSystem ENFORCEMENT = RecordingSystem.answering("text/xml;charset=UTF-8", """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
            <ws:processResponse xmlns:ws="http://zhzf.jiangning.local/"><ERRCD>0000</ERRCD><RESXML></RESXML></ws:processResponse>\
            </soapenv:Body></soapenv:Envelope>""");

    @RegisterExtension
    static final HubUnderTest HUB = DESKS.reachedBy(HubUnderTest.inCity(Profile.quick(1)))
            .reaching("liandong.canary.every", "3600")
            .reaching("APP.url", APP.address())
            .reaching("ZZW.url", GOVERNANCE.address())
            .reaching("ZHZF.url", ENFORCEMENT.address() + "/ws")
            .reaching("ZHZF.user", "jn_hub")
            .reaching("ZHZF.password", "zhzf-secret");

    @AfterAll
    static void close() {
        List.of(APP, GOVERNANCE, ENFORCEMENT).forEach(RecordingSystem::close);
        DESKS.close();
    }

    private static int waysAfter(int rounds) {
        return DEPARTMENTS.stream()
                .mapToInt(to -> Math.min(rounds, channelsTo(to).size()))
                .sum();
    }

    /** Nobody sends a channel its own report as a task. */
    private static Set<String> channelsTo(String department) {
        return department.equals("ZZW")
                ? CHANNELS.stream()
                        .filter(channel -> !channel.equals("governance"))
                        .collect(Collectors.toSet())
                : CHANNELS;
    }

    private static List<Canary> ended() {
        List<Canary> ended = HUB.ledger().read(view -> view.canaries().lastEndedOfEachWay());
        return ended.stream()
                .filter(canary -> DEPARTMENTS.contains(canary.department()))
                .toList();
    }

    @Test
    @Order(1)
    void fromEveryChannelToEveryKindOfDepartmentAndBack() {
        for (int round = 1; round <= CHANNELS.size(); round++) {
            int ways = waysAfter(round);
            HubUnderTest.until("round " + round, () -> {
                DESKS.work(HUB);
                return ended().size() >= ways;
            });
            HUB.bean(CanaryWatch.class).sendNow();
        }
        assertThat(ended()).as("all that stuck").filteredOn(Canary::isLost).isEmpty();
        Map<String, Set<String>> from = ended().stream()
                .collect(Collectors.groupingBy(
                        Canary::department, Collectors.mapping(Canary::channel, Collectors.toSet())));
        DEPARTMENTS.forEach(
                department -> assertThat(from.get(department)).as(department).isEqualTo(channelsTo(department)));
        assertThat(ended()).allSatisfy(canary -> {
            assertThat(Canary.Stage.values())
                    .as(canary.toString())
                    .allMatch(stage -> canary.reached().at(stage).isPresent());
            assertThat(String.valueOf(canary.caseNo())).contains("98");
        });
        // who was asked in whose name hears what became of it
        List.of(APP, GOVERNANCE, ENFORCEMENT)
                .forEach(channel -> assertThat(channel.calls())
                        .filteredOn(call -> call.text().contains(Canary.PREFIX))
                        .hasSizeGreaterThanOrEqualTo(DEPARTMENTS.size()));
    }

    @Test
    @Order(2)
    void noListNoCountNoRhythmAndNoEvaluationShowsThem() {
        assertThat(HUB.wire().operator("GET", "/api/cases", "").json().path("cases"))
                .isEmpty();
        Map<String, Long> tallies = HUB.ledger().read(view -> view.tallies().under(""));
        assertThat(tallies.values()).as(tallies.toString()).allMatch(count -> count == 0);
        List<?> listed = HUB.ledger().read(view -> view.cases().page(CaseFilter.ALL, null, 10));
        assertThat(listed).isEmpty();
        RouteHealth health = HUB.bean(RouteHealth.class);
        CHANNELS.forEach(
                channel -> assertThat(health.read(RouteHealth.in(channel)).well())
                        .as(channel)
                        .isZero());
        DEPARTMENTS.forEach(
                code -> assertThat(health.read("dept." + code).well()).as(code).isZero());
    }

    @Test
    @Order(3)
    void thePageTellsEachWayAndItsSeconds() {
        Map<String, String> grid = People.signedIn(HUB, "watcher", AccountRole.GRID);
        String page = People.get(HUB, "/canaries", grid).body();
        assertThat(page)
                .contains("12345政务服务便民热线 → 南京市江宁生态环境局", "走通,", "登记 ", "部门收下 ", "部门答复 ", "回到渠道 ")
                .doesNotContain("class=\"late\"");
        Canary one = ended().get(0);
        assertThat(People.get(HUB, "/cases/" + one.caseNo(), grid).body()).contains("探测件");
        assertThat(People.post(HUB, "/canaries/send", "", grid).status()).isEqualTo(302);
        List<?> audited = HUB.ledger().read(view -> view.audit().about("canaries"));
        assertThat(audited).hasSize(1);
    }

    @Test
    @Order(4)
    void whoWatchesSeesItInABrowser() throws IOException {
        try (Chromium browser = Chromium.at(HUB)) {
            browser.signIn("watcher", People.CHOSEN);
            // canaries only: to whoever counts there is nothing yet
            browser.sees("还没有。");
            browser.check("overview-empty");
            browser.follow("探测");
            browser.sees("现在走一遍");
            browser.check("canaries");
        }
    }

    @Test
    @Order(5)
    void aCitizensReportWithSuchANumberIsACaseLikeAnyOther() {
        String caseNo = new Hotline(HUB).takes(Hotline.fumesOrder("LDTC260709120000ABCDEFGHJKLM"));
        assertThat(caseNo.substring(10, 12)).isEqualTo("01");
    }
}
