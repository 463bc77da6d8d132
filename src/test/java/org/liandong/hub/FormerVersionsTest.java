package org.liandong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;
import org.liandong.security.crypto.KeyRing;
import org.springframework.util.FileSystemUtils;

/** What went to work is remembered, restarts and changed folders notwithstanding. */
class FormerVersionsTest {
    @TempDir
    Path home = Path.of("");

    private Path folder = Path.of("");
    private Ledger ledger = unopened();

    @BeforeEach
    void aBureau() throws IOException {
        folder = home.resolve("connectors/departments/CG");
        FileSystemUtils.copyRecursively(Path.of("connectors/departments/CG"), folder);
        ledger = Ledger.open(
                LedgerSettings.embedded(home.resolve("ledger.db")),
                KeyRing.loadOrCreate(home.resolve("keys.yaml")),
                Clock.systemUTC());
    }

    @SuppressWarnings("NullAway") // opened before each test
    private static Ledger unopened() {
        return null;
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aVersionIsThereAfterItsFolderHasChangedAndTheHubHasStartedAgain() throws IOException {
        Connector first = load();
        new FormerVersions(ledger, home).keep(List.of(first));
        Path codes = folder.resolve("codes/urgencies.csv");
        Files.writeString(codes, Files.readString(codes) + "\n");
        Connector second = load();
        assertThat(second.version()).isNotEqualTo(first.version());

        FormerVersions again = new FormerVersions(ledger, home);
        assertThat(again.hasOther(first)).isFalse();
        assertThat(again.hasOther(second)).isTrue();
        assertThat(again.find("CG", first.version()))
                .hasValueSatisfying(then -> assertThat(then.version()).isEqualTo(first.version()));
        assertThat(again.find("CG", second.version())).isEmpty();
        assertThat(again.find("HB", first.version())).isEmpty();
    }

    @Test
    void whereTheHubNowProvesItselfInAnotherWayTheVersionAtWorkSpeaks() throws IOException {
        Connector first = load();
        new FormerVersions(ledger, home).keep(List.of(first));
        Path settings = folder.resolve("connector.yaml");
        String written = Files.readString(settings);

        Files.writeString(settings, written.replace("gbkTarget: true", "gbkTarget: false"));
        assertThat(receiver(load()).asOf(first.version(), "URGE").version()).isEqualTo(first.version());

        Files.writeString(settings, written.replace("protocol: soap", "protocol: soap\nproof: none"));
        Connector other = load();
        assertThat(receiver(other).asOf(first.version(), "URGE").version()).isEqualTo(other.version());
    }

    private ConnectorReceiver receiver(Connector connector) {
        return new ConnectorReceiver(
                "dept.CG",
                "",
                "http://connector.invalid",
                Optional.empty(),
                connector,
                new SenderProof(
                        Credentials.madeUp("CG"), SigningKey.madeUp(), Clock.systemUTC(), Duration.ofMinutes(5)),
                sm3 -> Optional.empty(),
                Optional.of(new FormerVersions(ledger, home)));
    }

    @Test
    void aFolderThatChangesMeanwhileIsNotKeptUnderTheWrongVersion() throws IOException {
        Connector loaded = load();
        Path codes = folder.resolve("codes/urgencies.csv");
        Files.writeString(codes, Files.readString(codes) + "\n");

        new FormerVersions(ledger, home).keep(List.of(loaded));

        assertThat(ledger.read(view -> view.connectorVersions().known()).isEmpty())
                .isTrue();
    }

    private Connector load() {
        return Connectors.loadOne(folder).connectors().get(0);
    }
}
