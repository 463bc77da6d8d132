package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connectors;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.OutboxMessage;

/** A department changes its form of messages: what it has already got goes on as it began. */
class FormerVersionTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .with("departments/HB", "retry", "{first: 200ms, factor: 2, longest: 500ms, giveUpAfter: 24h}");

    private static @Nullable RecordingSystem environment;

    private final Hotline hotline = new Hotline(HUB);

    @BeforeAll
    static void open() throws IOException {
        environment = new RecordingSystem(
                HUB.ports().hb(), "application/json", "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}");
    }

    @AfterAll
    static void close() {
        if (environment != null) {
            environment.close();
        }
    }

    @Test
    void anOldCaseKeepsTheVersionItWasSentWithAndANewOneGetsTheNew() throws IOException {
        String before = dispatched("NJ-FORM-BEFORE");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(before).state() == DeliveryState.DONE);
        change("operation.jslt", "{\n  \"taskNo\": .taskNo,", "{\n  \"form\": \"new\",\n  \"taskNo\": .taskNo,");
        String after = dispatched("NJ-FORM-AFTER");
        HubUnderTest.until("delivered", () -> HUB.dispatchOf(after).state() == DeliveryState.DONE);

        urge(before);
        urge(after);

        assertThat(urged(after)).contains("\"form\":\"new\"");
        assertThat(urged(before)).doesNotContain("\"form\"").contains(before);

        // whoever sends a letter again that was given up wants it as it would go today
        close();
        HUB.operate(HubUnderTest.caseOf(before), new Command.UrgeCase("第二次催办"));
        OutboxMessage second = HUB.letters(HubUnderTest.caseOf(before)).stream()
                .filter(letter -> letter.operation().equals("URGE"))
                .reduce((one, later) -> later)
                .orElseThrow();
        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(second.id(), "对方停机太久");
                    return entry.deliveries().revive(second.id());
                })
                .join();
        open();
        assertThat(urged(before)).contains("\"form\":\"new\"", "第二次催办");

        // that one only: the case goes on as it began
        HUB.operate(HubUnderTest.caseOf(before), new Command.UrgeCase("第三次催办"));
        HubUnderTest.until("the third", () -> urges(before).size() == 2);
        assertThat(urges(before).get(1)).contains("第三次催办").doesNotContain("\"form\"");
    }

    private String dispatched(String orderNo) {
        return EnvironmentBureau.leads(HUB, hotline.takes(Hotline.fumesOrder(orderNo)));
    }

    private static void urge(String task) {
        HUB.operate(HubUnderTest.caseOf(task), new Command.UrgeCase("居民再次来电,请加快"));
    }

    private static String urged(String task) {
        HubUnderTest.until("urged " + task, () -> !urges(task).isEmpty());
        return urges(task).get(0);
    }

    private static List<String> urges(String task) {
        return java.util.Objects.requireNonNull(environment).calls().stream()
                .filter(call -> call.path().endsWith(task + "/urge"))
                .map(RecordingSystem.Call::text)
                .toList();
    }

    private static void change(String file, String what, String by) throws IOException {
        Path folder = HUB.data().resolveSibling("home/connectors/departments/HB");
        Path mapping = folder.resolve(file);
        String text = Files.readString(mapping);
        assertThat(text).contains(what);
        Files.writeString(mapping, text.replace(what, by));
        String version = Connectors.loadOne(folder).connectors().get(0).version();
        new CheckMark(version, 1, 1, new CheckMark.Forced("韩工", "样例明天补")).write(folder);
        HubUnderTest.until("taken over", () -> HUB.logged().stream().anyMatch(line -> line.contains("连接器HB已换成新的一版")));
    }
}
