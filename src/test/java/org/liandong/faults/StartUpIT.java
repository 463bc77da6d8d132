package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Secrets;

/** What hinders the packaged hub from starting is said in one line with the cure; what it has begun it ends in good order. */
class StartUpIT {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(15);

    /** The peers' addresses; nobody is called here. */
    private static final List<String> PEERS = Stream.of(
                    Stream.of("NJ12345.url", "NJ12345.soapUrl", "PANANJ.url", "HB.url", "CG.url", "ZZW.url", "APP.url")
                            .map(name -> "-D" + name + "=http://127.0.0.1:9/"),
                    Stream.of("MZ", "SL", "WJ")
                            .flatMap(name -> Stream.of(
                                    "-D" + name + ".url=jdbc:postgresql://127.0.0.1:9/exchange",
                                    "-D" + name + ".user=hub",
                                    "-D" + name + ".password=secret")),
                    Stream.of("-DGA.url=file:///nowhere"),
                    Stream.of("RS", "GS", "ZHZF")
                            .flatMap(name -> Stream.of("url", "user", "password")
                                    .map(key -> "-D" + name + "." + key + "=http://127.0.0.1:9/")),
                    Stream.of("url", "tokenUrl", "client", "secret")
                            .map(name -> "-DAJ." + name + "=http://127.0.0.1:9/"),
                    Stream.of("NL", "GT", "ZZB")
                            .flatMap(name -> Stream.of(
                                    "-D" + name + ".url=sftp://127.0.0.1:9/exchange",
                                    "-D" + name + ".user=hub",
                                    "-D" + name + (name.equals("ZZB") ? ".privateKey=hub.key" : ".password=secret"),
                                    "-D" + name + ".hostKey=SHA256:unknown")))
            .flatMap(peers -> peers)
            .toList();

    @TempDir
    Path folder = Path.of("");

    private Path data = Path.of("");
    private int port;

    /** Keys are there already: that new ones were made is worth a line of its own, which is not the matter here. */
    @BeforeEach
    void prepare() throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        port = FreePorts.next();
    }

    @Test
    void aBusyPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal())
                    .contains(Integer.toString(other.getLocalPort()))
                    .contains("--port");
        }
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("occupied"), "not a folder");

        assertThat(refusal(port, file)).contains(file.toString()).contains("--data");
    }

    @Test
    void aMissingConfigurationIsNamedAndANewDataFolderIsItsOwnersAlone() throws Exception {
        Path missing = folder.resolve("no-such.yaml");
        Path fresh = folder.resolve("fresh");

        assertThat(refusal(port, fresh, "--config", missing.toString()))
                .contains(missing.toString())
                .contains("--config");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }

    @Test
    void aBrokenConfigurationIsNamedWithItsPlace() throws Exception {
        Path broken = configuration("liandong:\n  broker: {port: 1\n  admin: [");

        assertThat(refusal("--config", broken.toString()))
                .contains(broken.toString())
                .contains("line");
    }

    @Test
    void anUnknownSettingIsNamed() throws Exception {
        Path misspelt = configuration("liandong:\n  brokr: {port: 1}\n");

        assertThat(refusal("--config", misspelt.toString())).contains("liandong.brokr.port");
    }

    @Test
    void whatTheCommandLineDecidesMustNotStandInTheFile() throws Exception {
        Path open = configuration("server: {address: 0.0.0.0}\n");

        assertThat(refusal("--config", open.toString())).contains("server.address", "--address");
    }

    @Test
    void aSettingThatIsNoNumberIsNamed() throws Exception {
        Path wrong = configuration("liandong:\n  broker: {port: many}\n");

        assertThat(refusal("--config", wrong.toString()))
                .contains("liandong.broker.port")
                .contains("many");
    }

    @Test
    void aDamagedKeyFileIsNamed() throws Exception {
        Path keys = data.resolve("keys.yaml");
        Files.writeString(keys, Files.readString(keys).replaceFirst("data\\.k1=.{8}", "data.k1="));

        assertThat(refusal()).contains(keys.toString());
    }

    @Test
    void aKeyFileOfAnotherHubIsRefused() throws Exception {
        Path keys = data.resolve("keys.yaml");
        Ledger.open(LedgerSettings.embedded(data.resolve("ledger.db")), KeyRing.loadOrCreate(keys), Clock.systemUTC())
                .close();
        Files.delete(keys);
        KeyRing.loadOrCreate(keys);

        assertThat(refusal()).contains("密钥");
    }

    @Test
    void aDamagedFileOfSecretsIsNamed() throws Exception {
        Path secrets = Files.writeString(data.resolve("secrets.yaml"), "senders: [HB\n");

        assertThat(refusal()).contains(secrets.toString());
    }

    @Test
    void aBrokenDistrictIsNamed() throws Exception {
        Path district = folder.resolve("district");
        copy(HubProcess.home().resolve("district/jiangning"), district);
        Files.writeString(district.resolve("district.yaml"), "name: [");
        Path configuration = configuration("liandong: {district: \"%s\"}".formatted(district));

        assertThat(refusal("--config", configuration.toString())).contains("district.yaml");
    }

    @Test
    void oneHubHoldsItsDataAndAfterASignalGoesOnFromThere() throws Exception {
        try (HubProcess first = run()) {
            await().atMost(START).until(() -> HubProcess.isReady(port));

            assertThat(refusal(FreePorts.next(), data)).contains("另一个枢纽");
            assertThat(summary().statusCode()).isEqualTo(200);

            boolean interrupted = first.hearsInterrupts();
            first.signal(interrupted ? "INT" : "TERM");
            assertThat(first.exitWithin(STOP)).as("ended by the signal").isEqualTo(interrupted ? 130 : 143);
            assertThat(first.err()).isEmpty();
            assertThat(first.out()).noneMatch(line -> line.contains("ERROR"));
        }
        try (HubProcess second = run()) {
            await().atMost(START).until(() -> HubProcess.isReady(port));
            assertThat(summary().statusCode()).isEqualTo(200);

            second.signal("TERM");
            assertThat(second.exitWithin(STOP)).as("143: ended by SIGTERM").isEqualTo(143);
            assertThat(second.err()).isEmpty();
            assertThat(second.out()).noneMatch(line -> line.contains("ERROR"));
        }
    }

    private HubProcess run() throws IOException {
        return HubProcess.start(folder, PEERS, arguments(port, data));
    }

    private static String[] arguments(int at, Path in, String... more) {
        String[] usual = {"run", "--port", Integer.toString(at), "--data", in.toString()};
        return Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new);
    }

    /** Starts a hub that must not come up. @return the one line it says */
    private String refusal(String... more) throws Exception {
        return refusal(port, data, more);
    }

    private String refusal(int at, Path in, String... more) throws Exception {
        try (HubProcess hub = HubProcess.start(folder, PEERS, arguments(at, in, more))) {
            assertThat(hub.exitWithin(START)).isEqualTo(1);
            assertThat(hub.out()).isEmpty();
            assertThat(hub.err()).hasSize(1);
            String line = hub.err().get(0);
            assertThat(line).startsWith("启动失败: ").doesNotContain("Exception");
            return line;
        }
    }

    private HttpResponse<String> summary() throws IOException, InterruptedException {
        Secrets.Operator operator = Objects.requireNonNull(
                Secrets.read(data.resolve("secrets.yaml")).operator());
        String account = operator.user() + ":" + operator.password();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/summary".formatted(port)))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(account.getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString());
    }

    private Path configuration(String yaml) throws IOException {
        return Files.writeString(folder.resolve("hub.yaml"), yaml);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
