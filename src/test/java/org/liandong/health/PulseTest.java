package org.liandong.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.liandong.health.Heard.Sort;
import org.liandong.ledger.RoutesView.Hour;

/** What one route has done lately. */
class PulseTest {
    private static final Instant AT = Instant.parse("2026-09-01T02:59:30Z");

    private final Pulse pulse = new Pulse("in.X");

    @Test
    void theLastHourIsCountedByTheMinute() {
        hear(Sort.WELL, AT);
        hear(Sort.ILL, AT.plusSeconds(60));
        assertThat(pulse.read(AT.plusSeconds(60)))
                .extracting(Reading::well, Reading::ill)
                .containsExactly(1L, 1L);
        assertThat(pulse.read(AT.plus(Duration.ofMinutes(59))).well()).isEqualTo(1);
        assertThat(pulse.read(AT.plus(Duration.ofMinutes(60))).well()).isZero();
        assertThat(pulse.read(AT.plus(Duration.ofMinutes(60))).ill()).isEqualTo(1);
        assertThat(pulse.read(AT.plus(Duration.ofDays(3))).ill()).isZero();
    }

    @Test
    void whatIsWrittenDownBelongsToItsHourAndIsWrittenOnce() {
        hear(Sort.WELL, AT);
        hear(Sort.WELL, AT.plusSeconds(60));
        assertThat(pulse.takeUnwritten())
                .containsExactlyInAnyOrder(
                        new Hour("in.X", Instant.parse("2026-09-01T02:00:00Z"), 1, 0),
                        new Hour("in.X", Instant.parse("2026-09-01T03:00:00Z"), 1, 0));
        assertThat(pulse.takeUnwritten()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenDownIsWrittenLater() {
        hear(Sort.WELL, AT);
        pulse.putBack(pulse.takeUnwritten());
        hear(Sort.ILL, AT);
        assertThat(pulse.takeUnwritten())
                .containsExactly(new Hour("in.X", Instant.parse("2026-09-01T02:00:00Z"), 1, 1));
    }

    @Test
    void onlyWhatDoesNotGetThroughCountsInARow() {
        hear(Sort.ILL, AT);
        hear(Sort.ILL, AT);
        assertThat(pulse.read(AT).illInARow()).isEqualTo(2);
        hear(Sort.REFUSED, AT);
        assertThat(pulse.read(AT)).extracting(Reading::illInARow, Reading::ill).containsExactly(0, 3L);
    }

    /** Each answer makes no sense, and each time the question whether it arrived is answered well. */
    @Test
    void whatGetsThroughOnlyAfterAskingIsStillCountedUntilItGetsThroughTwice() {
        for (int i = 0; i < 5; i++) {
            assertThat(pulse.read(AT).illLately()).isEqualTo(i);
            hear(Sort.ILL, AT);
            hear(Sort.WELL, AT);
        }
        assertThat(pulse.read(AT))
                .extracting(Reading::illInARow, Reading::illLately)
                .containsExactly(0, 5);
        hear(Sort.WELL, AT);
        assertThat(pulse.read(AT).illLately()).isZero();
        hear(Sort.ILL, AT);
        assertThat(pulse.read(AT).illLately()).as("of the last ten").isEqualTo(5);
    }

    @Test
    void halfAndNineteenOfTwentyAreOfTheLast256() {
        for (int i = 1; i <= 300; i++) {
            pulse.hear(new Heard(Sort.WELL, null, Duration.ofMillis(i)), AT);
        }
        // 45 to 300 are left
        assertThat(pulse.read(AT).half()).isEqualTo(Duration.ofMillis(172));
        assertThat(pulse.read(AT).most()).isEqualTo(Duration.ofMillis(288));
    }

    private void hear(Sort sort, Instant at) {
        pulse.hear(new Heard(sort, "why", Duration.ofMillis(5)), at);
    }
}
