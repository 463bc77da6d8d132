package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.Canary;
import org.liandong.ledger.OutboxMessage;
import org.liandong.operations.AccountRole;

/** A canary that sticks is given up, cleared away, and told of. */
class LostCanaryTest {
    private static final String SOON = "{item: \"060103\", within: 2s}";

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "canary", SOON)
            .with("departments/CG", "canary", SOON)
            .with("departments/XF", "canary", SOON)
            .reaching("liandong.canary.every", "3600")
            .reaching("liandong.alarms.every", "1");

    private static @Nullable RecordingSystem silent;

    /** It takes tasks and says nothing more; 城管 is away altogether. */
    @BeforeAll
    static void open() {
        silent = RecordingSystem.at(
                HUB.ports().hb(), "application/json", "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}");
    }

    @AfterAll
    static void close() {
        if (silent != null) {
            silent.close();
        }
    }

    private static Optional<Canary> lost(String department) {
        List<Canary> ended = HUB.ledger().read(view -> view.canaries().lastEndedOfEachWay());
        return ended.stream()
                .filter(one -> one.department().equals(department) && one.isLost())
                .findFirst();
    }

    private static List<Alarm> alarms(String subject) {
        List<Alarm> open = HUB.ledger().read(view -> view.alarms().open());
        return open.stream()
                .filter(alarm ->
                        alarm.kind().equals("CANARY") && alarm.subject().equals(subject))
                .toList();
    }

    @Test
    void whoTakesItAndDoesNotAnswerIsNamedAndTheTaskCalledBack() {
        HubUnderTest.until(
                "lost", () -> lost("HB").isPresent() && !alarms("route/HB").isEmpty());
        Canary canary = lost("HB").orElseThrow();
        assertThat(canary.trouble()).contains("收下了", "没有答复");
        assertThat(canary.reached().deliveredAt()).isNotNull();
        assertThat(alarms("route/HB").get(0).words()).contains("探测件没有走通");
        // whoever was given the task hears that it is over
        java.util.Objects.requireNonNull(silent).about(canary.caseNo() + "-01/recall");
    }

    @Test
    void whatDidNotArriveIsNotKeptForAnyone() {
        HubUnderTest.until(
                "lost", () -> lost("CG").isPresent() && !alarms("route/CG").isEmpty());
        Canary canary = lost("CG").orElseThrow();
        assertThat(canary.trouble()).contains("没有收下");
        HubUnderTest.until(
                "let go",
                () -> letters(canary).stream()
                        .filter(letter -> letter.receiver().equals("dept.CG"))
                        .allMatch(letter -> letter.state().isSettled()));
        Map<String, String> clerk = People.signedIn(HUB, "clerk", AccountRole.CLERK);
        assertThat(People.get(HUB, "/trouble", clerk).body()).doesNotContain(String.valueOf(canary.caseNo()));
    }

    private static List<OutboxMessage> letters(Canary canary) {
        return HUB.ledger().read(view -> view.outbox().ofCase(java.util.Objects.requireNonNull(canary.caseNo())));
    }
}
