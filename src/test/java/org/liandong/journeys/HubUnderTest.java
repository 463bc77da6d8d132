package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Command;
import org.liandong.cases.Decision;
import org.liandong.cases.Dues;
import org.liandong.cases.Instruction;
import org.liandong.cases.Role;
import org.liandong.casework.CanonicalCase;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Clocks;
import org.liandong.hub.Hub;
import org.liandong.kit.ConnectorKit;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.StageRecord;
import org.liandong.ledger.TraceEntry;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The real hub, started once for a test class on free ports and an empty folder, with a clock that can be set. At the end
 * the chain of the trace must still hold.
 */
final class HubUnderTest implements BeforeAllCallback, AfterAllCallback {
    static {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("org.apache.cxf.transport.http.forceURLConnection", "true");
    }

    private static final List<String> TABLES = List.of(
            "raw_message", "inbox", "case_file", "trace WHERE source_message NOT LIKE 'outbox/%'", "outbox", "person");

    private final JourneyClock clock = new JourneyClock();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Map<String, Map<String, String>> settings = new HashMap<>();
    private final Map<String, byte[]> files = new HashMap<>();
    private final Map<String, Map<String, String>> words = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<String, String> addresses = new HashMap<>();
    private @Nullable Profile departments;
    private @Nullable StepRecorder watcher;
    private @Nullable Path district;
    private @Nullable ExternalBroker external;
    private int timerEvery;
    private boolean ledgerLost;
    private @Nullable Path folder;
    private @Nullable ConfigurableApplicationContext context;
    private @Nullable City city;
    private @Nullable Wire wire;
    private CitySettings.Ports ports = CitySettings.Ports.free();
    private @Nullable Secrets secrets;
    private int brokerPort;

    /** With nobody around it: whom it calls cannot be reached. */
    static HubUnderTest alone() {
        return new HubUnderTest();
    }

    /** Amid a simulated city whose departments work so. */
    static HubUnderTest inCity(Profile departments) {
        HubUnderTest hub = new HubUnderTest();
        hub.departments = departments;
        return hub;
    }

    /** With this line of a connector's file instead of its own. */
    HubUnderTest with(String connector, String key, String value) {
        settings.computeIfAbsent(connector, any -> new HashMap<>()).put(key, value);
        return this;
    }

    /** With these words in a connector's file instead of those. */
    HubUnderTest saying(String connector, String instead, String words) {
        settings.computeIfAbsent(connector, any -> new HashMap<>());
        this.words.computeIfAbsent(connector, any -> new HashMap<>()).put(instead, words);
        return this;
    }

    /** With this file in a connector's folder. */
    HubUnderTest holding(String connector, String file, byte[] content) {
        settings.computeIfAbsent(connector, any -> new HashMap<>());
        files.put(connector + "/" + file, content);
        return this;
    }

    /** Without this folder, which a test adds later. */
    HubUnderTest without(String connector) {
        missing.add(connector);
        return this;
    }

    /** With this value where connectors' files have a placeholder. */
    HubUnderTest reaching(String placeholder, String value) {
        addresses.put(placeholder, value);
        return this;
    }

    /** With the hub looking every second what time has come for; by default it does not, so that a clock may jump. */
    HubUnderTest withTimer() {
        timerEvery = 1;
        return this;
    }

    /** With this broker instead of the embedded one. */
    HubUnderTest besides(ExternalBroker broker) {
        external = broker;
        return this;
    }

    /** For the district that this folder describes instead of the shipped one. */
    HubUnderTest inDistrict(Path folder) {
        district = folder;
        return this;
    }

