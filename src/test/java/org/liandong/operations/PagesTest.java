package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Resolution;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.OutboxMessage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OverHttp
class PagesTest {
    private static final Pattern WITHIN_A_LINE =
            Pattern.compile("</?(?:a|b|code|small|span|strong|time)(?:\\s[^>]*)?>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

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
    void theOverviewShowsTheWayTheCountsAndWhatWaits() {
        CaseNumber waiting = hub.take(Reported.byHotline("总览里的井盖"));
        hub.dispatched(Reported.byHotline("已派的井盖"));
        Browser.Page page = browser.page("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(words(page))
                .containsSubsequence("来件", "派遣", "签收", "办结", "回告", "考评", "未送达")
                .contains("数据截至 ", "按渠道", "12345热线", "按主办部门", "江宁区城市管理局", "按状态", "待街道受理")
                .contains("等人处理", "最新来件", "总览里的井盖", waiting.value())
                .containsPattern("数据截至 \\d\\d:\\d\\d:\\d\\d ");
        assertThat(page.body())
                .contains("lang=\"zh-CN\"", "href=\"#main\"", "id=\"main\"", "<label for=\"q\">")
                .contains("hx-get=\"/live\"", "hx-trigger=\"changed, every 30s\"")
                .contains("\"includeIndicatorStyles\":false");
    }

    @Test
    void thePartThatKeepsItselfUpToDateIsThePartAlone() {
        hub.take(Reported.byHotline("井盖破损"));
        Browser.Page part = browser.page("/live");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body().strip()).startsWith("<div id=\"live\"");
        assertThat(part.body()).doesNotContain("<html").contains("hx-get=\"/live\"");
        assertThat(words(part)).contains("数据截至");
    }

    @Test
    void aCaseTellsWhereItIsAndWhoHasItUntilWhen() {
        CaseNumber number = hub.dispatched(Reported.byHotline("路口井盖破损"));
        String page = words(browser.page("/cases/" + number));
        assertThat(page)
                .contains(number.value(), "路口井盖破损", "已派遣待签收", "等江宁区城市管理局签收,期限")
                .contains("王* 139****0003", "050201 井盖破损", "东山街道", "12345热线")
                .containsSubsequence("收到12345热线来件", "转东山街道受理", "东山街道受理", "推定", "派遣给江宁区城市管理局主办、江宁区水务局协办,经办人坐席12")
                .contains("应于", "前签收", "送达江宁区城市管理局");
    }

    @Test
    void theWayToldInFullWithLateAndImpliedSteps() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.pass(Duration.ofHours(3));
        hub.sign(number, 1, "李科长");
        hub.pass(Duration.ofDays(6));
        String overdue = words(browser.page("/cases/" + number));
        assertThat(overdue).contains("等江宁区城市管理局反馈办理结果,期限").containsPattern("期限\\S+ \\d\\d:\\d\\d 超期");
        hub.report(number, 1, "已更换井盖,联系人13912345678,身份证32011519000101002X");
        hub.report(number, 2, "已配合");
        hub.visit(number, false);

        String page = words(browser.page("/cases/" + number));
        assertThat(page)
                .containsPattern("江宁区城市管理局签收,签收人李科长 超期")
                .containsPattern("江宁区水务局签收 推定")
                .contains("江宁区城市管理局反馈办理结果:已解决,办理人张工", "已更换井盖,联系人139****5678")
                .contains("320115********002X")
                .contains("各部门均已反馈,待核查", "核查通过", "回访:未解决,不满意", "退回重办,新的办结期限")
                .contains("第1次重办")
                .doesNotContain("13912345678", "19000101");
    }

