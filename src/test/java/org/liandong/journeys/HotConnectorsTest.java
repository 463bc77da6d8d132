package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connectors;
import org.liandong.kit.NewConnector;
import org.liandong.kit.NewConnector.Protocol;
import org.liandong.kit.NewConnector.Wish;
import org.liandong.ledger.AuditView;
import org.liandong.ledger.DeliveryState;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Secrets;

/** Folders come, change and go while the hub is at work. */
class HotConnectorsTest {
    private static final String TAKEN = "{\"code\":\"0\",\"data\":{\"deptTaskNo\":\"T-1\"}}";
    private static final RecordingSystem SYSTEM = system(FreePorts.next());

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .without("departments/GS")
            .without("departments/RS")
            .reaching("GS.url", SYSTEM.address() + "/gs")
            .with("departments/HB", "retry", "{first: 200ms, factor: 2, longest: 500ms, giveUpAfter: 24h}");

    private static @Nullable RecordingSystem environment;

    private final Hotline hotline = new Hotline(HUB);

    @BeforeAll
    static void open() {
        environment = system(HUB.ports().hb());
    }

    @AfterAll
    static void close() {
        SYSTEM.close();
        bureau().close();
    }

    private static RecordingSystem bureau() {
        return Objects.requireNonNull(environment);
    }

    @Test
    void aFolderThatIsAddedGetsWhatHasWaitedForIt() throws IOException {
        String task = dispatched("NJ-HOT-ADDED", "GS");
        assertThat(HUB.wire()
                        .call("POST", "/departments/GS/callbacks", Wire.JSON, new byte[] {'{', '}'}, Map.of())
                        .status())
                .isEqualTo(404);

        NewConnector.write(
                departments(), departments(), new Wish("GS", "12315投诉举报系统", Protocol.REST, Optional.empty()));
        HubUnderTest.until("not before it is checked", () -> page().contains("这一版还没有检验"));
        assertThat(SYSTEM.calls()).isEmpty();
        HubUnderTest.checked(departments().resolve("GS"));
        assertThat(SYSTEM.about(task).path()).startsWith("/gs/");
        HubUnderTest.until("on the page", () -> page().contains("12315投诉举报系统"));

        String secret = Secrets.read(HUB.data().resolve("secrets.yaml")).of("GS");
        byte[] callback =
                new EnvironmentBureau(HUB).callback(task, "SIGN").toString().getBytes(StandardCharsets.UTF_8);
        Answer answer = HUB.wire()
                .call(
                        "POST",
                        "/departments/GS/callbacks",
                        Wire.JSON,
                        callback,
                        Wire.proof("GS", secret, Long.toString(HUB.clock().millis()), callback));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(HUB.actions(task)).contains("签收");
    }

