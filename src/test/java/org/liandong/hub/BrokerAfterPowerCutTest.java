package org.liandong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAfterPowerCutTest {
    @TempDir
    Path data = Path.of("");

    @Test
    void startsHoweverMuchOfItsOwnNumberWasWritten() throws Exception {
        Path file = Files.createDirectories(data.resolve("broker/journal")).resolve("server.lock");
        for (int length : new int[] {0, 2, 3, 4, 11, 18, 19}) {
            Files.write(file, new byte[length]);
            try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
                assertThat(broker.letters("dept.CG"))
                        .as("after %d bytes", length)
                        .isEmpty();
            }
        }
    }

    /** The settings name them; the broker could still fall back to others. */
    @Test
    void writesItsJournalAsItWasTold() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(broker.journalFiles()).isInstanceOf(NIOSequentialFileFactory.class);
            assertThat(broker.journalFiles().isDatasync()).isTrue();
        }
    }

    /** On a large disk a tenth that is free is many gigabytes. */
    @Test
    void stopsForADiskThatIsFullAndNotForOneThatIsLargelyUsed() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(broker.configuration().getMaxDiskUsage()).isNegative();
            assertThat(broker.configuration().getMinDiskFree()).isEqualTo(BrokerConfiguration.LEAST_FREE);
        }
    }
}
