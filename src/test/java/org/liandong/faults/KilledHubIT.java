package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The hub dies without warning, again and again, in the middle of a storm: what {@code ./hub prove} does at length. */
class KilledHubIT {
    /** As many that everything happens that can become of a message. */
    private static final int LONG = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void losesNothingAcknowledgedAndDoesNothingTwiceHoweverOftenItIsKilled() throws Exception {
        KillRun.Tally tally = survives(SiteDatabase.Kind.SQLITE, LONG, folder);

        assertThat(KillRun.Tally.FATES)
                .allSatisfy(fate -> assertThat(tally.value(fate)).as(fate).isPositive());
    }

    static KillRun.Tally survives(SiteDatabase.Kind database, int kills, Path folder) throws Exception {
        long seed = Long.getLong("seed", System.currentTimeMillis() % 1_000_000);

        KillRun.Tally tally =
                new KillRun(new KillRun.Plan(kills, seed, Duration.ofMinutes(15), database, folder), System.out).run();

        assertThat(tally.findings().all()).as("seed %d, %s", seed, folder).isEmpty();
        assertThat(tally.kills()).isEqualTo(kills);
        assertThat(tally.value("tasks")).as("the storm reached the departments").isPositive();
        assertThat(tally.value("outcomes")).as("and came back to the channels").isPositive();
        return tally;
    }
}