    @Test
    void aMappingThatChangesIsUsedFromThenOnAndNothingIsLostMeanwhile() throws Exception {
        String before = dispatched("NJ-HOT-BEFORE", "HB");
        assertThat(bureau().about(before).text()).doesNotContain("\"hot\"");

        AtomicBoolean enough = new AtomicBoolean();
        List<Integer> heard = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                EnvironmentBureau bureau = new EnvironmentBureau(HUB);
                heard.add(bureau.says(bureau.callback(before, "PROGRESS").put("opinion", "正在处理"))
                        .status());
            }
        });
        replaceIn("HB/dispatch.jslt", "{\n", "{\n  \"hot\": \"now\",\n");
        HubUnderTest.until("not before somebody answers for it", () -> page().contains("这一版还没有检验"));
        forced("HB", "韩工", "环保升级窗口只到今晚,样例明天补");
        HubUnderTest.until("taken over", () -> HUB.logged().stream().anyMatch(line -> line.contains("连接器HB已换成新的一版")));
        assertThat(page()).contains("没有通过检验,由韩工决定上线: 环保升级窗口只到今晚,样例明天补");
        String version = Connectors.loadOne(departments().resolve("HB"))
                .connectors()
                .get(0)
                .version();
        List<AuditView.Decided> decisions =
                HUB.ledger().read(view -> view.audit().about("HB@" + version));
        assertThat(decisions).singleElement().satisfies(decided -> {
            assertThat(decided.action()).isEqualTo("CONNECTOR_FORCED");
            assertThat(decided.actor()).isEqualTo("韩工");
        });
        String after = dispatched("NJ-HOT-AFTER", "HB");
        assertThat(bureau().about(after).text()).contains("\"hot\":\"now\"");
        enough.set(true);
        caller.join();
        assertThat(heard).hasSizeGreaterThan(10).containsOnly(200);
    }

    @Test
    void aVersionThatIsBrokenLeavesTheOneBeforeAtWorkAndIsSaid() throws IOException {
        Path file = departments().resolve("CG/connector.yaml");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("title:", "titel:"));
        HubUnderTest.until("said", () -> page().contains("在用,仍是改动前的版本"));
        assertThat(page()).contains("缺少 title");
        assertThat(HUB.wire()
                        .call("GET", "/services/receive?wsdl", "", new byte[0], Map.of())
                        .status())
                .isLessThan(500);

        Files.writeString(file, good);
        HubUnderTest.until("well again", () -> !page().contains("仍是改动前的版本"));
    }

    @Test
    void aFolderThatIsRemovedLeavesItsLettersWaiting() throws Exception {
        Path folder = departments().resolve("HB");
        HubUnderTest.until(
                "at work",
                () -> new EnvironmentBureau(HUB)
                                .says(new EnvironmentBureau(HUB).callback("JN20260709010200116-01", "SIGN"))
                                .status()
                        != 503);
        Path away = Files.createTempDirectory("away").resolve("HB");
        move(folder, away);
        HubUnderTest.until("removed", () -> HUB.logged().stream().anyMatch(line -> line.contains("连接器HB已撤下")));
        assertThat(new EnvironmentBureau(HUB).signs("JN20260709010200116-01").status())
                .isEqualTo(503);
        String task = dispatched("NJ-HOT-REMOVED", "HB");

        move(away, folder);
        bureau().about(task);
        HubUnderTest.until(
                "delivered",
                () -> HUB.letters(caseOf(task)).stream()
                        .filter(letter -> letter.receiver().equals("dept.HB"))
                        .allMatch(letter -> letter.state() == DeliveryState.DONE));
    }

    @Test
    void aDepartmentWithAQueueGetsItsAccountAndItsQueues() throws Exception {
        String task = dispatched("NJ-HOT-QUEUE", "RS");
        HubUnderTest.checked(NewConnector.write(
                departments(), departments(), new Wish("RS", "劳动监察投诉系统", Protocol.QUEUE, Optional.empty())));
        HubUnderTest.until("taken over", () -> HUB.logged().stream().anyMatch(line -> line.contains("连接器RS已接入")));
        String secret = Secrets.read(HUB.data().resolve("secrets.yaml")).of("RS");
        try (ActiveMQConnectionFactory factory =
                        new ActiveMQConnectionFactory(HUB.broker().toString());
                Connection connection = factory.createConnection("RS", secret);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            try (MessageConsumer consumer = session.createConsumer(session.createQueue("exchange.RS.out"))) {
                Message message = consumer.receive(20_000);
                assertThat(((TextMessage) message).getText()).contains(task);
            }
        }
    }

    private static Path departments() {
        return HUB.data().resolveSibling("home/connectors/departments");
    }

    private static String page() {
        return HUB.wire().page("/connectors").body();
    }

    private static void replaceIn(String file, String what, String by) throws IOException {
        Path path = departments().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        int at = text.indexOf(what);
        Files.writeString(path, text.substring(0, at) + by + text.substring(at + what.length()));
    }

    /** A mapping that says more than its samples does not pass; somebody answers for it. */
    private static void forced(String department, String by, String reason) {
        Path folder = departments().resolve(department);
        String version = Connectors.loadOne(folder).connectors().get(0).version();
        new CheckMark(version, 1, 1, new CheckMark.Forced(by, reason)).write(folder);
    }

    private static void move(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static RecordingSystem system(int port) {
        try {
            return new RecordingSystem(port, "application/json", TAKEN);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String dispatched(String orderNo, String department) {
        String caseNo = hotline.takes(Hotline.fumesOrder(orderNo));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, department));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static String caseOf(String task) {
        return task.substring(0, task.lastIndexOf('-'));
    }
}
