package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.security.crypto.Sm3;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Profile;

/** Every shipped route and template is loaded, and no step stands in a route that no message ever takes. */
class RoutesTest {
    private static final Profile QUICK = Profile.quick(20260710L);
    private static final BoundaryFerry FERRY = new BoundaryFerry();
    private static final FileServers SERVERS = new FileServers(Map.of("NL", "secret"));
    private static final RecordingSystem TOKENS = tokens();
    private static final StepRecorder STEPS = new StepRecorder();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.inCity(QUICK)
            .saying("departments/MZ", "every: 30s", "every: 100ms")
            .reaching("AJ.url", TOKENS.address())
            .reaching("AJ.tokenUrl", TOKENS.address() + "/oauth/token")
            .reaching("AJ.client", "hub")
            .reaching("AJ.secret", "secret")
            .reaching("NL.url", SERVERS.url())
            .reaching("NL.user", "NL")
            .reaching("NL.password", "secret")
            .reaching("NL.hostKey", SERVERS.hostKey())
            .saying("departments/NL", "every: 60s", "every: 100ms")
            .reaching("GA.url", FERRY.url())
            .with("departments/GA", "retry", "{first: 200ms}")
            .watchedBy(STEPS);

    @Test
    void everyRouteAndTemplateOfTheFilesIsLoaded() throws IOException {
        CamelContext camel = HUB.bean(CamelContext.class);
        Set<String> loaded = new TreeSet<>();
        camel.getRoutes().forEach(route -> loaded.add(route.getRouteId()));
        ((ModelCamelContext) camel)
                .getRouteTemplateDefinitions().stream()
                        .map(RouteTemplateDefinition::getId)
                        .forEach(loaded::add);
        assertThat(loaded).containsAll(written("routes", ".camel.yaml", "(?m)^ {4}id: (\\S+)"));
        assertThat(loaded).containsAll(written("connectors/kamelets", ".kamelet.yaml", "(?m)^ {2}name: (\\S+)"));
    }

    @Test
    void everyConnectorHasItsRoutes() {
        CamelContext camel = HUB.bean(CamelContext.class);
        assertThat(camel.getRoutes())
                .extracting(Route::getRouteId)
                .contains(
                        "12345.orders",
                        "12345-legacy.orders",
                        "pananj.reports",
                        "pananj.transfers",
                        "grid.events",
                        "grid.batches",
                        "grid.actions",
                        "grid.outcomes",
                        "grid.photos",
                        "HB.callbacks",
                        "CG.feedback",
                        "XF.feedback",
                        "dept.HB",
                        "dept.CG",
                        "dept.XF",
                        "channel.12345",
                        "channel.12345-legacy",
                        "channel.pananj",
                        "evaluation");
        assertThat(camel.getRoutes()).allSatisfy(route -> {
            boolean delivers = route.getRouteId().matches("(dept|channel)\\..*");
            assertThat(camel.getRouteController().getRouteStatus(route.getRouteId()))
                    .as(route.getRouteId())
                    // who has had no letter yet is not at work
                    .isIn(ServiceStatus.Started, delivers ? ServiceStatus.Stopped : ServiceStatus.Started);
        });
    }

    @Test
    void everyStepIsTaken() throws Exception {
        channelsAndDepartments();
        aDepartmentThatCannotBeReached();
        aTerminal();
        aServerWithFiles();
        aSystemThatWantsATokenFirst();
        aFerryThatIsAskedUntilItKnows();
        aQueueThatBringsWhatCannotBeTaken();
        aTableThatIsAway();

        assertThat(STEPS.steps()).hasSizeGreaterThan(40);
        for (String file : List.of(
                "intake",
                "delivery",
                "terminal",
                "evaluation",
                "rest",
                "soap",
                "queue",
                "jdbc",
                "sftp",
                "ferry",
                "inbox",
                "rest-oauth2")) {
            assertThat(STEPS.steps()).anyMatch(step -> step.startsWith(file + "."));
        }
        assertThat(STEPS.neverTaken()).isEmpty();
    }

    private static void aFerryThatIsAskedUntilItKnows() {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-STEPS-GA"));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "GA"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("written", () -> !FERRY.waiting(task).isEmpty());
        String name = FERRY.waiting(task).get(0);
        FERRY.acknowledges(name, FERRY.fetches(name), 0, "");
        HubUnderTest.until(
                "acknowledged", () -> FERRY.names("sent").stream().anyMatch(file -> file.startsWith("acknowledged/")));
    }

    private static void aTableThatIsAway() {
        exchange("ALTER TABLE T_JN_FEEDBACK_IN RENAME TO ELSEWHERE");
        try {
            HubUnderTest.until("said", () -> HUB.logged().stream().anyMatch(line -> line.contains("前置库读不了")));
        } finally {
            exchange("ALTER TABLE ELSEWHERE RENAME TO T_JN_FEEDBACK_IN");
        }
    }

