package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.liandong.bench.Orders.Kind;
import org.liandong.cases.CaseNumber;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;
import org.springframework.util.FileSystemUtils;

/**
 * A hub with a past against one without: so many cases in the ledger, closed and evaluated over two years, and so many
 * tasks in the queue of a department whose system is away. The past is made once, from cases that went all the way, and
 * can be used again.
 */
final class GrowthRatio {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS = 730;
    /** What one day's live traffic stays below, so that no copy takes a number of today's. */
    private static final int FIRST_SERIAL = 500_000;

    private static final Duration FRESH = Duration.ofHours(2);
    private static final int TOGETHER = 50;
    private static final int AT_ONCE = 10;
    private static final Duration NEWS = Duration.ofSeconds(5);
    private static final String WAITING =
            "SELECT count(*) FROM outbox WHERE receiver = 'dept.CG'" + " AND state IN ('PENDING', 'IN_DOUBT', 'DEAD')";

    private final Path project;
    private final Path run;
    private final Past past;
    private final long seed;
    private final List<String> hubOptions;
    private final Figures figures;

    /**
     * What the grown hub has behind it.
     *
     * @param cases in the ledger
     * @param waiting of these, tasks in one department's queue
     * @param folder where it lies; made if it is not there
     */
    record Past(int cases, int waiting, Path folder) {}

    GrowthRatio(Path project, Path run, Past past, long seed, List<String> hubOptions, Figures figures) {
        this.project = project;
        this.run = run;
        this.past = past;
        this.seed = seed;
        this.hubOptions = hubOptions;
        this.figures = figures;
    }

    void measure(Bench.Rounds rounds, Duration warming, Duration patience) throws Exception {
        if (!isThere()) {
            FileSystemUtils.deleteRecursively(past.folder());
            grow();
        }
        try (Stretch empty = Stretch.alone(project, run.resolve("empty"), seed, hubOptions, figures);
                Stretch grown = Stretch.alone(project, past.folder(), seed + 1, hubOptions, figures)) {
            awaitQueued(grown.site());
            empty.warm(warming, patience, figures);
            grown.warm(warming, patience, figures);
            List<Double> without = new ArrayList<>();
            List<Double> with = new ArrayList<>();
            Neighbours neighbours = new Neighbours(List.of(empty.hub(), grown.hub()));
            Duration time = rounds.endToEnd();
            for (int round = 0; round < rounds.count(); round++) {
                without.add(rate(empty, time));
                with.add(rate(grown, time));
            }
            neighbours.say(figures);
            figures.say("从推送到部门收下: 空库 %s 件/秒, 有%d件在库、%d件在一个部门的队列里 %s 件/秒"
                    .formatted(
                            Figures.each(without),
                            number(grown.site(), "SELECT count(*) FROM case_file"),
                            number(grown.site(), WAITING),
                            Figures.each(with)));
            figures.value("cases-in-ledger", (double) number(grown.site(), "SELECT count(*) FROM case_file"));
            figures.value("tasks-in-one-queue", (double) number(grown.site(), WAITING));
            figures.value("ledger-gb", Files.size(grown.site().ledger()) / 1e9);
            figures.value("cases-per-second-empty", Figures.median(without));
            figures.value("cases-per-second-grown", Figures.median(with));
            figures.value("growth-ratio", Figures.median(with) / Figures.median(without));
        }
        verify();
    }

    private static double rate(Stretch stretch, Duration time) throws IOException, InterruptedException {
        stretch.orders().prepare(Kind.TO_BUREAU, (int) (1_000 * time.toMillis() / 1000));
        return stretch.toBureau(time);
    }

    /** The whole chain, the copies' rows and the live ones'. */
    private void verify() throws IOException {
        Path data = past.folder().resolve("data");
        KeyRing keys = KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        ChainReport chain =
                Ledger.verifyTrace(LedgerSettings.embedded(data.resolve("ledger.db")), keys, List.of(), steps -> {});
        if (!chain.findings().isEmpty()) {
            throw new IllegalStateException("办理记录不完整: " + chain.findings());
        }
        figures.value("trace-steps-verified", (double) chain.steps());
    }

