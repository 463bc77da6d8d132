package org.liandong.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.City;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Department;
import org.liandong.simulator.OperatorBot;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Span;

/**
 * Kills the packaged hub again and again in the middle of a storm and then balances everybody's books. The run is made of
 * rounds: each begins with an empty folder, the first two kills of it fall into the first start, and it ends when
 * everything has become quiet.
 */
final class KillRun {
    private static final double PER_SECOND = 1.6;
    private static final int KILLS_IN_A_ROUND = 25;
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofMinutes(8);
    private static final Duration NEWS = Duration.ofSeconds(10);

    /** Most into work, more into what is worst. */
    private static final List<Moment> MOMENTS = List.of(
            Moment.STARTING,
            Moment.WORKING,
            Moment.WORKING,
            Moment.RELAYING,
            Moment.RELAYING,
            Moment.DEED,
            Moment.DEED,
            Moment.ANSWER,
            Moment.ANSWER,
            Moment.RECEIPT);

    private final Plan plan;
    private final PrintStream out;
    private final Tally tally = new Tally();

    /**
     * What is to be done.
     *
     * @param limit after which no further kill is begun
     * @param folder for data and logs, one folder below it for each round
     */
    record Plan(int kills, long seed, Duration limit, SiteDatabase.Kind database, Path folder) {
        String command() {
            return "./hub prove --kills %d --seed %d --database %s".formatted(kills, seed, database.word());
        }
    }

