package org.liandong.journeys;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.DeliveryState;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.openqa.selenium.Keys;

/** The pages as people use them, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "breaker", "{failures: 3, open: 1s}")
            .with("departments/HB", "retry", "{first: 200ms, factor: 1, longest: 200ms, giveUpAfter: 24h}")
            .reaching("liandong.alarms.every", "1");

    private static final String TAKEN = "{\"code\":0,\"data\":{\"bizNo\":\"HB-1\"}}";
    private static final String GRID = "Eyes on every route 1";

    private final Hotline hotline = new Hotline(HUB);

    @BeforeAll
    void someCases() {
        for (int i = 0; i < 4; i++) {
            hotline.takes(Hotline.fumesOrder("NJ-BROWSER-" + i));
        }
    }

    @Test
    void theGridOfficesDay() throws IOException {
        String first =
                HUB.bean(AccountDesk.class).open(new AccountDesk.Wanted("grid", "网格办", AccountRole.GRID, ""), "test");
        try (Chromium browser = Chromium.at(HUB)) {
            theGridOfficesDay(browser, first);
        }
    }

    private void theGridOfficesDay(Chromium browser, String first) throws IOException {
        // the first sign-in: the password that was told is good for choosing another
        browser.open("/login");
        browser.check("login");
        browser.signIn("grid", first);
        browser.sees("改口令");
        browser.check("password");
        browser.element("[name=former]").sendKeys(first);
        browser.type(Keys.TAB, GRID, Keys.TAB, GRID, Keys.ENTER);
        browser.sees("口令已改");
        browser.signIn("grid", GRID);
        browser.sees("办件经过");
        browser.check("overview");

        // a department is away: the board says so, and so does an alarm
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-BROWSER-AWAY")));
        browser.follow("线路");
        browser.sees("连不上对方系统");
        browser.check("routes");
        browser.open("/alarms");
        browser.sees("环境信访投诉系统");
        browser.press("我来处理");
        browser.sees("grid,");
        browser.check("alarms");

        // it is held back, tried, and let go when it is there again
        browser.open("/routes");
        browser.follow("环境信访投诉系统");
        browser.press("测试连接");
        browser.sees("拒绝连接");
        browser.element("[name=reason]").sendKeys("对方今晚升级");
        browser.press("暂停");
        browser.sees("已暂停(grid: 对方今晚升级)");
        browser.check("route");
        try (RecordingSystem bureau = new RecordingSystem(HUB.ports().hb(), "application/json", TAKEN)) {
            browser.press("恢复投递");
            browser.sees("已恢复");
            HubUnderTest.until(
                    "the task arrives",
                    () -> bureau.calls().stream().anyMatch(call -> call.text().contains(task)));
        }
        browser.open("/storage");
        browser.check("storage");
        browser.open("/connectors");
        browser.check("connectors");
        browser.open("/codes");
        browser.check("codes");
    }

    @Test
    void whatDoesNotGoOnByItselfIsPutRight() throws IOException {
        People.signedIn(HUB, "clerk", AccountRole.CLERK);
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-BROWSER-STUCK")));
        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(HUB.dispatchOf(task).id(), "重试已超过PT24H仍未成功: 对方系统繁忙(HTTP 503)");
                    return true;
                })
                .join();
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("clerk", People.CHOSEN);
            own.follow("疑难");
            own.check("trouble");
            own.follow("重试已超过PT24H仍未成功: 对方系统繁忙(HTTP 503)");
            own.choose("重发");
            own.choose("这一缘故的全部");
            own.element("[name=reason]").sendKeys("对方恢复了");
            own.check("trouble-group");
            own.press("先看会怎样");
            own.sees("1条: 派遣1条,关系1件");
            own.check("trouble-preview");
            own.press("就这样做");
            own.sees("已重新交出");
            own.sees("已做完");
            own.check("trouble-run");
        }
    }

    @Test
    void whatHappensShowsOnAnOpenPageAtOnce() throws IOException {
        People.signedIn(HUB, "onlooker", AccountRole.GRID);
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("onlooker", People.CHOSEN);
            long before = HUB.ledger().<Long>read(view -> view.tallies().value("flow/IN"));
            HubUnderTest.until("as it is", () -> own.shows(".way .count", "%d".formatted(before)));
            hotline.takes(Hotline.fumesOrder("NJ-BROWSER-SHOWN"));
            // untold it would look again after half a minute; no wait here is as long
            HubUnderTest.until("as it is now", () -> own.shows(".way .count", "%d".formatted(before + 1)));
        }
    }

    @Test
    void whoReadsEnglishSaysSoOnce() throws IOException {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BROWSER-ENGLISH"));
        People.signedIn(HUB, "visitor", AccountRole.GRID);
        try (Chromium own = Chromium.at(HUB)) {
            own.open("/login");
            own.follow("English");
            own.sees("Sign in");
            own.signIn("visitor", People.CHOSEN);
            own.sees("Overview");
            own.check("overview-english");
            own.open("/cases/" + caseNo);
            own.check("case-english");
            own.open("/routes");
            own.check("routes-english");
            // the part that renews itself is English, too
            hotline.takes(Hotline.fumesOrder("NJ-BROWSER-ENGLISH-MORE"));
            own.sees("Each one");
            own.follow("中文");
            own.sees("每一条");
        }
    }

    @Test
    void anOperatorLooksACaseUp() throws IOException {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BROWSER-LOOKUP"));
        People.signedIn(HUB, "seat", AccountRole.SEAT);
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("seat", People.CHOSEN);
            own.element("#q").sendKeys("NJ-BROWSER-LOOKUP" + Keys.ENTER);
            own.sees(caseNo);
            own.check("case");
            own.element("#q").sendKeys("NJ-NOWHERE" + Keys.ENTER);
            own.sees("NJ-NOWHERE");
            own.check("search");
        }
    }

    @Test
    void aClerkAcceptsAndDispatches() throws IOException {
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-BROWSER-ACT"));
        People.signedIn(HUB, "dispatcher", AccountRole.CLERK);
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("dispatcher", People.CHOSEN);
            own.open("/cases/" + caseNo);
            own.press("受理");
            own.sees("已办理,办件现为");
            own.check("case-act");
            own.press("派遣");
            own.sees("已派遣");
            org.assertj.core.api.Assertions.assertThat(HUB.state(caseNo)).isEqualTo("DISPATCHED");
        }
    }

    @Test
    void aClerkReadsTheMessageBeneathAStep() throws IOException {
        hotline.takes(Hotline.fumesOrder("NJ-BROWSER-BENEATH"));
        People.signedIn(HUB, "reader", AccountRole.CLERK);
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("reader", People.CHOSEN);
            own.element("#q").sendKeys("NJ-BROWSER-BENEATH" + Keys.ENTER);
            own.sees("办件经过");
            own.element("a.beneath").click();
            own.sees("原文,个人信息遮蔽");
            own.check("message");
            own.element("[name=purpose]").sendKeys("核对来电人");
            own.press("看完整的");
            own.sees("原文,含个人信息");
        }
    }

    @Test
    void aDepartmentRepairsItsOwn() throws IOException {
        String task = EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder("NJ-BROWSER-OWN")));
        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(HUB.dispatchOf(task).id(), "对方系统繁忙");
                    return true;
                })
                .join();
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("HB", HUB.secrets().of("HB"));
            own.sees("等着送给你们的");
            own.check("department");
            own.press("重发");
            own.sees("已重发");
            HubUnderTest.until("it goes again", () -> HUB.dispatchOf(task).state() != DeliveryState.DEAD);
            own.open("/inbox");
        }
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn("SF", HUB.secrets().of("SF"));
            own.open("/inbox");
            own.check("inbox");
        }
        List.of("admin", "auditor").forEach(this::looksAround);
    }

    private void looksAround(String who) {
        People.signedIn(HUB, who + ".browser", who.equals("admin") ? AccountRole.ADMIN : AccountRole.AUDITOR);
        try (Chromium own = Chromium.at(HUB)) {
            own.signIn(who + ".browser", People.CHOSEN);
            own.open(who.equals("admin") ? "/accounts" : "/audit");
            own.check(who.equals("admin") ? "accounts" : "audit");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