    @Test
    void requestsAreToldWithTheirReasonsAndWhoDecided() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.sign(number, 1, "李科长");
        hub.byDept(number, 1, new Command.RequestExtension(number.task(1), "E01", "需定制", 3, "WD"));
        assertThat(words(browser.page("/cases/" + number)))
                .contains("江宁区城市管理局申请延期3个工作日(E01工程施工)", "需定制", "江宁区城市管理局申请延期,等审核;计时不停");
        browser.command(
                number.value(),
                "{\"command\":\"DECIDE_REQUEST\",\"taskNo\":\"%s\",\"granted\":true,\"reason\":\"情况属实\"}"
                        .formatted(number.task(1)));
        assertThat(words(browser.page("/cases/" + number))).contains("同意江宁区城市管理局延期,办结期限延至", "情况属实");
    }

    @Test
    void whyTheCaseWentHereIsExplained() {
        CaseNumber number = hub.take(Reported.byHotline("井盖破损"));
        assertThat(words(browser.page("/cases/" + number)))
                .contains("为什么派到这里", "R-030第2版", "置信86%", "井盖由城管主办,水务协办", "属地明确,由街道(园区)受理")
                .contains("依据的情况", "事项 050201", "街道 东山街道", "层级 街道", "时令 汛期")
                .contains("没有采用的规则", "R-090第1版 不如R-030具体");
    }

    @Test
    void everyDeliveryTellsWhetherItArrived() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.ledger
                .write(entry -> {
                    List<OutboxMessage> messages = entry.outbox().ofCase(number);
                    for (OutboxMessage message : messages) {
                        long id = message.id();
                        if (message.receiver().equals("dept.SL")) {
                            entry.deliveries().begin(id, hub.now());
                            entry.deliveries().end(id, 1, AttemptOutcome.UNKNOWN, "30秒未应答", null, hub.now());
                        } else if (message.receiver().equals("dept.CG")) {
                            entry.deliveries().begin(id, hub.now());
                            entry.deliveries().end(id, 1, AttemptOutcome.DELIVERED, null, "CG-1", hub.now());
                        } else if (message.seq() == 1) {
                            entry.deliveries().bury(id, "渠道证书过期");
                        }
                    }
                    return true;
                })
                .join();
        assertThat(words(browser.page("/cases/" + number)))
                .containsPattern("江宁区水务局 派遣 \\S+ \\d\\d:\\d\\d 已发出、未收到回执、正在核对 1 30秒未应答")
                .containsPattern("江宁区城市管理局 派遣 \\S+ \\d\\d:\\d\\d 已送达 1 —")
                .containsPattern("渠道hotline 进展回告 \\S+ \\d\\d:\\d\\d 投递失败待人工处理 0 渠道证书过期");
    }

    @Test
    void aMergedCaseLeadsToTheOneItIsPartOf() {
        CaseNumber parent = hub.take(Reported.byPananj("PAN-1", "堵"));
        CaseNumber child =
                hub.take(Reported.byPananj("PAN-2", "又堵").withNotes(new QualityNote("Q-URL-IN-TEXT", "text", "去链接化")));
        browser.command(child.value(), "{\"command\":\"MERGE\",\"into\":\"%s\"}".formatted(parent));
        Browser.Page page = browser.page("/cases/" + child);
        assertThat(words(page)).contains("已并案", "已并入" + parent, "相似度91%", "系统建议/坐席确认");
        assertThat(page.body()).contains("href=\"/cases/" + parent + "\"");
        assertThat(words(browser.page("/cases/" + parent)))
                .contains("并入同一事项的反映1件(PAN-2)", "Q-URL-IN-TEXT text(第2条) 去链接化", "诉求人数 2");
    }

    @Test
    void whoAskedForSecrecyIsNotShownEvenMasked() {
        CaseNumber number = hub.take(Reported.byHotline("倾倒渣土").secret());
        assertThat(words(browser.page("/cases/" + number))).contains("诉求人 要求保密").doesNotContain("王*", "139****0003");
        CaseNumber anonymous = hub.take(Reported.byHotline("倾倒渣土").anonymous());
        assertThat(words(browser.page("/cases/" + anonymous))).contains("诉求人 匿名");
    }

    @Test
    void theSearchGoesToTheCaseListsSeveralOrSaysWhatItAccepts() {
        CaseNumber one = hub.take(Reported.byHotline("甲").numbered("BOTH-1"));
        CaseNumber other = hub.take(Reported.byPananj("BOTH-1", "乙"));
        Browser.Page direct = browser.page("/search?q=" + Browser.encoded(" " + one + "-01 "));
        assertThat(direct.status()).isEqualTo(302);
        assertThat(direct.header("Location")).endsWith("/cases/" + one);

        Browser.Page several = browser.page("/search?q=BOTH-1");
        assertThat(several.status()).isEqualTo(200);
        assertThat(words(several)).contains("编号“BOTH-1”对应2件办件", one.value(), other.value());

        Browser.Page none = browser.page("/search?q=NJ-nobody");
        assertThat(none.status()).isEqualTo(404);
        assertThat(words(none)).contains("没有找到“NJ-nobody”", "办件编号", "任务号", "12345工单号", "部门自己的编号");
        assertThat(none.body()).contains("value=\"NJ-nobody\"");

        Browser.Page blank = browser.page("/search?q=");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(words(blank)).contains("请输入要查的编号、电话或文字");
    }

    @Test
    void whatPeopleWriteIsNeverTakenForMarkup() {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        Reported report = Reported.byHotline(evil);
        report.content = evil;
        CaseNumber number = hub.dispatched(report);
        hub.report(number, 1, evil);
        for (String path : List.of(
                "/",
                "/live",
                "/cases/" + number,
                "/search?q=" + Browser.encoded(evil),
                "/cases/" + Browser.encoded("<b>x"))) {
            String body = browser.page(path).body();
            assertThat(body).as(path).doesNotContain("<script>alert", "<img", "<b>x");
        }
        assertThat(browser.page("/cases/" + number).body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void inEnglishWhatPeopleWriteStaysAsTheyWroteItAndIsNoMarkup() {
        Reported report = Reported.byHotline("已办结");
        report.content = "受理</p><script>alert(1)</script>";
        CaseNumber number = hub.dispatched(report);
        String body = browser.page("/cases/" + number + "?lang=en").body();
        assertThat(body)
                .contains(
                        "<html lang=\"en\"",
                        ">已办结</h1>",
                        ">受理&lt;/p&gt;&lt;script&gt;alert(1)",
                        "<span translate=\"no\"> 东山街道上元大街与金箔路路口</span>",
                        "<span translate=\"no\"> 王* 139****0003</span>",
                        "The way of the case")
                .doesNotContain("<script>alert", "办件经过");
        assertThat(browser.page("/cases/" + number + "?lang=tlh").body()).contains("<html lang=\"zh-CN\"", "办件经过");
        assertThat(browser.page("/nowhere?lang=en").body())
                .contains("<html lang=\"en\"")
                .doesNotContain("没有");
    }

    @Test
    void noPageHasInlineCodeOrReachesOutside() {
        CaseNumber number = hub.dispatched(Reported.byHotline("井盖破损"));
        hub.byDept(number, 1, new Command.RequestReturn(number.task(1), "R01", "电话13912345678", "GA"));
        hub.byDept(
                number,
                2,
                new Command.ReportDone(
                        number.task(2),
                        new Assignment.Report("13712345678", "好", null, Resolution.YES, List.of()),
                        null));
        for (String path : List.of("/", "/live", "/cases/" + number, "/search?q=x", "/nowhere")) {
            Browser.Page page = browser.page(path);
            String body = page.body();
            assertThat(body).as(path).doesNotContain(" style=", "<style", "javascript:", "13912345678", "13712345678");
            assertThat(Pattern.compile("<script(?![^>]* src=\"/)").matcher(body).find())
                    .as(path)
                    .isFalse();
            assertThat(Pattern.compile("<[^>]*\\son[a-z]+=").matcher(body).find())
                    .as(path)
                    .isFalse();
            assertThat(Pattern.compile("(?:src|href|action|hx-get)=\"(?:https?:)?//")
                            .matcher(body)
                            .find())
                    .as(path)
                    .isFalse();
            assertThat(Pattern.compile("(?<![0-9A-Za-z])1[3-9]\\d{9}(?!\\d)")
                            .matcher(body)
                            .find())
                    .as(path)
                    .isFalse();
            assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
        }
    }

    @Test
    void whatThePagesNeedIsServedByTheHubItself() {
        Matcher needed = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg))\"")
                .matcher(browser.page("/").body());
        List<String> paths = needed.results().map(found -> found.group(1)).toList();
        assertThat(paths).hasSize(4).anyMatch(path -> path.contains("htmx"));
        for (String path : paths) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(browser.get("/console/console.css").body()).doesNotContain("http", "@import");
    }

    @Test
    void whatIsNotThereIsSaidInPlainWords() {
        Browser.Page page = browser.page("/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(words(page)).contains("没有这一页", "请核对网址", "回到总览");
        Browser.Page unknown = browser.page("/cases/JN20260707010188422");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(words(unknown)).contains("没有找到“JN20260707010188422”");
        Browser.Page api = browser.get("/api/nowhere");
        assertThat(api.status()).isEqualTo(404);
        assertThat(api.json().path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(api.json().path("message").asText()).contains("请核对网址");
    }

    @Test
    void aFailureInsideIsOwnedUpToWithoutItsInnards() {
        Reported report = Reported.byHotline("井盖破损");
        report.explanation = "not JSON";
        CaseNumber number = hub.take(report);
        Browser.Page page = browser.page("/cases/" + number);
        assertThat(page.status()).isEqualTo(500);
        assertThat(words(page)).contains("枢纽内部出错", "已记入日志", "错误代码 500").doesNotContain("java", "Exception");
        Browser.Page api = browser.get("/api/cases/" + number + "/routing");
        assertThat(api.status()).isEqualTo(500);
        assertThat(api.json().path("code").asText()).isEqualTo("INTERNAL");
        assertThat(api.body()).doesNotContain("java", "Exception", "trace");
    }

    @Test
    void aProgramGetsJsonWhateverItAccepts() {
        Browser.Page page = browser.page("/api/nowhere");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.json().path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(browser.get("/nowhere").json().path("code").asText()).isEqualTo("NOT_FOUND");
    }

    /** What a reader sees: the text without the markup, blanks made one. */
    private static String words(Browser.Page page) {
        String flowing = WITHIN_A_LINE.matcher(page.body()).replaceAll("");
        return TAG.matcher(flowing).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }
}