    /** Tasks that have waited longer would be reminded of, one after the other, while the hub is measured. */
    private boolean isThere() throws IOException {
        return Files.exists(mark())
                && Files.readString(mark()).equals(mark(past))
                && Files.getLastModifiedTime(mark())
                        .toInstant()
                        .isAfter(Instant.now().minus(FRESH));
    }

    private Path mark() {
        return past.folder().resolve("past");
    }

    private static String mark(Past past) {
        return "%d cases, %d waiting".formatted(past.cases(), past.waiting());
    }

    private void grow() throws Exception {
        figures.say("造一段历史: %d件办件,其中%d件在城管的队列里,放在 %s".formatted(past.cases(), past.waiting(), past.folder()));
        Path file;
        try (Stretch stretch = Stretch.alone(project, past.folder(), seed, hubOptions, figures)) {
            file = stretch.site().ledger();
            stretch.wholeLoop(Duration.ofSeconds(2));
            stretch.toCityManagement(20);
        }
        KeyRing keys = KeyRing.loadOrCreate(past.folder().resolve("data/keys.yaml"));
        try (Ledger ledger = Ledger.open(LedgerSettings.embedded(file), keys, Clock.systemUTC())) {
            copy(
                    ledger,
                    templates(ledger, file, "state = 'EVALUATED' OR state = 'CLOSED'"),
                    past.cases() - past.waiting(),
                    DAYS);
            copy(ledger, templates(ledger, file, "state = 'DISPATCHED' AND lead_dept = 'CG'"), past.waiting(), 0);
        }
        Files.writeString(mark(), mark(past));
    }

    private static List<Copies> templates(Ledger ledger, Path file, String which) throws SQLException {
        List<String> numbers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT case_no FROM case_file WHERE " + which + " ORDER BY case_no LIMIT 20")) {
            while (rows.next()) {
                numbers.add(rows.getString(1));
            }
        }
        List<Copies> templates = new ArrayList<>();
        for (String number : numbers) {
            templates.add(Copies.of(ledger, file, new CaseNumber(number)));
        }
        if (templates.isEmpty()) {
            throw new IllegalStateException("没有可复制的办件: " + which);
        }
        return templates;
    }

    /** @param days over which they are spread, backwards from yesterday; 0 for today */
    private void copy(Ledger ledger, List<Copies> templates, int count, int days) throws InterruptedException {
        LocalDate today = LocalDate.now(ZONE);
        Deque<CompletableFuture<?>> under = new ArrayDeque<>();
        long begin = System.nanoTime();
        long told = begin;
        for (int i = 0; i < count; i += TOGETHER) {
            Map<Copies.Prepared, Copies> copies = new LinkedHashMap<>();
            for (int one = i; one < Math.min(count, i + TOGETHER); one++) {
                Copies template = templates.get(one % templates.size());
                LocalDate day = days == 0 ? today : today.minusDays(1 + one % days);
                int serial = FIRST_SERIAL + (days == 0 ? one : one / days);
                copies.put(template.prepare(day, serial), template);
            }
            under.add(ledger.write(entry -> {
                copies.forEach((copy, template) -> template.write(entry, copy));
                return true;
            }));
            if (under.size() >= AT_ONCE) {
                under.remove().join();
            }
            if (System.nanoTime() - told > NEWS.toNanos()) {
                told = System.nanoTime();
                int written = Math.min(count, i + TOGETHER);
                figures.say("已写%d/%d件,每秒%d件".formatted(written, count, (int) (written * 1e9 / (told - begin))));
            }
        }
        under.forEach(CompletableFuture::join);
    }

    /** The broker holds all that waits, as it does in the field. */
    private void awaitQueued(HubSite site) throws SQLException, InterruptedException {
        long told = System.nanoTime();
        for (long unsent = unsent(site); unsent > 0; unsent = unsent(site)) {
            if (System.nanoTime() - told > NEWS.toNanos()) {
                told = System.nanoTime();
                figures.say("还有%d件没有进队列".formatted(unsent));
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
    }

    private static long unsent(HubSite site) throws SQLException {
        return number(
                site,
                "SELECT count(*) FROM outbox WHERE sent_at IS NULL AND parked = 0 AND next_at <= "
                        + System.currentTimeMillis());
    }

    private static long number(HubSite site, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + site.ledger());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
