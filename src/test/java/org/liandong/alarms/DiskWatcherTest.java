package org.liandong.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.ledger.AlarmsView.Room;

/** How long the room for data will do. */
class DiskWatcherTest {
    private static final Instant NOW = Instant.parse("2026-09-08T02:00:00Z");
    private static final long GB = 1L << 30;

    @Test
    void littleRoomIsSaidAtOnce() {
        assertThat(DiskWatcher.said(GB - 1, List.of(), NOW))
                .extracting(Trouble::words)
                .containsExactly("只剩1023 MB");
        assertThat(DiskWatcher.said(GB, List.of(), NOW)).isEmpty();
    }

    @Test
    void roomThatWillDoForLessThanAFortnightIsSaid() {
        // ten a day, 130 left: thirteen days
        assertThat(DiskWatcher.said(130 * GB, since(Duration.ofDays(7), 200), NOW))
                .extracting(Trouble::words)
                .containsExactly("照最近的用法,剩下的130 GB约够13天");
        assertThat(DiskWatcher.said(140 * GB, since(Duration.ofDays(7), 210), NOW))
                .isEmpty();
    }

    @Test
    void aFewHoursAreNoPace() {
        assertThat(DiskWatcher.said(10 * GB, since(Duration.ofHours(23), 20), NOW))
                .isEmpty();
        assertThat(DiskWatcher.said(10 * GB, since(Duration.ofHours(24), 20), NOW))
                .hasSize(1);
    }

    @Test
    void roomThatGrowsIsNoTrouble() {
        assertThat(DiskWatcher.said(10 * GB, since(Duration.ofDays(7), 5), NOW)).isEmpty();
    }

    private static List<Room> since(Duration ago, long gigabytes) {
        return List.of(new Room(NOW.minus(ago), gigabytes * GB), new Room(NOW, 1));
    }
}
