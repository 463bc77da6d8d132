package org.liandong.faults;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link KilledHubIT} on a server that syncs every commit; a class of its own, so that both run side by side. */
class KilledHubOnPostgresqlIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void losesNothingAcknowledgedAndDoesNothingTwiceHoweverOftenItIsKilled() throws Exception {
        KilledHubIT.survives(SiteDatabase.Kind.POSTGRESQL, 4, folder);
    }
}
