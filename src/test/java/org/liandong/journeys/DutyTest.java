package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.delivery.Duty;

/** A receiver costs threads only while there is something for it. */
class DutyTest {
    @RegisterExtension
    static final HubUnderTest HUB =
            HubUnderTest.alone().with("departments/HB", "retry", "{first: 200ms, longest: 400ms}");

    private final Hotline hotline = new Hotline(HUB);

    @Test
    void aRouteBeginsWithALetterAndGoesOnWhileOneWaits() throws IOException {
        assertThat(status("dept.HB")).isEqualTo(ServiceStatus.Stopped);
        String task = dispatched("NJ-DUTY-HB");
        HubUnderTest.until("begun", () -> status("dept.HB") == ServiceStatus.Started);
        try (Duty strict = duty()) {
            strict.open(HUB.bean(CamelContext.class));
            strict.call("dept.HB");
            strict.call("channel.pananj");
            HubUnderTest.until("nothing for 平安南京", () -> status("channel.pananj") == ServiceStatus.Stopped);
            // nobody is there: the letter waits, and so does the route
            assertThat(status("dept.HB")).isEqualTo(ServiceStatus.Started);
        }
        try (RecordingSystem bureau = new RecordingSystem(
                HUB.ports().hb(), "application/json", "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}")) {
            assertThat(bureau.about(task).path()).contains("/tasks");
        }
    }

    @Test
    void aRouteThatHasEndedWhileALetterWaitsBeginsAgainByItself() throws Exception {
        dispatched("NJ-DUTY-CG", "CG");
        HubUnderTest.until("begun", () -> status("dept.CG") == ServiceStatus.Started);
        try (Duty strict = duty()) {
            strict.open(HUB.bean(CamelContext.class));
            HUB.bean(CamelContext.class).getRouteController().stopRoute("dept.CG");
            HubUnderTest.until("begun again", () -> status("dept.CG") == ServiceStatus.Started);
        }
    }

    @Test
    void aRouteThatHasEndedBeginsAgain() throws IOException {
        try (Duty strict = duty()) {
            strict.open(HUB.bean(CamelContext.class));
            strict.call("dept.WJ");
            strict.call("dept.XF");
            HubUnderTest.until("begun and ended", () -> status("dept.XF") == ServiceStatus.Stopped);
        }
        dispatched("NJ-DUTY-XF", "XF");
        HubUnderTest.until("begun", () -> status("dept.XF") == ServiceStatus.Started);
    }

    private static Duty duty() {
        return new Duty(HUB.ledger(), Duration.ofMillis(100));
    }

    private static ServiceStatus status(String route) {
        return HUB.bean(CamelContext.class).getRouteController().getRouteStatus(route);
    }

    private String dispatched(String orderNo) {
        return dispatched(orderNo, "HB");
    }

    private String dispatched(String orderNo, String department) {
        String caseNo = hotline.takes(Hotline.noiseOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }
}
