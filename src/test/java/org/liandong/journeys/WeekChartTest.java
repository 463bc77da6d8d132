package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.RoutesView.Hour;
import org.liandong.operations.AccountRole;

/** The grid office sees a route's week hour by hour against what is usual, and in which hours it was otherwise. */
class WeekChartTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int DAYS = 21;
    private static final String ROUTE = RouteHealth.in("pananj");

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    @Test
    void aWeekIsDrawnWithItsRhythmAndItsNumbersStandBelow() throws IOException {
        Instant now = HUB.clock().instant().truncatedTo(ChronoUnit.HOURS);
        HUB.ledger()
                .write(entry -> {
                    for (int hour = DAYS * 24; hour > 0; hour--) {
                        Instant at = now.minus(Duration.ofHours(hour));
                        // two days ago it refused what came for an afternoon
                        boolean bad = hour > 44 && hour < 50;
                        long usual = usual(at);
                        entry.routes().count(new Hour(ROUTE, at, bad ? 2 : usual, bad ? usual : usual / 40));
                    }
                    return true;
                })
                .join();
        HUB.clock().ahead(Duration.ofHours(1));
        HUB.bean(RouteHealth.class).keep();
        People.signedIn(HUB, "watcher", AccountRole.GRID);
        try (Chromium browser = Chromium.at(HUB)) {
            browser.signIn("watcher", People.CHOSEN);
            browser.open("/routes/pananj");
            browser.sees("七天来件");
            assertThat(browser.element("figure.chart canvas").getSize().getWidth())
                    .isPositive();
            assertThat(browser.element("figure.chart .u-legend").getText()).contains("收下", "没有收下", "平时");
            browser.element("details summary").click();
            browser.sees("平时约");
            browser.check("route-week");
        }
    }

    private static long usual(Instant at) {
        int hour = at.atZone(CHINA).getHour();
        return hour < 7
                ? 6
                : Math.round(40 + 35 * Math.sin((hour - 7) * Math.PI / 15)) + at.getEpochSecond() / 3600 % 9;
    }

    /** On a hub's first day that is all there is. */
    @Test
    void theHourThatIsNotOverIsDrawnTooAtADeskAndOnATelephone() throws IOException {
        Instant now = HUB.clock().instant().truncatedTo(ChronoUnit.HOURS);
        HUB.ledger()
                .write(entry -> {
                    entry.routes().count(new Hour(RouteHealth.in("grid"), now, 64, 0));
                    return true;
                })
                .join();
        People.signedIn(HUB, "newcomer", AccountRole.GRID);
        try (Chromium browser = Chromium.at(HUB)) {
            browser.signIn("newcomer", People.CHOSEN);
            browser.open("/routes/grid");
            browser.sees("共64条");
            HubUnderTest.until("its bar is drawn", () -> browser.drawn("figure.chart canvas", "--accent") > 0);
            browser.check("route-first-day");
            browser.onATelephone();
            browser.open("/routes/grid");
            HubUnderTest.until("its bar is drawn", () -> browser.drawn("figure.chart canvas", "--accent") > 0);
            // the days stand below it, not the numbers at its side alone
            assertThat(browser.drawnBelow("figure.chart canvas", 0.77)).isTrue();
        }
    }
}
