package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.simulator.FreePorts;

/** A platform linked both ways: it gets tasks and reports events of its own, and nothing goes round in circles (reference §4.8). */
class GovernancePlatformTest {
    private static final String OF_OUR_TASK = "ZZ20260708000777";
    private static final RecordingSystem PLATFORM = platform();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone().reaching("ZZW.url", PLATFORM.address());

    private final Hotline hotline = new Hotline(HUB);

    @AfterAll
    static void close() {
        PLATFORM.close();
    }

    @Test
    void anEventOfThePlatformBecomesACaseAndItHearsOfIt() {
        String caseNo = reports("ZZ-OWN-1");
        RecordingSystem.Call status = PLATFORM.about("\"eventId\":\"ZZ-OWN-1\"");
        assertThat(status.path()).isEqualTo("/api/events/status");
        assertThat(status.text()).contains("\"source\":\"JNHUB\"", "\"sourceNo\":\"" + caseNo + "\"");

        int steps = HUB.trace(caseNo).size();
        Answer echo = sends("""
                {"message":"STATUS","source":"JNHUB","eventId":"ZZ-OWN-1","sourceNo":"%s","pushNo":"P-1","content":"已受理"}
                """.formatted(caseNo));
        assertThat(echo.said("outcome")).isEqualTo("ECHO");
        assertThat(echo.said("caseNo")).isEqualTo(caseNo);
        assertThat(HUB.trace(caseNo)).hasSize(steps);

        assertThat(sends("""
                {"message":"URGE","eventId":"ZZ-OWN-1","pushNo":"P-2","content":"业主再次反映"}
                """).said("outcome")).isEqualTo("EVENT");
        assertThat(HUB.actions(caseNo)).contains("催办:业主再次反映");
    }

    @Test
    void aTaskOfTheHubsThatThePlatformReportsIsNoNewCase() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-ZZW-TASK"));
        String task = dispatched(caseNo);
        assertThat(PLATFORM.about(task).text()).contains("\"ownEventId\":null");
        HubUnderTest.until("delivered", () -> HUB.actions(caseNo).contains("送达部门系统"));
        int steps = HUB.trace(caseNo).size();

        for (String sign : List.of(
                "\"eventId\":\"ZZ-NEW-1\",\"sourceNo\":\"" + caseNo + "\"",
                "\"eventId\":\"ZZ-NEW-2\",\"sourceTaskNo\":\"" + task + "\"",
                "\"eventId\":\"" + OF_OUR_TASK + "\"")) {
            Answer answer = sends(report(sign));
            assertThat(answer.said("outcome")).as(sign).isEqualTo("ECHO");
            assertThat(answer.said("caseNo")).as(sign).isEqualTo(caseNo);
            assertThat(sends(report(sign)).body()).as("again").isEqualTo(answer.body());
        }
        assertThat(HUB.trace(caseNo)).hasSize(steps);
        assertThat(sends(report("\"eventId\":\"ZZ-NEW-3\",\"sourceNo\":\"JN20200101050000001\""))
                        .said("outcome"))
                .as("a number that is none of ours")
                .isEqualTo("CASE");
    }

    @Test
    void itsOwnEventComesBackToItAsATaskUnderItsOwnNumber() {
        String caseNo = reports("ZZ-OWN-2");
        String task = dispatched(caseNo);
        assertThat(PLATFORM.about("\"sourceTaskNo\":\"" + task).text()).contains("\"ownEventId\":\"ZZ-OWN-2\"");
    }

    @Test
    void statusesThatOvertakeEachOtherAreTakenByTheirTime() {
        String caseNo = hotline.takes(Hotline.noiseOrder("NJ-ZZW-ORDER"));
        String task = dispatched(caseNo);
        PLATFORM.about(task);
        pushes(task, "P-3", "40", 20, "\"result\":\"双方达成调解协议,停车费按原标准执行\",\"solved\":\"YES\"");
        pushes(task, "P-1", "10", 1, "\"remark\":\"\"");
        pushes(task, "P-2", "20", 5, "\"remark\":\"已电话联系双方\"");
        assertThat(HUB.actions(caseNo)).contains("签收", "首次联系诉求人", "反馈办理结果");
        assertThat(HUB.file(caseNo).lead().orElseThrow().doneAt()).isNotNull();
    }

    private void pushes(String task, String number, String status, int minute, String more) {
        Answer answer =
                HUB.wire().post("ZZW", "/departments/ZZW/statuses", """
                {"pushNo":"%s","source":"JNHUB","sourceTaskNo":"%s","eventId":"ZZ-X","operator":"孙某","status":"%s",\
                "changedAt":"2026-07-09T20:%02d:00+08:00",%s}
                """.formatted(number, task, status, minute, more));
        assertThat(answer.said("outcome")).as(answer.body()).isEqualTo("EVENT");
    }

    private static String reports(String eventId) {
        Answer answer = sends(report("\"eventId\":\"" + eventId + "\""));
        assertThat(answer.said("outcome")).as(answer.body()).isEqualTo("CASE");
        return answer.said("caseNo");
    }

    private static String report(String numbers) {
        return """
                {"message":"REPORT",%s,"type":"矛盾纠纷/物业","level":"3","title":"物业与业主因停车费发生争执",\
                "content":"业主反映物业擅自涨停车费并锁车,双方多次争执,请调处。","reportedAt":"2026-07-09T18:40:00+08:00",\
                "place":{"street":"秣陵街道","address":"秣陵街道托乐嘉花园贵邻居3栋","lng":118.7967,"lat":31.9371,"crs":"CGCS2000"}}
                """.formatted(numbers);
    }

    private static Answer sends(String message) {
        return HUB.wire().post("ZZW", "/channels/governance/events", message);
    }

    private static String dispatched(String caseNo) {
        if (HUB.state(caseNo).startsWith("PENDING_S") || HUB.state(caseNo).startsWith("PENDING_DISTRICT")) {
            HUB.operate(
                    caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        }
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "ZZW"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static RecordingSystem platform() {
        try {
            return new RecordingSystem(
                    FreePorts.next(),
                    "application/json",
                    "{\"code\":\"0\",\"data\":{\"eventId\":\"" + OF_OUR_TASK + "\"}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
