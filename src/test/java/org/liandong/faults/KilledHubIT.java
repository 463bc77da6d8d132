package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.faults.LedgerBook.Letter;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.City;
import org.liandong.simulator.Department;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Morning;
import org.liandong.simulator.OperatorBot;

/**
 * The hub dies without warning, again and again, in the middle of a storm. Afterwards the books of senders and departments
 * must balance with the ledger: nothing acknowledged is lost, nothing is done twice (reference §4.8). {@code -Dkills} and
 * {@code -Dseed} say how often and when.
 */
class KilledHubIT {
    private static final Mix TRAFFIC = new Mix(35, 10, 18, 4, 8, 20, 5, 0.15, 0.08, 0.3);
    private static final double PER_SECOND = 7;
    private static final Loaded CONNECTORS = Connectors.load(HubProcess.home().resolve("connectors"));

    private final int kills = Integer.getInteger("kills", 4);
    private final long seed = Long.getLong("seed", System.currentTimeMillis() % 1_000_000);
    private final Random random = new Random(seed);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void losesNothingAcknowledgedAndDoesNothingTwiceHoweverOftenItIsKilled() throws Exception {
        System.out.printf("kills %d, seed %d%n", kills, seed);
        Findings findings = new Findings();
        try (Site site = Site.open(folder, seed)) {
            City city = site.city();
            Morning morning = city.morning(TRAFFIC, Integer.MAX_VALUE, PER_SECOND);
            OperatorBot operator = city.operator();
            for (int kill = 1; kill <= kills; kill++) {
                killOnce(site, kill);
            }
            try (HubProcess hub = site.startHub()) {
                await().atMost(Duration.ofMinutes(2)).until(site::isReady);
                assertThat(hub.livesFor(Duration.ofSeconds(3))).isTrue();
                morning.close();
                operator.close();
                awaitQuiet(site, findings);
                hub.signal("TERM");
                assertThat(hub.exitWithin(Duration.ofSeconds(15)))
                        .as("143: ended by SIGTERM")
                        .isEqualTo(143);
            }
            balance(site, findings);
        }
    }

    /** The first kill falls into the start on an empty folder, some of the others into a start, most into full work. */
    private void killOnce(Site site, int kill) throws Exception {
        try (HubProcess hub = site.startHub()) {
            boolean starting = kill == 1 || random.nextInt(3) == 0;
            if (!starting) {
                await().atMost(Duration.ofMinutes(2)).until(() -> site.isReady() || !hub.isAlive());
            }
            Duration moment = Duration.ofMillis(starting ? random.nextInt(500, 9_000) : random.nextInt(500, 7_000));
            assertThat(hub.livesFor(moment))
                    .as("the hub runs until it is killed: %s %s", hub.out(), hub.err())
                    .isTrue();
            System.out.printf("kill %d, %s after %s%n", kill, starting ? "starting" : "at work", moment);
        }
    }

    /** If it never gets quiet the books still tell why. */
    private static void awaitQuiet(Site site, Findings findings) throws SQLException {
        try (LedgerBook book = LedgerBook.open(site.ledger())) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .during(Duration.ofSeconds(4))
                    .until(() -> unfinished(site.city(), book).isEmpty());
        } catch (ConditionTimeoutException e) {
            try (LedgerBook book = LedgerBook.open(site.ledger())) {
                findings.wrong("三分钟后仍未办完: " + unfinished(site.city(), book));
            }
        }
    }

    private static List<String> unfinished(City city, LedgerBook book) throws SQLException {
        List<String> unfinished = new ArrayList<>();
        if (city.unanswered() > 0) {
            unfinished.add("渠道待答复" + city.unanswered());
        }
        for (Department department : city.departments()) {
            if (department.unreported() > 0) {
                unfinished.add(department.code() + "待反馈" + department.unreported());
            }
        }
        ReceiversBooks receivers = new ReceiversBooks(city, List.of(), CONNECTORS, new Findings());
        book
                .texts("SELECT DISTINCT receiver FROM outbox WHERE state IN ('PENDING', 'IN_DOUBT')"
                        + " AND receiver NOT LIKE 'pull.%'")
                .stream()
                .filter(receivers::hasConnector)
                .forEach(unfinished::add);
        return unfinished;
    }

    private void balance(Site site, Findings findings) throws Exception {
        City city = site.city();
        ChainReport chain = trace(site);
        try (LedgerBook book = LedgerBook.open(site.ledger())) {
            List<Letter> letters = book.letters();
            new SendersBooks(city, book.messages(), site.data().resolve("blobs"), findings).balance();
            new ReceiversBooks(city, letters, CONNECTORS, findings).balance();
            tallies(book, findings);
            System.out.printf(
                    "kills %d, acknowledged %d, lost %d, doubled %d, seed %d%n",
                    kills, city.acknowledged().size(), findings.losses(), findings.doubles(), seed);
            System.out.printf(
                    "sent %d, dispatched %d, outcomes %s, in doubt %d, trace %d steps%n",
                    city.balance().sent(),
                    letters.stream().filter(Letter::isDispatch).count(),
                    city.balance().outcomes(),
                    book.number("SELECT count(*) FROM delivery_attempt WHERE outcome = 'UNKNOWN'"),
                    chain.steps());
            assertThat(letters).as("the storm reached the departments").anyMatch(Letter::isDispatch);
        }
        assertThat(findings.all()).as("seed %d, %s", seed, folder).isEmpty();
        assertThat(chain.findings()).as("seed %d", seed).isEmpty();
    }

    private static ChainReport trace(Site site) {
        KeyRing keys = KeyRing.loadOrCreate(site.data().resolve("keys.yaml"));
        try (Ledger ledger = Ledger.open(LedgerSettings.embedded(site.ledger()), keys, Clock.systemUTC())) {
            return ledger.verifyTrace();
        }
    }

    /** What the hub counts on the way must be what is there in the end. */
    private static void tallies(LedgerBook book, Findings findings) throws SQLException {
        for (String wrong : book.texts("""
                WITH counted AS (
                    SELECT 'inbox/' || outcome AS name, count(*) AS value FROM inbox GROUP BY outcome
                    UNION ALL SELECT 'state/' || state, count(*) FROM case_file GROUP BY state
                    UNION ALL SELECT 'channel/' || channel, count(*) FROM case_file GROUP BY channel
                    UNION ALL SELECT 'backlog/' || receiver, count(*) FROM outbox
                        WHERE state IN ('PENDING', 'IN_DOUBT', 'DEAD') GROUP BY receiver)
                SELECT coalesce(c.name, t.name) || ' 实为' || coalesce(c.value, 0) || ',计为' || coalesce(t.value, 0)
                FROM counted c FULL JOIN (SELECT * FROM tally WHERE name LIKE 'inbox/%' OR name LIKE 'state/%'
                    OR name LIKE 'channel/%' OR name LIKE 'backlog/%') t ON t.name = c.name
                WHERE coalesce(c.value, 0) <> coalesce(t.value, 0)
                """)) {
            findings.wrong("计数%s".formatted(wrong));
        }
    }
}
