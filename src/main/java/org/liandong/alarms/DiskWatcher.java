package org.liandong.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.liandong.ledger.AlarmsView.Room;
import org.liandong.ledger.Ledger;

/** Watches the room that is left for the hub's data: how much, and how long it will do at the pace of the last week. */
public final class DiskWatcher implements Watcher {
    /** So long back it is looked how fast the room shrinks. */
    public static final Duration PACE = Duration.ofDays(7);

    private static final long LEAST = 1L << 30;
    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration DAY = Duration.ofDays(1);

    private final Ledger ledger;
    private final LongSupplier free;
    private final Clock clock;
    private Instant measured = Instant.EPOCH;

    /** @param free bytes that can still be written */
    public DiskWatcher(Ledger ledger, LongSupplier free, Clock clock) {
        this.ledger = ledger;
        this.free = free;
        this.clock = clock;
    }

    @Override
    public List<Trouble> look() {
        Instant now = clock.instant();
        long room = free.getAsLong();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hour.equals(measured)) {
            ledger.write(entry -> {
                        entry.alarms().measure(new Room(hour, room));
                        return true;
                    })
                    .join();
            measured = hour;
        }
        List<Room> past = ledger.read(view -> view.alarms().room(now.minus(PACE)));
        return said(room, past, now);
    }

    /** @param past how much room there was, the earliest first */
    static List<Trouble> said(long room, List<Room> past, Instant now) {
        if (room < LEAST) {
            return List.of(trouble("只剩%d MB".formatted(room >> 20)));
        }
        if (past.isEmpty()) {
            return List.of();
        }
        return days(room, past, now)
                .filter(days -> days < SOON.toDays())
                .map(days -> List.of(trouble("照最近的用法,剩下的%d GB约够%d天".formatted(room >> 30, days))))
                .orElse(List.of());
    }

    /** For how many days the room will do at the pace of the past; empty if it does not shrink or a day has not been seen. */
    public static Optional<Long> days(long room, List<Room> past, Instant now) {
        Room first = past.get(0);
        Duration seen = Duration.between(first.hour(), now);
        long used = first.free() - room;
        return used <= 0 || seen.compareTo(DAY) < 0
                ? Optional.empty()
                : Optional.of((long) ((double) room / used * seen.toMillis() / DAY.toMillis()));
    }

    private static Trouble trouble(String words) {
        return new Trouble("disk", "数据盘", "DISK", words);
    }
}
