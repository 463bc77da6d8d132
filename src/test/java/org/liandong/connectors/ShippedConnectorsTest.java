package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The connectors that come with the hub, each on its own samples. */
class ShippedConnectorsTest {
    private static final Path HOME = Path.of("connectors");
    private static final Loaded LOADED = Connectors.load(HOME);

    @ParameterizedTest
    @MethodSource("folders")
    void anEditorFindsTheSchemaByTheFirstLine(Path folder) throws IOException {
        String first = Files.readAllLines(folder.resolve("connector.yaml")).get(0);
        assertThat(first).startsWith("# yaml-language-server: $schema=");
        assertThat(folder.resolve(first.substring(first.indexOf('=') + 1))).isRegularFile();
    }

    private static Stream<Path> folders() {
        return LOADED.connectors().stream().map(connector -> connector.folderIn(HOME));
    }

    @Test
    void allLoad() {
        assertThat(LOADED.broken()).isEmpty();
        assertThat(LOADED.connectors())
                .extracting(Connector::name)
                .containsExactly(
                        "12345",
                        "12345-legacy",
                        "app",
                        "enforcement",
                        "governance",
                        "grid",
                        "pananj",
                        "AJ",
                        "CG",
                        "GA",
                        "GS",
                        "GT",
                        "HB",
                        "MZ",
                        "NL",
                        "RS",
                        "SF",
                        "SL",
                        "WH",
                        "WJ",
                        "XF",
                        "ZZB",
                        "ZZW");
    }

    /** Whoever changed one runs {@code ./hub connector check} on it. */
    @Test
    void allWereCheckedInTheVersionThatIsShipped() {
        assertThat(LOADED.connectors())
                .allSatisfy(connector -> assertThat(CheckMark.read(folder(connector)))
                        .as(connector.name())
                        .hasValueSatisfying(mark -> {
                            assertThat(mark.version()).isEqualTo(connector.version());
                            assertThat(mark.failed()).isZero();
                            assertThat(mark.forced()).isNull();
                        }));
    }

    private static Path folder(Connector connector) {
        return HOME.resolve(connector instanceof ChannelConnector ? "channels" : "departments")
                .resolve(connector.name());
    }

    @TestFactory
    Stream<DynamicTest> everyStepDoesWhatItsSamplesShow() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Connector connector : LOADED.connectors()) {
            Path folder = folder(connector);
            for (Samples.Verdict verdict : Samples.run(connector, folder)) {
                tests.add(DynamicTest.dynamicTest(
                        connector.name() + " " + verdict.sample(),
                        () -> assertThat(verdict.failure()).isEmpty()));
            }
        }
        return tests.stream();
    }
}