    KillRun(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    /** Runs the plan to its end. */
    Tally run() throws Exception {
        out.printf("%s%n", plan.command());
        long deadline = System.nanoTime() + plan.limit().toNanos();
        for (int round = 1; tally.kills < plan.kills() && System.nanoTime() < deadline; round++) {
            round(round, Math.min(KILLS_IN_A_ROUND, plan.kills() - tally.kills), deadline);
        }
        out.print(tally.lines());
        out.printf("again: %s%n", plan.command());
        return tally;
    }

    private void round(int number, int kills, long deadline) throws Exception {
        long seed = new Random(plan.seed() + number).nextLong();
        Random random = new Random(seed);
        Path folder = Files.createDirectories(plan.folder().resolve("round-" + number));
        try (Site site = Site.open(folder, seed, plan.database(), profile(seed))) {
            City city = site.city();
            Killer killer = new Killer(site, random);
            OperatorBot operator = city.operator();
            Storm storm = Storm.over(city, seed, PER_SECOND);
            try (storm) {
                for (int kill = 1; kill <= kills && System.nanoTime() < deadline; kill++) {
                    Killer.Kill done = killer.kill(moment(kill, random));
                    tally.add(done);
                    out.printf(
                            "%d/%d 第%d轮 %s,已答复%d件%n",
                            tally.kills,
                            plan.kills(),
                            number,
                            done,
                            city.acknowledged().size());
                }
            }
            tally.add(storm.moods());
            Findings findings = new Findings();
            try (HubProcess hub = site.startHub()) {
                await().atMost(READY).until(() -> site.isReady() || !hub.isAlive());
                long begin = System.nanoTime();
                awaitQuiet(site, operator, findings);
                out.printf(
                        "第%d轮 风暴过后%d秒静下来%n",
                        number, Duration.ofNanos(System.nanoTime() - begin).toSeconds());
                operator.close();
                hub.signal("TERM");
                int code = hub.exitWithin(Duration.ofSeconds(30));
                if (code != 143) {
                    findings.wrong("枢纽收到TERM后以%d退出: %s".formatted(code, hub.err()));
                }
            }
            findings.add(balance(site, operator));
            findings.all().forEach(out::println);
            out.printf("第%d轮: %s%n", number, findings.line());
            tally.findings.add(findings);
        }
    }

    private static Moment moment(int kill, Random random) {
        return switch (kill) {
            case 1 -> Moment.STARTING;
            case 2 -> Moment.MIGRATING;
            default -> MOMENTS.get(random.nextInt(MOMENTS.size()));
        };
    }

    /** Slow enough in answering that a kill falls between a deed and the hub's knowledge of it even by chance. */
    private static Profile profile(long seed) {
        return new Profile(
                seed,
                Span.ofMillis(50, 1_500),
                Span.ofMillis(50, 1_500),
                0.05,
                0.05,
                0.2,
                true,
                Conduct.PROPER,
                Duration.ofMillis(150));
    }

    /** If it never gets quiet the books still tell why. */
    private void awaitQuiet(Site site, OperatorBot operator, Findings findings) throws SQLException {
        AtomicLong told = new AtomicLong(System.nanoTime());
        try (LedgerBook book = LedgerBook.open(site.database())) {
            await().atMost(QUIET)
                    .pollInterval(250, TimeUnit.MILLISECONDS)
                    .during(Duration.ofSeconds(2))
                    .until(() -> {
                        List<String> unfinished = unfinished(site, operator, book);
                        if (!unfinished.isEmpty() && System.nanoTime() - told.get() > NEWS.toNanos()) {
                            told.set(System.nanoTime());
                            out.printf("等待: %s%n", String.join(",", unfinished));
                        }
                        return unfinished.isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            try (LedgerBook book = LedgerBook.open(site.database())) {
                unfinished(site, operator, book).forEach(findings::open);
            }
        }
    }

    private static List<String> unfinished(Site site, OperatorBot operator, LedgerBook book) throws SQLException {
        List<String> unfinished = new ArrayList<>();
        if (!operator.isIdle()) {
            unfinished.add("坐席手上还有事");
        }
        if (site.city().unanswered() > 0) {
            unfinished.add("渠道待答复%d件".formatted(site.city().unanswered()));
        }
        for (Department department : site.city().departments()) {
            if (department.unreported() > 0) {
                unfinished.add("%s待反馈%d件".formatted(department.code(), department.unreported()));
            }
        }
        unfinished.addAll(book.awaited(site.connectors()));
        return unfinished;
    }

    private Findings balance(Site site, OperatorBot operator) throws SQLException, IOException {
        KeyRing keys = KeyRing.loadOrCreate(site.data().resolve("keys.yaml"));
        ChainReport chain = Ledger.verifyTrace(site.database().settings(), keys, List.of(), steps -> {});
        try (LedgerBook book = LedgerBook.open(site.database())) {
            Balance balance = Balance.read(
                    PeersBooks.of(site.city(), operator.given()),
                    book,
                    site.data().resolve("blobs"),
                    chain);
            tally.add(
                    balance,
                    book.number("SELECT count(*) FROM delivery_attempt WHERE outcome = 'UNKNOWN'"),
                    chain.steps());
            return balance.findings(site.connectors());
        }
    }

    /** What came of a run so far. */
    static final class Tally {
        /** What can become of a message: a run in which one of these never happened has shown less than it should. */
        static final List<String> FATES = List.of("cases", "merged", "supplements", "refused", "quarantined");

        private final Findings findings = new Findings();
        private final Map<String, Long> values = new LinkedHashMap<>();
        private final Map<Moment, Integer> met = new EnumMap<>(Moment.class);
        private final Map<Conduct, Integer> moods = new EnumMap<>(Conduct.class);
        private int kills;

        private void add(Balance balance, long unknown, long steps) {
            add("acknowledged", balance.reportsPromised().size());
            Map<String, Long> fates = balance.fates();
            FATES.forEach(fate -> add(fate, fates.getOrDefault(fate, 0L)));
            add("events-refused", balance.eventsRefused());
            add("tasks", balance.tasks());
            add("outcomes", balance.outcomes());
            add("unknown", unknown);
            add("trace-steps", steps);
        }

        private void add(String name, long more) {
            values.merge(name, more, Long::sum);
        }

        private void add(Killer.Kill kill) {
            kills++;
            if (kill.met()) {
                met.merge(kill.moment(), 1, Integer::sum);
            }
        }

        private void add(Map<Conduct, Integer> more) {
            more.forEach((mood, times) -> moods.merge(mood, times, Integer::sum));
        }

        int kills() {
            return kills;
        }

        /** By the names of the lines: acknowledged, each of {@link #FATES}, tasks, outcomes and others. */
        long value(String name) {
            return values.getOrDefault(name, 0L);
        }

        /** How often a moment came about. */
        int met(Moment moment) {
            return met.getOrDefault(moment, 0);
        }

        Findings findings() {
            return findings;
        }

        boolean balances() {
            return findings.all().isEmpty();
        }

        String lines() {
            StringBuilder lines = new StringBuilder("kills " + kills + "\n");
            met.forEach((moment, times) -> line(lines, "killed-" + word(moment), times));
            moods.forEach((mood, times) -> line(lines, "mood-" + word(mood), times));
            values.forEach((name, value) -> line(lines, name, value));
            return lines.append(findings.line()).append('\n').toString();
        }

        private static void line(StringBuilder lines, String name, long value) {
            lines.append(name).append(' ').append(value).append('\n');
        }

        private static String word(Enum<?> one) {
            return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
