package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.CaseNumber;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RepairRun;
import org.liandong.operations.AccountRole;

/** What does not go on by itself is put right at the page: after seeing what comes of it, one or many, and never twice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "breaker", "{failures: 1000, open: 1s}")
            .with("departments/HB", "retry", "{first: 200ms, factor: 1, longest: 200ms, giveUpAfter: 24h}");

    private static final String TAKEN = "{\"code\":0,\"data\":{\"bizNo\":\"HB-1\"}}";
    private static final Pattern RUN = Pattern.compile("/trouble/runs/(\\d+)");

    private final Hotline hotline = new Hotline(HUB);
    private Map<String, String> grid = Map.of();
    private Map<String, String> clerk = Map.of();

    @BeforeAll
    void signIn() {
        grid = People.signedIn(HUB, "grid", AccountRole.GRID);
        clerk = People.signedIn(HUB, "clerk", AccountRole.CLERK);
    }

    @Test
    void lettersOfOneCauseAreOneLineAndAreSentAgainAfterAPreview() throws IOException {
        List<String> tasks =
                List.of(dead("NJ-TROUBLE-1", "连不上对方系统: 10.1.2.3"), dead("NJ-TROUBLE-2", "连不上对方系统: 10.1.2.4"));
        assertThat(get("/trouble"))
                .contains("送不到的", "环境信访投诉系统", "连不上对方系统: 10.1.2.3")
                .doesNotContain("10.1.2.4");
        String cause = "连不上对方系统: #.#.#.#";
        String letters = get("/trouble/letters?of=dept.HB&state=DEAD&cause=" + People.encoded(cause));
        assertThat(letters).contains("环境信访投诉系统 2条", HubUnderTest.caseOf(tasks.get(0)), "重发", "跳过", "人工办结");

        String preview = preview("DEAD", cause, "RESEND", "对方修好了", "all", List.of());
        assertThat(preview).contains("2条: 派遣2条,关系2件", "每分钟至多600条", "对方修好了", "就这样做");
        tasks.forEach(task -> assertThat(state(task)).as("nothing is done yet").isEqualTo(DeliveryState.DEAD));

        try (RecordingSystem bureau = new RecordingSystem(HUB.ports().hb(), "application/json", TAKEN)) {
            long run = begin(preview, grid);
            tasks.forEach(task -> HubUnderTest.until("delivered", () -> state(task) == DeliveryState.DONE));
            HubUnderTest.until("it is over", () -> run(run).state() == RepairRun.State.DONE);
            for (String task : tasks) {
                assertThat(bureau.calls())
                        .filteredOn(call -> call.text().contains(task))
                        .hasSize(1);
            }
            assertThat(get("/trouble/runs/" + run)).contains("已重新交出", "已送达", "2 / 2", "grid");
        }
        assertThat(HUB.ledger()
                        .read(view -> view.audit().page(AuditView.Wanted.ALL, Long.MAX_VALUE, 9))
                        .toString())
                .contains("REPAIR_RESEND");
    }

    @Test
    void whatIsSkippedLetsTheLaterOnesGo() {
        String task = dead("NJ-TROUBLE-SKIP", "跳过的缘故");
        CaseNumber number = new CaseNumber(HubUnderTest.caseOf(task));
        long later = HUB.ledger()
                .write(entry ->
                        entry.outbox().add("dept.HB", number, "URGE", "{}").id())
                .join();
        String preview = preview("DEAD", "跳过的缘故", "SKIP", "任务已改派", "all", List.of());
        assertThat(preview).contains("跳过后对方不会收到任务", "同一件后面还有1条等着");
        begin(preview, grid);
        HubUnderTest.until("skipped", () -> state(task) == DeliveryState.REFUSED);
        HubUnderTest.until(
                "the later one is tried",
                () -> !HUB.ledger()
                        .read(view -> view.deliveries().attempts(later))
                        .isEmpty());
        assertThat(HUB.dispatchOf(task).reason()).isEqualTo("grid跳过: 任务已改派");
    }

    @Test
    void whatWasSettledOutsideIsDeliveredForTheCaseToo() {
        String task = dead("NJ-TROUBLE-HAND", "人工的缘故");
        begin(preview("DEAD", "人工的缘故", "BY_HAND", "传真回执2026-118,接听人周工", "all", List.of()), clerk);
        HubUnderTest.until("settled", () -> state(task) == DeliveryState.DONE);
        assertThat(HUB.dispatchOf(task).reason()).contains("clerk人工办结", "传真回执2026-118");
        assertThat(HUB.file(HubUnderTest.caseOf(task)).lead().orElseThrow().deliveredAt())
                .isNotNull();
    }

    @Test
    void whatIsLaidAsideIsNoTroubleUntilItsTime() {
        String task = dead("NJ-TROUBLE-ASIDE", "搁置的缘故");
        begin(preview("DEAD", "搁置的缘故", "SHELVE", "等对方系统上线", "all", List.of()), grid);
        HubUnderTest.until("laid aside", () -> get("/trouble").contains("grid: 等对方系统上线"));
        assertThat(group("搁置的缘故")).contains("已经没有了");
        assertThat(state(task)).isEqualTo(DeliveryState.DEAD);
        HUB.clock().ahead(java.time.Duration.ofDays(7).plusMinutes(1));
        grid = HUB.wire().signedIn("grid", People.CHOSEN);
        clerk = HUB.wire().signedIn("clerk", People.CHOSEN);
        assertThat(group("搁置的缘故")).contains("环境信访投诉系统 1条");
    }

    @Test
    void aChannelThatMissedSeveralStepsLearnsWhereTheCaseStandsNow() {
        CaseNumber number = new CaseNumber(hotline.takes(Hotline.fumesOrder("NJ-TROUBLE-SYNC")));
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            steps.add(HUB.ledger()
                    .write(entry -> entry.outbox()
                            .add("channel.PANANJ", number, "STATUS", "{}")
                            .id())
                    .join());
        }
        HUB.ledger()
                .write(entry -> {
                    steps.forEach(step -> entry.deliveries().bury(step, "同步的缘故"));
                    return true;
                })
                .join();
        begin(preview("channel.PANANJ", "DEAD", "同步的缘故", "RESYNC", "对方丢了几天的数据", "picked", List.of(steps.get(0))), grid);
        HubUnderTest.until(
                "the older ones are given up",
                () -> letter(steps.get(0)).state() == DeliveryState.REFUSED
                        && letter(steps.get(1)).state() == DeliveryState.REFUSED);
        assertThat(letter(steps.get(2)).round()).as("the latest goes").isGreaterThan(1);
    }

    @Test
    void whatCouldNotBeReadIsReadAgainWhenItsCaseIsThere() {
        Answer early = hotline.event("NJ-TROUBLE-EARLY", "E1", "URGE", "content", "请尽快");
        assertThat(early.said("outcome")).isEqualTo("QUARANTINED");
        String shelf = get("/trouble");
        assertThat(shelf).contains("来了、读不懂的");
        String link = shelf.replaceAll("(?s).*href=\"(/trouble/messages[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(get(link)).contains("重读").doesNotContain("重发");
        String cause =
                java.net.URLDecoder.decode(link.replaceAll(".*cause=", ""), java.nio.charset.StandardCharsets.UTF_8);

        hotline.takes(Hotline.fumesOrder("NJ-TROUBLE-EARLY"));
        long run = begin(preview("NJ12345", "QUARANTINED", cause, "REREAD", "工单到了", "all", List.of()), grid);
        HubUnderTest.until("it is over", () -> run(run).state() == RepairRun.State.DONE);
        assertThat(get("/trouble/runs/" + run)).contains("已登记", "办件进展");
        assertThat(get("/trouble")).doesNotContain("来了、读不懂的");
    }

    @Test
    void manyNeedASecondPersonAndCanBePausedAndStopped() {
        CaseNumber number = new CaseNumber(hotline.takes(Hotline.fumesOrder("NJ-TROUBLE-MANY")));
        HUB.ledger()
                .write(entry -> {
                    for (int i = 0; i < 60; i++) {
                        long id = entry.outbox()
                                .add("dept.HB", number, "URGE", "{}")
                                .id();
                        entry.deliveries().bury(id, "许多的缘故");
                    }
                    return true;
                })
                .join();
        String preview = preview("dept.HB", "DEAD", "许多的缘故", "SKIP", "演练产生的", "all", List.of());
        assertThat(preview).contains("60条: 催办60条,关系1件", "要另一个人同意");
        long run = begin(preview, grid);
        assertThat(run(run).state()).isEqualTo(RepairRun.State.PROPOSED);

        post("/trouble/runs/" + run + "/approve", grid);
        assertThat(run(run).state()).as("not by the same person").isEqualTo(RepairRun.State.PROPOSED);
        post("/trouble/runs/" + run + "/approve", clerk);
        assertThat(run(run).approvedBy()).isEqualTo("clerk");
        HubUnderTest.until("it has begun", () -> done(run) > 0);
        post("/trouble/runs/" + run + "/pause", grid);
        long paused = done(run);
        assertThat(run(run).state()).isEqualTo(RepairRun.State.PAUSED);
        post("/trouble/runs/" + run + "/resume", grid);
        HubUnderTest.until("it goes on", () -> done(run) > paused);
        post("/trouble/runs/" + run + "/stop", grid);
        long stopped = done(run);
        assertThat(run(run).state()).isIn(RepairRun.State.STOPPED, RepairRun.State.DONE);
        assertThat(get("/trouble/runs/" + run)).contains("已跳过").doesNotContain("接着做");
        assertThat(done(run)).isEqualTo(stopped);
    }

    @Test
    void whoeverChoosesNothingOrSaysNoReasonIsTold() {
        dead("NJ-TROUBLE-WRONG", "填错的缘故");
        assertThat(preview("DEAD", "填错的缘故", "RESEND", "x", "picked", List.of())).contains("一条也没有选");
        assertThat(preview("DEAD", "填错的缘故", "RESEND", " ", "all", List.of())).contains("请写明原因");
        assertThat(preview("DEAD", "填错的缘故", "", "x", "all", List.of())).contains("请选做什么");
    }

    @Test
    void aLetterThatHasGoneOnMeanwhileIsLeftAsItIs() {
        String task = dead("NJ-TROUBLE-LATE", "迟了的缘故");
        String preview = preview("DEAD", "迟了的缘故", "SKIP", "x", "all", List.of());
        HUB.ledger()
                .write(entry ->
                        entry.deliveries().settleByHand(HUB.dispatchOf(task).id(), "先办了"))
                .join();
        long run = begin(preview, grid);
        HubUnderTest.until("it is over", () -> run(run).state() == RepairRun.State.DONE);
        assertThat(get("/trouble/runs/" + run)).contains("没有动: 它已送达");
        assertThat(state(task)).isEqualTo(DeliveryState.DONE);
    }

    private String dead(String orderNo, String reason) {
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder(orderNo)));
        long letter = HUB.dispatchOf(task).id();
        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(letter, reason);
                    return true;
                })
                .join();
        return task;
    }

    private static DeliveryState state(String task) {
        return HUB.dispatchOf(task).state();
    }

    private static OutboxMessage letter(long id) {
        return HUB.ledger().read(view -> view.outbox().find(id)).orElseThrow();
    }

    private static RepairRun run(long id) {
        return HUB.ledger().read(view -> view.repairs().run(id)).orElseThrow();
    }

    private static long done(long run) {
        return HUB.ledger().read(view -> view.repairs().progress(run)).done();
    }

    private String group(String cause) {
        return get("/trouble/letters?of=dept.HB&state=DEAD&cause=" + People.encoded(cause));
    }

    private String get(String path) {
        return People.get(HUB, path, grid).body();
    }

    private void post(String path, Map<String, String> who) {
        assertThat(People.post(HUB, path, "x=x", who).status()).isEqualTo(302);
    }

    private String preview(String state, String cause, String verb, String reason, String which, List<Long> items) {
        return preview("dept.HB", state, cause, verb, reason, which, items);
    }

    private String preview(
            String of, String state, String cause, String verb, String reason, String which, List<Long> items) {
        String form = "of=%s&state=%s&cause=%s&verb=%s&reason=%s&pace=600&which=%s%s"
                .formatted(
                        of,
                        state,
                        People.encoded(cause),
                        verb,
                        People.encoded(reason),
                        which,
                        items.stream().map(item -> "&item=" + item).collect(Collectors.joining()));
        return People.post(HUB, "/trouble/preview", form, grid).body();
    }

    /** Sends the form of the preview as it is. */
    private long begin(String preview, Map<String, String> who) {
        String form = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
                .matcher(preview)
                .results()
                .filter(field -> !field.group(1).equals("_csrf"))
                .map(field -> field.group(1) + "=" + People.encoded(field.group(2)))
                .collect(Collectors.joining("&"));
        // the same number twice is one message
        String again = Pattern.compile("&item=\\d+")
                .matcher(form)
                .results()
                .findFirst()
                .map(found -> found.group())
                .orElse("");
        Answer answer = People.post(HUB, "/trouble/runs", form + again, who);
        Matcher run = RUN.matcher(String.valueOf(answer.headers().get("location")));
        assertThat(run.find()).as(preview).isTrue();
        return Long.parseLong(run.group(1));
    }
}
