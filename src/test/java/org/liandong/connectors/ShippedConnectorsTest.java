package org.liandong.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The connectors that come with the hub, each on its own samples. */
class ShippedConnectorsTest {
    private static final Path HOME = Path.of("connectors");
    private static final Loaded LOADED = Connectors.load(HOME);

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