    private static void aServerWithFiles() throws IOException {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-STEPS-NL"));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "NL"));
        String task = HUB.file(caseNo).lead().orElseThrow().task().value();
        HubUnderTest.until("written", () -> !SERVERS.written("NL", task).isEmpty());
        SERVERS.puts("NL", "feedback_1.csv", "任务号\t操作\t承办人\r\n" + task + "\t签收\t何某\r\n");
        HubUnderTest.until(
                "put away", () -> SERVERS.names("NL", "out").stream().anyMatch(name -> name.startsWith("done/")));
        SERVERS.stop();
        HubUnderTest.until("said", () -> logged("文件取不了"));
    }

    private static void aSystemThatWantsATokenFirst() throws IOException {
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-STEPS-AJ"));
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "AJ"));
        TOKENS.about(HUB.file(caseNo).lead().orElseThrow().task().value());
        TOKENS.close();
    }

    private static RecordingSystem tokens() {
        try {
            return new RecordingSystem(
                    FreePorts.next(), "application/json", "{\"access_token\":\"t\",\"code\":0,\"data\":{}}");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void exchange(String sql) {
        try (Connection file = DriverManager.getConnection(
                        "jdbc:sqlite:" + HUB.data().resolveSibling("exchange.db") + "?busy_timeout=5000");
                Statement statement = file.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void channelsAndDepartments() {
        Hotline hotline = new Hotline(HUB);
        HUB.wire().post("NJ12345", "/services/12345", Wire.SOAP_GBK, Examples.bytes("ch-12345-2-soap-gbk-dirty.xml"));
        for (String dept : List.of("HB", "CG", "XF", "MZ", "SF")) {
            String caseNo = hotline.takes(Hotline.noiseOrder("NJ-STEPS-" + dept));
            HUB.operate(
                    caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
            HUB.operate(caseNo, HUB.dispatchTo(caseNo, dept));
            HubUnderTest.until("closed", () -> {
                if (HUB.state(caseNo).equals("FEEDBACK_DONE")) {
                    HUB.decide(caseNo, new Command.VerifyFeedback(true, "现场核查属实", null));
                }
                return HUB.state(caseNo).equals("CLOSED");
            });
            HubUnderTest.until("judged", () -> !HUB.judged(caseNo).isEmpty());
        }
        assertThat(HUB.wire()
                        .order("{\"head\": {\"timestamp\": \"1\", \"sign\": \"\"}, \"body\": {}}")
                        .status())
                .isEqualTo(401);
    }

    private static void aDepartmentThatCannotBeReached() {
        HUB.city().department("HB").behave(Conduct.DOWN);
        String caseNo = new Hotline(HUB).takes(Hotline.noiseOrder("NJ-STEPS-DOWN"));
        EnvironmentBureau.leads(HUB, caseNo);
        HubUnderTest.until(
                "tried in vain",
                () -> HUB.letters(caseNo).stream()
                        .filter(letter -> letter.receiver().equals("dept.HB"))
                        .flatMap(letter ->
                                HUB.ledger().read(view -> view.deliveries().attempts(letter.id())).stream())
                        .anyMatch(attempt -> attempt.endedAt() != null));
        HUB.city().department("HB").work(QUICK);
    }

    private static void aTerminal() {
        HUB.wire().post("WGT", "/channels/grid/events", Grid.report("steps-1", "垃圾"));
        assertThat(HUB.wire()
                        .get("WGT", "/channels/grid/outcomes", "deviceNo=WGT-320115003-0102&after=0")
                        .json()
                        .path("outcomes"))
                .isNotEmpty();
        byte[] photo = "photo".getBytes(StandardCharsets.UTF_8);
        assertThat(HUB.wire()
                        .call(
                                "PUT",
                                "/channels/grid/photos/" + Sm3.hex(photo),
                                "image/jpeg",
                                photo,
                                HUB.wire().proof("WGT", photo))
                        .said("outcome"))
                .isEqualTo("STORED");
    }

    /** At last the ledger is gone: what a queue brings then goes back into it. */
    private static void aQueueThatBringsWhatCannotBeTaken() throws Exception {
        try (FireBrigadeQueue brigade = new FireBrigadeQueue(HUB)) {
            brigade.says("", Map.of());
            HubUnderTest.until("set aside", () -> logged("死信队列"));
            HUB.loseLedger();
            brigade.says("{\"id\": \"steps-late\"}", Map.of());
            HubUnderTest.until("put back", () -> logged("已退回队列"));
        }
    }

    private static boolean logged(String words) {
        return HUB.logged().stream().anyMatch(line -> line.contains(words));
    }

    private static Set<String> written(String folder, String ending, String pattern) throws IOException {
        Set<String> ids = new TreeSet<>();
        try (var files = Files.list(Path.of(folder))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(ending)).toList()) {
                Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
                while (matcher.find()) {
                    ids.add(matcher.group(1));
                }
            }
        }
        assertThat(ids).isNotEmpty();
        return ids;
    }
}