    /** With somebody who sees every step of every route. */
    HubUnderTest watchedBy(StepRecorder recorder) {
        watcher = recorder;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        Path own = Files.createTempDirectory("hub-under-test");
        folder = own;
        ports = new CitySettings.Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next());
        brokerPort = external == null ? FreePorts.next() : external.port();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--liandong.home=" + home(own),
                "--liandong.data=" + own.resolve("data"),
                "--camel.main.source-location-enabled=true",
                "--liandong.timer.every=" + timerEvery));
        if (external == null) {
            arguments.add("--liandong.broker.port=" + brokerPort);
        } else {
            arguments.add("--liandong.broker.url=" + broker());
            arguments.add("--liandong.broker.user=hub");
            arguments.add("--liandong.broker.password=" + ExternalBroker.HUB_PASSWORD);
            Files.createDirectories(own.resolve("data"));
            Files.writeString(
                    own.resolve("data/secrets.yaml"),
                    "senders: {XF: %s, WGT: %s}"
                            .formatted(ExternalBroker.BRIGADE_PASSWORD, ExternalBroker.TERMINALS_PASSWORD));
        }
        if (district != null) {
            arguments.add("--liandong.district=" + district);
        }
        exchanging(own.resolve("exchange.db"));
        // a test that wants alarms says how often to look
        addresses.putIfAbsent("liandong.alarms.every", "0");
        addresses(ports).forEach((name, address) -> arguments.add("--" + name + "=" + address));
        addresses.forEach((name, address) -> arguments.add("--" + name + "=" + address));
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Hub.class)
                .initializers(spring -> register((GenericApplicationContext) spring))
                .run(arguments.toArray(String[]::new));
        context = started;
        log.start();
        root().addAppender(log);
        URI address = URI.create("http://127.0.0.1:" + started.getEnvironment().getProperty("local.server.port"));
        Secrets known = Secrets.read(own.resolve("data/secrets.yaml"));
        secrets = known;
        wire = new Wire(address, known, clock);
        if (departments != null) {
            city = City.open(CitySettings.demo(address, broker(), known)
                    .listening(ports)
                    .exchangingIn(own.resolve("exchange.db"))
                    .working(departments)
                    .waiting(Duration.ofSeconds(10), Duration.ofMillis(200)));
        }
    }

    /** Civil affairs is there, if the test has no exchange database of its own. */
    private void exchanging(Path file) {
        addresses.putIfAbsent("MZ.url", City.exchange(file));
        addresses.putIfAbsent("MZ.user", "");
        addresses.putIfAbsent("MZ.password", "");
    }

    private void register(GenericApplicationContext spring) {
        spring.registerBean("journeyClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
        StepRecorder recorder = watcher;
        if (recorder != null) {
            spring.registerBean("stepRecorder", StepRecorder.class, () -> recorder);
        }
    }

    private static Map<String, String> addresses(CitySettings.Ports ports) {
        return Map.of(
                "NJ12345.url", "http://127.0.0.1:" + ports.hotline() + "/hotline/callback",
                "NJ12345.soapUrl", "http://127.0.0.1:" + ports.hotline() + "/services/hotline",
                "PANANJ.url", "http://127.0.0.1:" + ports.pananj() + "/pananj/status",
                "HB.url", "http://127.0.0.1:" + ports.hb(),
                "CG.url", "http://127.0.0.1:" + ports.cg() + "/services/receive");
    }

    /** The repository as it is, but for the connector settings that this test changes. */
    private Path home(Path own) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        if (settings.isEmpty()) {
            return here;
        }
        Path home = Files.createDirectory(own.resolve("home"));
        Files.createSymbolicLink(home.resolve("routes"), here.resolve("routes"));
        Files.createSymbolicLink(home.resolve("district"), here.resolve("district"));
        copy(here.resolve("connectors"), home.resolve("connectors"));
        for (String connector : missing) {
            FileSystemUtils.deleteRecursively(home.resolve("connectors").resolve(connector));
        }
        for (var added : files.entrySet()) {
            Files.write(home.resolve("connectors").resolve(added.getKey()), added.getValue());
        }
        for (var changed : settings.entrySet()) {
            Path file = home.resolve("connectors").resolve(changed.getKey()).resolve("connector.yaml");
            StringBuilder text = new StringBuilder();
            for (String line : Files.readAllLines(file)) {
                boolean replaced = changed.getValue().keySet().stream().anyMatch(key -> line.startsWith(key + ":"));
                text.append(replaced ? "" : line + "\n");
            }
            changed.getValue().forEach((key, value) -> text.append(key + ": " + value + "\n"));
            String all = text.toString();
            for (var word : words.getOrDefault(changed.getKey(), Map.of()).entrySet()) {
                assertThat(all).contains(word.getKey());
                all = all.replace(word.getKey(), word.getValue());
            }
            Files.writeString(file, all);
            checked(Objects.requireNonNull(file.getParent()));
        }
        return home;
    }

    /** What is not checked does not go to work. */
    static void checked(Path folder) {
        new ConnectorKit(Clock.systemUTC()).check(folder).mark().write(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext test) throws Exception {
        try {
            if (city != null) {
                city.close();
            }
            if (context != null && !ledgerLost) {
                assertThat(ledger().verifyTrace().findings())
                        .as("chain of the trace")
                        .isEmpty();
            }
        } finally {
            root().detachAppender(log);
            if (context != null) {
                context.close();
            }
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    JourneyClock clock() {
        return clock;
    }

    Wire wire() {
        return Objects.requireNonNull(wire);
    }

    City city() {
        return Objects.requireNonNull(city);
    }

    /** Where the hub calls the outside systems. */
    CitySettings.Ports ports() {
        return ports;
    }

    Secrets secrets() {
        return Objects.requireNonNull(secrets);
    }

    Path data() {
        return Objects.requireNonNull(folder).resolve("data");
    }

    URI broker() {
        return URI.create("tcp://127.0.0.1:" + brokerPort);
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return Objects.requireNonNull(context).getBean(name, type);
    }

    Ledger ledger() {
        return bean(Ledger.class);
    }

    /** From now on nothing can be written down any more. */
    void loseLedger() {
        ledgerLost = true;
        ledger().close();
    }

    /** What the hub wrote to its log, with the traces of what went wrong. */
    List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : "\n"
                                        + ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(
                                                event.getThrowableProxy())))
                .toList();
    }

    /** What happened in a case, in plain words. */
    List<String> actions(String caseOrTask) {
        return trace(caseOf(caseOrTask)).stream().map(StageRecord::action).toList();
    }

    /** The dispatch of a task as it stands in the outbox. */
    OutboxMessage dispatchOf(String task) {
        return letters(caseOf(task)).stream()
                .filter(letter -> letter.operation().equals("DISPATCH")
                        && ledger().read(view -> view.outbox().payload(letter.id()))
                                .orElseThrow()
                                .contains("\"" + task + "\""))
                .findFirst()
                .orElseThrow();
    }

    /** How the attempts to dispatch a task ended. */
    List<AttemptOutcome> attempts(String task) {
        long letter = dispatchOf(task).id();
        return ledger().read(view -> view.deliveries().attempts(letter)).stream()
                .map(Attempt::outcome)
                .toList();
    }

    /** The number of a task begins with that of its case. */
    static String caseOf(String caseOrTask) {
        return caseOrTask.contains("-") ? caseOrTask.substring(0, caseOrTask.lastIndexOf('-')) : caseOrTask;
    }

    CaseFile file(String caseNo) {
        return ledger().read(view -> CaseDesk.load(view, new CaseNumber(caseNo)))
                .orElseThrow();
    }

    /** The case that a peer knows by its own number. */
    String caseOf(String system, String externalNo) {
        return ledger().read(view -> view.cases().byReference(system, externalNo))
                .orElseThrow()
                .caseNo()
                .value();
    }

    /** The day had so many cases of the channel already: the next has the number after. */
    void casesOfTheDay(LocalDate day, Channel channel, int count) {
        ledger().write(entry -> {
                    for (int i = 0; i < count; i++) {
                        entry.cases().nextNumber(day, channel);
                    }
                    return count;
                })
                .join();
    }

    String state(String caseNo) {
        return file(caseNo).state().name();
    }

    /** As outsiders read it. */
    ObjectNode canonical(String caseNo) {
        return CanonicalCase.of(file(caseNo));
    }

    List<StageRecord> trace(String caseNo) {
        return ledger().read(view -> view.trace().of(new CaseNumber(caseNo))).stream()
                .map(TraceEntry::step)
                .toList();
    }

    /** Codes of the steps so far, for example C01_INTAKE. */
    List<String> stages(String caseNo) {
        return trace(caseNo).stream().map(StageRecord::stage).toList();
    }

    List<OutboxMessage> letters(String caseNo) {
        return ledger().read(view -> view.outbox().ofCase(new CaseNumber(caseNo)));
    }

    List<String> operations(String caseNo, String receiver) {
        return letters(caseNo).stream()
                .filter(letter -> letter.receiver().equals(receiver))
                .map(OutboxMessage::operation)
                .toList();
    }

    /** What is written in a letter, JSON. */
    JsonNode written(OutboxMessage letter) {
        String payload =
                ledger().read(view -> view.outbox().payload(letter.id())).orElseThrow();
        try {
            return JsonMapper.builder().build().readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many rows the ledger's file has of messages, cases, steps, letters and persons: a look past the hub's own code.
     * Steps that follow from deliveries are left out, since those go on meanwhile.
     */
    List<Long> rows() {
        List<Long> rows = new ArrayList<>();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("ledger.db"));
                Statement statement = file.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    rows.add(count.getLong(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What evaluation keeps of an assignment of a closed case. */
    record Judged(String dept, int returnsAsked, boolean signedInTime, boolean doneInTime, boolean visited) {}

    List<Judged> judged(String caseNo) {
        List<Judged> judged = new ArrayList<>();
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + data().resolve("ledger.db"));
                PreparedStatement statement = file.prepareStatement(
                        "SELECT dept, returns_asked, sign_on_time, done_on_time, visit_valid FROM evaluation_record"
                                + " WHERE case_no = ? ORDER BY task_no")) {
            statement.setString(1, caseNo);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    judged.add(new Judged(
                            row.getString(1), row.getInt(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)));
                }
            }
            return judged;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] raw(String rawId) {
        return ledger().read(view -> view.raw().bytes(rawId)).orElseThrow();
    }

    /** Gives a command as an operator; it must be carried out. */
    CaseFile operate(String caseNo, Command command) {
        Decision decision = decide(caseNo, command);
        assertThat(decision).as("%s of %s", command, caseNo).isInstanceOf(Decision.Done.class);
        return ((Decision.Done) decision).file();
    }

    /** An operator's dispatch with the department as the only one, and the clocks of the item. */
    Command dispatchTo(String caseNo, String department) {
        Dues dues = bean(Clocks.class).dues(file(caseNo).matter(), clock.instant());
        return new Command.DispatchCase(List.of(new Command.Tasking(department, Role.LEAD, dues)), "受理员指定");
    }

    Decision decide(String caseNo, Command command) {
        return bean(CaseDesk.class)
                .submit(
                        new CaseNumber(caseNo),
                        new Instruction(
                                command, Actor.person("chen"), clock.instant(), clock.instant(), "operator/test"))
                .join();
    }

    /** Waits until it is so. */
    static void until(String what, BooleanSupplier isSo) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(isSo::getAsBoolean);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
