package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.Command;
import org.liandong.cases.TaskNumber;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connectors;
import org.liandong.ledger.Canary;
import org.liandong.ledger.DeliveryState;

/** A department that takes no canaries any more is not left with one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeftCanaryTest {
    private static final String SLOW = "{item: \"060103\", within: 1h}";

    @RegisterExtension
    static final HubUnderTest HUB =
            HubUnderTest.alone().with("departments/HB", "canary", SLOW).reaching("liandong.canary.every", "3600");

    @Test
    @Order(1)
    void nobodyIsToldToTelephoneAboutIt() {
        String task = EnvironmentBureau.leads(HUB, new Hotline(HUB).takes(Hotline.fumesOrder("NJ-CANARY-CALL")));
        HubUnderTest.until(
                "a canary waits", () -> toTheBureau().map(Canary::caseNo).isPresent());
        HUB.clock().ahead(Duration.ofMinutes(35));
        String calls = HUB.wire().operator("GET", "/api/pending", "").body();
        assertThat(calls)
                .contains(task)
                .doesNotContain(String.valueOf(toTheBureau().orElseThrow().caseNo()));
    }

    @Test
    @Order(2)
    void aRequestOfTheDepartmentAboutItWaitsForNoClerk() {
        String caseNo =
                Objects.requireNonNull(toTheBureau().orElseThrow().caseNo()).value();
        // read once, so that from now on it follows the trace
        assertThat(HUB.wire().operator("GET", "/api/pending", "").status()).isEqualTo(200);
        HUB.operate(caseNo, new Command.RequestReturn(new TaskNumber(caseNo + "-01"), "R01", "不归我管", null));
        assertThat(HUB.file(caseNo).assignments().get(0).state()).isEqualTo(AssignmentState.RETURN_REQUESTED);
        assertThat(HUB.wire().operator("GET", "/api/pending", "").body()).doesNotContain(caseNo);
    }

    @Test
    @Order(3)
    void whatIsUnderWayIsCalledBackWhenItsLineIsTakenOutOfTheFolder() throws IOException {
        try (RecordingSystem bureau = RecordingSystem.at(
                HUB.ports().hb(), "application/json", "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}")) {
            String caseNo =
                    Objects.requireNonNull(toTheBureau().orElseThrow().caseNo()).value();
            HubUnderTest.until("taken", () -> HUB.dispatchOf(caseNo + "-01").state() == DeliveryState.DONE);

            takeOutTheLine();

            bureau.about(caseNo + "-01/recall");
            assertThat(HUB.state(caseNo)).isEqualTo("CANCELLED");
            HubUnderTest.until("forgotten", () -> toTheBureau().isEmpty());
        }
    }

    private static Optional<Canary> toTheBureau() {
        List<Canary> underWay = HUB.ledger().read(view -> view.canaries().underWay());
        return underWay.stream().filter(one -> one.department().equals("HB")).findFirst();
    }

    private static void takeOutTheLine() throws IOException {
        Path folder = HUB.data().resolveSibling("home/connectors/departments/HB");
        Path file = folder.resolve("connector.yaml");
        String text = Files.readString(file);
        String without = text.replaceFirst("(?m)^canary: .*\\R", "");
        assertThat(without).isNotEqualTo(text);
        Files.writeString(file, without);
        String version = Connectors.loadOne(folder).connectors().get(0).version();
        new CheckMark(version, 1, 1, new CheckMark.Forced("韩工", "不再收探测件")).write(folder);
    }
}
