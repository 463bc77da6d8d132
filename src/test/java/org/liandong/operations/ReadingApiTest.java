package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.Role;
import org.liandong.cases.TaskNumber;
import org.liandong.ledger.EvaluationRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class ReadingApiTest {
    @Autowired
    private TestHub hub;

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(port);
    }

    @Test
    void theSummaryCountsTheWayOfACase() {
        JsonNode before = browser.get("/api/summary").json();
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.sign(number, 1, "李科长");
        hub.take(Reported.byPananj("PAN1", "堵了"));

        JsonNode after = browser.get("/api/summary").json();
        assertThat(grown(before, after, "in")).isEqualTo(2);
        assertThat(grown(before, after, "dispatched")).isEqualTo(1);
        assertThat(grown(before, after, "signed")).isEqualTo(1);
        assertThat(grown(before, after, "done")).isZero();
        assertThat(grown(before.path("byChannel"), after.path("byChannel"), "12345"))
                .isEqualTo(1);
        assertThat(grown(before.path("byChannel"), after.path("byChannel"), "PANANJ"))
                .isEqualTo(1);
        assertThat(grown(before.path("byDepartment"), after.path("byDepartment"), "CG"))
                .isEqualTo(1);
        assertThat(grown(before.path("byState"), after.path("byState"), "IN_PROGRESS"))
                .isEqualTo(1);
        assertThat(after.path("fedBack").isNumber()).isTrue();
        assertThat(after.path("evaluated").isNumber()).isTrue();
        assertThat(after.path("failed").isNumber()).isTrue();
        assertThat(after.path("asOf").asText()).isEqualTo("2026-07-07T08:15:00+08:00");
        assertThat(after.path("byDepartment").has("-")).isFalse();
    }

    @Test
    void anyNumberFindsTheCase() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损").numbered("NJ777001"));
        for (String q : List.of(
                number.value(),
                number.value().toLowerCase(Locale.ROOT),
                number + "-02",
                "NJ777001",
                " ＮＪ777001 ",
                "CG-" + number.task(1))) {
            JsonNode hits = browser.get("/api/search?q=" + Browser.encoded(q)).json();
            assertThat(hits.path("cases").findValuesAsText("caseNo")).as(q).containsExactly(number.value());
        }
        JsonNode hit =
                browser.get("/api/search?q=NJ777001").json().path("cases").path(0);
        assertThat(hit.path("stateName").asText()).isEqualTo("已派遣待签收");
        assertThat(hit.path("leadName").asText()).isEqualTo("江宁区城市管理局");
    }

    @Test
    void aNumberOfTwoSystemsFindsBothCases() {
        CaseNumber one = hub.take(Reported.byHotline("井盖破损").numbered("SAME-1"));
        CaseNumber other = hub.take(Reported.byPananj("SAME-1", "堵了"));
        JsonNode hits = browser.get("/api/search?q=SAME-1").json();
        assertThat(hits.path("cases").findValuesAsText("caseNo")).containsExactlyInAnyOrder(one.value(), other.value());
    }

    @Test
    void aNumberNobodyHasFindsNothingAndNoNumberIsAMistake() {
        assertThat(browser.get("/api/search?q=NJ000").json().path("cases")).isEmpty();
        Browser.Page none = browser.get("/api/search?q=%20");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().path("field").asText()).isEqualTo("q");
        assertThat(browser.get("/api/search?q=" + "9".repeat(101)).status()).isEqualTo(400);
    }

    @Test
    void aCaseIsReadInItsCanonicalForm() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        Browser.Page page = browser.get("/api/cases/" + number);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().path("schema").asText()).isEqualTo("jn.case/1.0");
        assertThat(page.json().path("state").asText()).isEqualTo("PENDING_ACCEPT");
        assertThat(page.json().path("petitioner").path("phoneMasked").asText()).isEqualTo("139****0003");
    }

    @Test
    void theTraceHasTheFiveThingsAtEachLinkAndItsHash() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.report(number, 1, "已更换井盖,联系人13912345678");

        JsonNode rows = browser.get("/api/cases/" + number + "/trace").json().path("rows");
        JsonNode last = rows.path(rows.size() - 1);
        assertThat(last.path("leadDept").asText()).isEqualTo("CG");
        assertThat(last.path("leadDeptName").asText()).isEqualTo("江宁区城市管理局");
        assertThat(last.path("handler").asText()).isEqualTo("张工");
        assertThat(last.path("opinion").asText()).isEqualTo("已更换井盖,联系人139****5678");
        assertThat(last.path("evaluation").asText()).isEqualTo("已解决");
        assertThat(last.path("actionTime").asText()).endsWith("+08:00");
        assertThat(last.path("hash").asText())
                .hasSize(64)
                .isNotEqualTo(last.path("prevHash").asText());
        assertThat(rows.path(rows.size() - 2).path("implied").asBoolean()).isTrue();
        assertThat(rows.findValuesAsText("caseSeq")).first().isEqualTo("1");
    }

    @Test
    void whyACaseWentThereIsAnswered() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        JsonNode routing = browser.get("/api/cases/" + number + "/routing").json();
        assertThat(routing.path("rule").path("id").asText()).isEqualTo("R-030");
        assertThat(routing.path("losers").path(0).path("reason").asText()).isEqualTo("不如R-030具体");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/cases/JN20260707010199999",
        "/api/cases/nonsense",
        "/api/cases/JN20260707010188422/trace",
        "/api/cases/JN20260707010188422/routing"
    })
    void aCaseNobodyKnowsIsNotFound(String path) {
        Browser.Page page = browser.get(path);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.json().path("code").asText()).isEqualTo("CASE_UNKNOWN");
        assertThat(page.json().path("message").asText()).contains("查无办件", "请核对编号");
    }

    @Test
    void whatWaitsForAPersonIsListedOldestFirstPageByPage() {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            hub.pass(Duration.ofSeconds(1));
            numbers.add(hub.take(Reported.byHotline("待办" + i)).value());
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = browser.get("/api/pending?limit=2" + after).json();
            assertThat(page.path("cases").size()).isLessThanOrEqualTo(2);
            seen.addAll(page.path("cases").findValuesAsText("caseNo"));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(numbers);

        JsonNode one = pending(numbers.get(4));
        assertThat(one.path("state").asText()).isEqualTo("PENDING_STREET");
        assertThat(one.path("stateName").asText()).isEqualTo("待街道受理");
        assertThat(one.path("title").asText()).isEqualTo("待办4");
        assertThat(one.path("suggestedLead").asText()).isEqualTo("CG");
        assertThat(one.path("suggestedCos").path(0).asText()).isEqualTo("SL");
        assertThat(one.path("urgency").asText()).isEqualTo("N");
        assertThat(one.has("dueAt")).isTrue();
    }

    @Test
    void aCaseLeavesTheListWhenSomebodyHasDealtWithIt() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损").accepted());
        assertThat(pending(number.value()).path("state").asText()).isEqualTo("PENDING_DISPATCH");
        hub.dispatch(number, "CG");
        assertThat(pending(number.value()).isMissingNode()).isTrue();
        CaseNumber broken = hub.take(Reported.byHotline("乱码").unusable("字符集无法判定"));
        assertThat(pending(broken.value()).path("stateName").asText()).isEqualTo("待人工修正");
        CaseNumber unseen = hub.dispatched(Reported.byHotline("井盖破损").needingPhoto());
        hub.report(unseen, 1, "已修复");
        hub.report(unseen, 2, "已配合");
        assertThat(pending(unseen.value()).path("stateName").asText()).isEqualTo("已反馈待核查");
    }

    @Test
    void undecidedRequestsWaitUntilSomebodyDecides() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        TaskNumber task = number.task(1);
        hub.byDept(number, 1, new Command.RequestExtension(task, "E01", "需定制井盖,经办人13812345678", 3, "WD"));

        JsonNode request = request(task);
        assertThat(request.path("caseNo").asText()).isEqualTo(number.value());
        assertThat(request.path("kind").asText()).isEqualTo("EXTENSION");
        assertThat(request.path("kindName").asText()).isEqualTo("延期");
        assertThat(request.path("reasonCode").asText()).isEqualTo("E01");
        assertThat(request.path("text").asText()).isEqualTo("需定制井盖,经办人138****5678");
        assertThat(request.path("amount").asDouble()).isEqualTo(3);
        assertThat(request.path("unit").asText()).isEqualTo("WD");
        assertThat(request.path("askedAt").asText()).endsWith("+08:00");

        browser.command(
                number.value(),
                "{\"command\":\"DECIDE_REQUEST\",\"taskNo\":\"%s\",\"granted\":false,\"reason\":\"理由不足\"}"
                        .formatted(task));
        assertThat(request(task).isMissingNode()).isTrue();
    }

    @Test
    void requestsAreListedPageByPageToo() {
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            hub.pass(Duration.ofSeconds(1));
            CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
            hub.byDept(number, 1, new Command.RequestReturn(number.task(1), "R01", "不归我们", null));
            tasks.add(number.task(1).value());
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = browser.get("/api/pending?limit=1" + after).json();
            seen.addAll(page.path("requests").findValuesAsText("taskNo"));
            after = page.path("nextRequest").isNull()
                    ? ""
                    : "&afterRequest=" + page.path("nextRequest").asText();
        } while (!after.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(tasks);
    }

    @Test
    void aTaskThatDoesNotArriveIsToBeTelephoned() {
        CaseNumber number = hub.take(Reported.byHotline("噪声扰民").accepted());
        Command.Tasking lead = new Command.Tasking(
                "GA", Role.LEAD, hub.clocks.dues(hub.file(number).matter(), hub.now()));
        hub.by(Actor.person("坐席12"), number, new Command.DispatchCase(List.of(lead), "R-030"));
        String task = number.task(1).value();

        hub.pass(Duration.ofMinutes(29));
        assertThat(telephoned()).doesNotContain(task);
        hub.pass(Duration.ofMinutes(2));
        assertThat(telephoned()).contains(task);

        hub.by(Actor.HUB, number, new Command.ConfirmDelivery(number.task(1), "GA-1", null));
        assertThat(telephoned()).doesNotContain(task);
    }

    private List<String> telephoned() {
        return browser.get("/api/pending?limit=500").json().path("calls").findValuesAsText("taskNo");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=501,limit",
        "limit=viele,limit",
        "after=JN1,after",
        "after=JN20260707010188422,after",
        "afterRequest=x,afterRequest"
    })
    void aWrongPageIsAMistake(String query, String field) {
        Browser.Page page = browser.get("/api/pending?" + query);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.json().path("field").asText()).isEqualTo(field);
        assertThat(page.json().path("message").asText()).contains(field);
    }

    @Test
    void theFiguresOfAMonthAreRatesWithWhatTheyAreMadeOf() {
        Instant may = Instant.parse("2026-05-20T00:00:00Z");
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        hub.ledger
                .write(entry -> {
                    entry.evaluations().record(score(number.task(1), "CG", may, true, true, 1, 2));
                    entry.evaluations().record(score(number.task(2), "CG", may, false, null, 0, 4));
                    entry.evaluations().record(score(number.task(3), "SL", may, null, null, 0, null));
                    // on the last evening of May in China, although June has begun nowhere else
                    entry.evaluations()
                            .record(score(
                                    number.task(4), "CG", Instant.parse("2026-05-31T16:00:00Z"), true, true, 0, 1));
                    return true;
                })
                .join();

        JsonNode figures = browser.get("/api/figures?month=2026-05").json();
        assertThat(figures.path("month").asText()).isEqualTo("2026-05");
        JsonNode cg = figures.path("departments").path(0);
        assertThat(cg.path("deptName").asText()).isEqualTo("江宁区城市管理局");
        assertThat(cg.path("tasks").asLong()).isEqualTo(2);
        assertRate(cg.path("signedOnTime"), 0.5, 1, 2);
        assertRate(cg.path("doneOnTime"), 1, 1, 1);
        assertRate(cg.path("returned"), 0.5, 1, 2);
        assertRate(cg.path("satisfied"), 0.5, 1, 2);
        JsonNode sl = figures.path("departments").path(1);
        assertThat(sl.path("satisfied").path("rate").isNull()).isTrue();
        assertThat(sl.path("satisfied").path("denominator").asLong()).isZero();
        assertThat(browser.get("/api/figures?month=2020-01").json().path("departments"))
                .isEmpty();
        assertThat(browser.get("/api/figures").json().path("month").asText()).isEqualTo("2026-07");
    }

    @Test
    void aMonthThatIsNoneIsAMistake() {
        Browser.Page page = browser.get("/api/figures?month=2026-13");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.json().path("message").asText()).contains("month", "2026-07");
    }

    private static void assertRate(JsonNode rate, double value, long numerator, long denominator) {
        assertThat(rate.path("rate").asDouble()).isEqualTo(value);
        assertThat(rate.path("numerator").asLong()).isEqualTo(numerator);
        assertThat(rate.path("denominator").asLong()).isEqualTo(denominator);
    }

    private static EvaluationRecord score(
            TaskNumber task,
            String dept,
            Instant due,
            @Nullable Boolean signed,
            @Nullable Boolean done,
            int returns,
            @Nullable Integer satisfaction) {
        return new EvaluationRecord(
                task,
                dept,
                "LEAD",
                "050201",
                due,
                new EvaluationRecord.Reached(due, due, due, null, due),
                new EvaluationRecord.Due(due, null, due),
                new EvaluationRecord.Judged(signed, null, done),
                new EvaluationRecord.Counts(returns, 0, 1),
                satisfaction == null
                        ? EvaluationRecord.Visit.NONE
                        : new EvaluationRecord.Visit(true, "YES", satisfaction));
    }

    private JsonNode pending(String number) {
        return among("cases", "caseNo", number);
    }

    private JsonNode request(TaskNumber task) {
        return among("requests", "taskNo", task.value());
    }

    private JsonNode among(String list, String key, String wanted) {
        for (JsonNode one : browser.get("/api/pending?limit=500").json().path(list)) {
            if (one.path(key).asText().equals(wanted)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    private static long grown(JsonNode before, JsonNode after, String field) {
        return after.path(field).asLong() - before.path(field).asLong();
    }
}
