package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Hold;
import org.liandong.operations.AccountRole;

/** The grid office sees how every route stands, holds one back and lets it go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteBoardTest {
    @RegisterExtension
    static final HubUnderTest HUB =
            HubUnderTest.alone().with("departments/HB", "breaker", "{failures: 1000, open: 1s}");

    private static final String TAKEN = "{\"code\":0,\"data\":{\"bizNo\":\"HB-1\"}}";

    private final Hotline hotline = new Hotline(HUB);
    private Map<String, String> office = Map.of();

    @BeforeAll
    void signIn() {
        office = People.signedIn(HUB, "grid", AccountRole.GRID);
    }

    @AfterEach
    void letGo() {
        post("/routes/HB/resume", "", office);
    }

    @Test
    void aPausedDepartmentGetsNothingUntilItIsLetGoAndThenEverythingOnce() throws IOException {
        assertThat(post("/routes/HB/pause", "reason=" + People.encoded("对方今晚升级"), office)
                        .status())
                .isEqualTo(302);
        assertThat(page("/routes/HB")).contains("已暂停(grid: 对方今晚升级)", "恢复投递");
        try (RecordingSystem system = new RecordingSystem(HUB.ports().hb(), "application/json", TAKEN)) {
            String task = dispatched("NJ-BOARD-PAUSED");
            HubUnderTest.until(
                    "the letter is parked", () -> HUB.dispatchOf(task).parked());
            assertThat(HUB.attempts(task)).isEmpty();
            assertThat(page("/routes")).contains("已暂停(grid: 对方今晚升级)");
            // as long as a person holds it back nobody loses patience
            HUB.clock().ahead(Duration.ofHours(30));

            post("/routes/HB/resume", "", office);

            HubUnderTest.until("it is called", () -> HUB.dispatchOf(task).state() != DeliveryState.PENDING);
            assertThat(system.calls())
                    .filteredOn(call -> call.text().contains(task))
                    .hasSize(1);
            assertThat(HUB.dispatchOf(task).state()).isEqualTo(DeliveryState.DONE);
            office = HUB.wire().signedIn("grid", People.CHOSEN);
            // the clock is an hour and more ahead of whatever was tried before
            HubUnderTest.until("it is counted", () -> page("/routes/HB").contains("一小时内试过</dt><dd>送到1次,没有送到0次"));
        }
        assertThat(HUB.ledger().read(view -> view.audit().about("route/HB")).stream()
                        .map(AuditView.Decided::action)
                        .toList())
                .contains("ROUTE_PAUSED", "ROUTE_RESUMED");
    }

    @Test
    void aDrainedDepartmentGetsWhatIsThereAndWhatComesWaits() {
        String there = dispatched("NJ-BOARD-THERE");
        HubUnderTest.until("it is tried", () -> !HUB.attempts(there).isEmpty());
        post("/routes/HB/drain", "reason=upgrade", office);
        String late = dispatched("NJ-BOARD-LATE");
        HubUnderTest.until("the late one is parked", () -> HUB.dispatchOf(late).parked());
        assertThat(page("/routes/HB")).contains("正在排空,还剩");
        int round = HUB.dispatchOf(there).round();
        HUB.clock().ahead(Duration.ofMinutes(30));
        HubUnderTest.until(
                "what was there goes again", () -> HUB.dispatchOf(there).round() > round);
        assertThat(HUB.attempts(late)).isEmpty();
    }

    @Test
    void theBoardSaysWhatIsWrongInOneSentence() {
        dispatched("NJ-BOARD-CUT");
        HubUnderTest.until("it is said", () -> {
            HUB.clock().ahead(Duration.ofSeconds(30));
            return page("/routes/live").contains("连不上对方系统");
        });
        String board = page("/routes");
        assertThat(board).contains("环境信访投诉系统", "收件箱", "还没有写地址", "要处理", "近一小时");
        assertThat(page("/routes/12345")).contains("最近来件", "七天来件");
        assertThat(get("/routes/nobody").status()).isEqualTo(404);
    }

    @Test
    void nobodyHoldsBackWithoutAReason() {
        Answer answer = post("/routes/HB/pause", "reason=++", office);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("请写明原因");
        assertThat(HUB.ledger().<List<Hold>>read(view -> view.routes().holds())).isEmpty();
        assertThat(post("/routes/HB/pause", "reason=" + "x".repeat(201), office).body())
                .contains("不能超过200字");
    }

    @Test
    void whoFetchesIsNotHeldBack() {
        assertThat(page("/routes/grid")).doesNotContain("暂停");
        assertThat(post("/routes/grid/pause", "reason=x", office).status()).isEqualTo(404);
        assertThat(page("/routes/grid")).doesNotContain("断路器");
    }

    private String dispatched(String orderNo) {
        return EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder(orderNo)));
    }

    private String page(String path) {
        return get(path).body();
    }

    private Answer get(String path) {
        return People.get(HUB, path, office);
    }

    private static Answer post(String path, String form, Map<String, String> session) {
        return People.post(HUB, path, form, session);
    }
}
