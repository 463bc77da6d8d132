package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.ledger.Alarm;

/** One task that runs out of time is its department's affair, twenty within the hour are everybody's. */
class OverdueWaveTest {
    private static final int WAVE = 20;

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().withTimer().reaching("liandong.alarms.every", "1");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aWaveOfOverdueTasksIsAnAlarmOfTheirDepartment() {
        HUB.clock().runFrom("2026-07-06T09:00:00+08:00");
        for (int i = 0; i < WAVE; i++) {
            dispatched("NJ-WAVE-" + i, "XF");
        }
        dispatched("NJ-ALONE", "SF");
        HUB.clock().ahead(Duration.ofDays(30));

        HubUnderTest.until(
                "the wave",
                () -> overdue().stream().anyMatch(alarm -> alarm.words().startsWith("一小时内有%d件到期没有办结".formatted(WAVE))));
        assertThat(overdue()).extracting(Alarm::subject).containsExactly("overdue/XF");
    }

    private static List<Alarm> overdue() {
        return HUB.ledger().read(view -> view.alarms().open()).stream()
                .filter(alarm -> alarm.kind().equals("OVERDUE"))
                .toList();
    }

    private void dispatched(String orderNo, String department) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        HubUnderTest.until(
                "delivered", () -> HUB.file(caseNo).lead().orElseThrow().deliveredAt() != null);
    }
}
