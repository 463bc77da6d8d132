package org.liandong.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.liandong.simulator.Receipt;

/** Starts the hub of a site and kills it at a chosen moment, again and again. For one thread. */
final class Killer {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(1);
    /** As long as the hub is given to bring a moment about; after that it is killed all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final String UNSENT = "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND parked = 0"
            + " AND state = 'PENDING' AND next_at <= %d";

    private final Site site;
    private final Random random;
    /** How long a start takes here, learnt from those that were not disturbed; in milliseconds. */
    private int start = 3_000;

    Killer(Site site, Random random) {
        this.site = site;
        this.random = random;
    }

    /**
     * One life of the hub.
     *
     * @param met whether the moment came, or the hub was killed without it
     * @param after from its start to its end
     */
    record Kill(Moment moment, boolean met, Duration after) {
        @Override
        public String toString() {
            return "%s%s,启动后%.3f秒".formatted(moment.chinese(), met ? "" : "(未等到)", after.toMillis() / 1000.0);
        }
    }

    /** @throws IllegalStateException if the hub does not start or ends by itself */
    Kill kill(Moment moment) throws IOException, SQLException, InterruptedException {
        long begin = System.nanoTime();
        try (HubProcess hub = site.startHub()) {
            boolean met = switch (moment) {
                case STARTING -> lives(hub, Duration.ofMillis(random.nextInt(100, start)));
                case MIGRATING -> migrating(hub);
                case WORKING -> ready(hub, begin) && lives(hub, Duration.ofMillis(random.nextInt(100, 5_000)));
                case RELAYING -> ready(hub, begin) && warm(hub) && relaying(hub);
                case DEED -> ready(hub, begin) && warm(hub) && deed(hub);
                case ANSWER ->
                    ready(hub, begin) && warm(hub) && told(hub, Set.of("task", "operation", "outcome", "report"));
                case RECEIPT -> ready(hub, begin) && warm(hub) && told(hub, Set.of("sent"));
            };
            hub.kill();
            return new Kill(moment, met, Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            site.city().watch((what, facts) -> {});
        }
    }

    /** Some work first, so that the moment may be any and not always the first. */
    private boolean warm(HubProcess hub) throws IOException, InterruptedException {
        return lives(hub, Duration.ofMillis(random.nextInt(0, 2_500)));
    }

    private boolean ready(HubProcess hub, long begin) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!site.isReady()) {
            lives(hub, Duration.ofMillis(50));
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("枢纽%s内没有就绪: %s".formatted(START, hub.out()));
            }
        }
        start = (int) Duration.ofNanos(System.nanoTime() - begin).toMillis();
        return true;
    }

    private static boolean lives(HubProcess hub, Duration time) throws IOException, InterruptedException {
        if (!hub.livesFor(time)) {
            throw new IllegalStateException("枢纽自行退出: %s %s".formatted(hub.out(), hub.err()));
        }
        return true;
    }

    private boolean migrating(HubProcess hub) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (hasTables()) {
                return lives(hub, Duration.ofMillis(random.nextInt(0, 30)));
            }
            lives(hub, GLANCE);
        }
        return false;
    }

    private boolean hasTables() {
        if (site.database().kind() == SiteDatabase.Kind.SQLITE
                && !Files.exists(site.data().resolve("ledger.db"))) {
            return false;
        }
        try (LedgerBook book = LedgerBook.open(site.database())) {
            return !book.texts(tables()).isEmpty();
        } catch (SQLException notYet) {
            return false;
        }
    }

    private String tables() {
        return switch (site.database().kind()) {
            case SQLITE -> "SELECT name FROM sqlite_master";
            case POSTGRESQL -> "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        };
    }

    private boolean relaying(HubProcess hub) throws IOException, SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (LedgerBook book = LedgerBook.open(site.database())) {
            while (System.nanoTime() < deadline) {
                if (book.number(UNSENT.formatted(System.currentTimeMillis())) > 0) {
                    return lives(hub, Duration.ofMillis(random.nextInt(0, 4)));
                }
                lives(hub, GLANCE);
            }
        }
        return false;
    }

    /** The one who did it stands still until the hub is dead. */
    private boolean deed(HubProcess hub) throws IOException, InterruptedException {
        CountDownLatch dead = new CountDownLatch(1);
        AtomicInteger before = new AtomicInteger(random.nextInt(0, 6));
        site.city().watch(on(Set.of("task", "operation", "outcome"), () -> {
            if (before.getAndDecrement() == 0) {
                try {
                    hub.kill();
                    dead.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        return dead.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean told(HubProcess hub, Set<String> kinds) throws IOException, InterruptedException {
        CountDownLatch happened = new CountDownLatch(random.nextInt(1, 8));
        site.city().watch(on(kinds, happened::countDown));
        boolean met = happened.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return met && lives(hub, Duration.ofMillis(random.nextInt(0, 5)));
    }

    /** An attempt without an answer is nothing that happened. */
    private static BiConsumer<String, Map<String, ?>> on(Set<String> kinds, Runnable what) {
        return (kind, facts) -> {
            boolean unanswered =
                    facts.get("receipt") instanceof Receipt receipt && receipt.verdict() == Receipt.Verdict.UNCLEAR;
            if (kinds.contains(kind) && !unanswered) {
                what.run();
            }
        };
    }
}
