package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A hotline that sends everything again and again: what {@code ./hub prove repeats} does with ten thousand orders. */
class RepeatsIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void anOrderIsOneCaseAndOneTaskHoweverOftenItIsSent() throws Exception {
        RepeatsRun.Plan plan = new RepeatsRun.Plan(
                200,
                20,
                32,
                Long.getLong("seed", System.currentTimeMillis() % 1_000_000),
                SiteDatabase.Kind.SQLITE,
                folder);

        assertThat(new RepeatsRun(plan, System.out).run().all())
                .as(plan.command())
                .isEmpty();
    }
}
