package org.liandong.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.kit.ConnectorKit.Target;
import org.liandong.security.Credentials;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Department;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;

/** The kit against the simulated bureaus, which serve as systems' places for tests. */
class WireTrialsTest {
    private static final Path DEPARTMENTS = Path.of("connectors/departments");

    private final ConnectorKit kit = new ConnectorKit(Clock.systemUTC());

    @TempDir
    Path folder = Path.of("");

    private City city = unopened();
    private Credentials credentials = Credentials.madeUp("HB");

    @BeforeEach
    void open() throws Exception {
        Path secrets = folder.resolve("secrets.yaml");
        credentials = Credentials.loadOrCreate(secrets, Set.of("NJ12345", "PANANJ", "WGT", "HB", "CG", "XF"));
        city = City.open(CitySettings.demo(URI.create("http://127.0.0.1:9"), null, Secrets.read(secrets))
                .working(Profile.quick(1)));
    }

    @SuppressWarnings("NullAway") // opened before each test
    private static City unopened() {
        return null;
    }

    @AfterEach
    void close() throws Exception {
        city.close();
    }

    @Test
    void aSystemThatKeepsItsWordPasses() {
        Department bureau = city.department("HB");
        KitReport report = against("HB", base(bureau));

        assertThat(report.trials()).filteredOn(trial -> !trial.isPassed()).isEmpty();
        assertThat(wire(report)).hasSize(7);
        assertThat(report.mark().trials()).isEqualTo(report.trials().size() - 7);
        assertThat(bureau.effects().values()).containsOnly(1).hasSize(2);
    }

    @Test
    void soapIsSpokenAsTheHubSpeaksIt() {
        Department bureau = city.department("CG");
        KitReport report = against("CG", bureau.address().toString());

        assertThat(report.trials()).filteredOn(trial -> !trial.isPassed()).isEmpty();
        assertThat(bureau.effects().values()).containsOnly(1);
    }

    @Test
    void aSystemThatWantsNameAndPasswordGetsThoseThatTheHubHas() throws Exception {
        try (ComplaintService service = new ComplaintService("jn_hub", "rs-secret")) {
            Path home = DEPARTMENTS.resolve("RS");
            KitReport right = kit.check(home, account(service, "rs-secret"));
            KitReport wrong = kit.check(home, account(service, "outdated"));

            assertThat(right.trials()).filteredOn(trial -> !trial.isPassed()).isEmpty();
            assertThat(wire(right)).extracting(Trial::name).contains("凭据不对的派遣不收", "同一件再派一次,还是那一件", "派过的任务,查询说有");
            assertThat(service.registered()).isEqualTo(2);
            assertThat(wire(wrong))
                    .filteredOn(trial -> !trial.isPassed())
                    .extracting(Trial::name)
                    .contains("派遣收下");
        }
    }

    @Test
    void anAccountThatNobodyHasSetIsNamed() {
        assertThat(wire(against("RS", "http://127.0.0.1:9"))).singleElement().satisfies(trial -> {
            assertThat(trial.trouble()).contains("RS.password", "RS.user");
            assertThat(trial.cure()).contains("--config");
        });
    }

    private Optional<Target> account(ComplaintService service, String password) {
        return Optional.of(
                new Target(service.address(), credentials, Map.of("RS.user", "jn_hub", "RS.password", password)));
    }

    @Test
    void aSystemThatMakesTwoOfOneIsNamed() {
        Department bureau = city.department("HB");
        bureau.work(Profile.quick(1).forgetful());

        assertThat(against("HB", base(bureau)).trials())
                .filteredOn(trial -> !trial.isPassed())
                .singleElement()
                .satisfies(trial -> {
                    assertThat(trial.name()).isEqualTo("同一件再派一次,还是那一件");
                    assertThat(trial.cure()).contains("认出重复");
                });
    }

    @Test
    void aSystemThatSaysNothingOfUseFailsEveryTrialThatNeedsAnAnswer() {
        Department bureau = city.department("HB");
        bureau.behave(Conduct.GARBAGE);

        assertThat(against("HB", base(bureau)).trials())
                .filteredOn(trial -> !trial.isPassed())
                .extracting(Trial::name)
                .contains("派遣收下", "同一件再派一次,还是那一件");
    }

    @Test
    void nobodyAtTheAddressIsSaid() {
        KitReport report = against("HB", "http://127.0.0.1:9");
        assertThat(report.isPassed()).isFalse();
        assertThat(report.mark().failed()).isZero();
        assertThat(report.trials())
                .filteredOn(trial -> !trial.isPassed())
                .allSatisfy(trial -> assertThat(trial.trouble()).contains("没有应答"))
                .isNotEmpty();
    }

    @Test
    void whatIsNotSpokenOverHttpIsNotTried() {
        assertThat(wire(against("MZ", "http://127.0.0.1:9")))
                .singleElement()
                .satisfies(trial -> assertThat(trial.trouble()).contains("rest或soap"));
    }

    @Test
    void aConnectorThatFailsBeforeIsNotLetNearASystem() throws Exception {
        Path copy = folder.resolve("HB");
        org.springframework.util.FileSystemUtils.copyRecursively(DEPARTMENTS.resolve("HB"), copy);
        Path answer = copy.resolve("answer.jslt");
        Files.writeString(answer, Files.readString(answer).replace("else \"UNKNOWN\"", "else \"DELIVERED\""));

        KitReport report = kit.check(copy, Optional.of(new Target(base(city.department("HB")), credentials, Map.of())));
        assertThat(wire(report)).isEmpty();
        assertThat(city.department("HB").calls()).isZero();
    }

    private KitReport against(String department, String address) {
        return kit.check(DEPARTMENTS.resolve(department), Optional.of(new Target(address, credentials, Map.of())));
    }

    private static String base(Department bureau) {
        return bureau.address().resolve("/").toString().replaceFirst("/$", "");
    }

    private static List<Trial> wire(KitReport report) {
        return report.trials().stream()
                .filter(trial -> trial.stage().equals("对方"))
                .toList();
    }
}
