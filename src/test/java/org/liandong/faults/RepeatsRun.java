package org.liandong.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.liandong.connectors.Loaded;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.City;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Push;
import org.liandong.simulator.Receipt;
import org.liandong.simulator.Span;
import org.liandong.simulator.Traffic;

/**
 * The hotline sends every order many times over many connections, some at the very same moment, some with more written
 * into it, and the hub is killed in the middle: one case and one task each, and always the same answer.
 */
final class RepeatsRun {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** A missing manhole cover goes to 城管 at once, without anybody's decision. */
    private static final String DIRECT = "井盖";
    /** So many of one order are sent one right after another, and meet. */
    private static final int TOGETHER = 4;
    /** Of so many orders one comes with other content in the later half. */
    private static final int ONE_CHANGED_OF = 10;

    private final Plan plan;
    private final PrintStream out;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param folder for data and logs */
    record Plan(int ids, int times, int connections, long seed, SiteDatabase.Kind database, Path folder) {
        Plan {
            if (ids < 1 || times < 1 || connections < 1) {
                throw new IllegalArgumentException("--ids、--times、--connections 都须大于0");
            }
        }

        long messages() {
            return (long) ids * times;
        }

        String command() {
            return "./hub prove repeats --ids %d --times %d --connections %d --seed %d --database %s"
                    .formatted(ids, times, connections, seed, database.word());
        }
    }

    /** One order as it is sent, and as it is sent with more in it; the same where it never changes. */
    private record Order(Push first, Push changed) {}

    RepeatsRun(Plan plan, PrintStream out) {
        this.plan = plan;
        this.out = out;
    }

    Findings run() throws Exception {
        out.printf("%s%n", plan.command());
        List<Order> orders = orders();
        try (Site site = Site.open(plan.folder(), plan.seed(), plan.database(), unhurried())) {
            long begin;
            ExecutorService connections = Executors.newFixedThreadPool(plan.connections());
            List<Future<?>> sending = new ArrayList<>();
            try (HubProcess hub = site.startHubForLong()) {
                await().atMost(READY).until(site::isReady);
                begin = System.nanoTime();
                for (int i = 0; i < plan.connections(); i++) {
                    sending.add(connections.submit(() -> {
                        send(site.city(), orders);
                        return true;
                    }));
                }
                half.await();
                hub.kill();
                out.printf("枢纽被杀死,已答复%d次%n", answered.get());
            }
            try (HubProcess hub = site.startHubForLong()) {
                for (Future<?> one : sending) {
                    one.get();
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                connections.shutdown();
                Findings findings = awaitDelivered(site);
                hub.signal("TERM");
                hub.exitWithin(Duration.ofSeconds(30));
                balance(site, findings, seconds);
                return findings;
            } finally {
                connections.shutdownNow();
            }
        }
    }

    /** Departments that take every task and have not yet begun with any. */
    private Profile unhurried() {
        Span later = new Span(Duration.ofHours(1), Duration.ofHours(1));
        return new Profile(plan.seed(), later, later, 0, 0, 0, true, Conduct.PROPER, Duration.ZERO);
    }

    private List<Order> orders() throws JsonProcessingException {
        Traffic traffic = new Traffic(
                plan.seed(),
                new Mix(1, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                () -> LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
        List<Order> orders = new ArrayList<>();
        while (orders.size() < plan.ids()) {
            Push push = traffic.next();
            if (push.content().contains(DIRECT)) {
                orders.add(new Order(push, orders.size() % ONE_CHANGED_OF == 0 ? changed(push) : push));
            }
        }
        return orders;
    }

    private static Push changed(Push push) throws JsonProcessingException {
        ObjectNode body = (ObjectNode) JSON.readTree(push.content());
        body.put("content", body.path("content").asText() + "补充:已有人绊倒。");
        return new Push(push.id() + "-B", push.way(), Push.Kind.CHANGED, push.externalNos(), body.toString(), "");
    }

    /** One connection: takes the next message that nobody has taken and sends it until there is a verdict. */
    private void send(City city, List<Order> orders) throws InterruptedException {
        for (long i = next.getAndIncrement(); i < plan.messages(); i = next.getAndIncrement()) {
            Push push = message(orders, i);
            while (city.sendOnce(push).verdict() == Receipt.Verdict.UNCLEAR) {
                never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
            if (answered.incrementAndGet() >= plan.messages() / 2) {
                half.countDown();
            }
        }
    }

    /** Pass after pass over all orders, each pass in an order of its own, some of each together. */
    private Push message(List<Order> orders, long i) {
        long inAPass = (long) orders.size() * TOGETHER;
        int pass = (int) (i / inAPass);
        int together = Math.min(TOGETHER, plan.times() - pass * TOGETHER);
        int place = (int) (i % inAPass / together);
        Order order = orders.get(shuffled(orders.size(), pass, place));
        return i < plan.messages() / 2 ? order.first() : order.changed();
    }

    /** A permutation that needs no memory: multiplying by a number without a common divisor. */
    private int shuffled(int size, int pass, int place) {
        Random random = new Random(plan.seed() * 31L + pass);
        long step = 1L + random.nextInt(size);
        while (divisor(step, size) != 1) {
            step++;
        }
        return (int) ((place * step + random.nextInt(size)) % size);
    }

    private static long divisor(long left, long right) {
        return right == 0 ? left : divisor(right, left % right);
    }

    private Findings awaitDelivered(Site site) throws SQLException {
        Findings findings = new Findings();
        Loaded connectors = site.connectors();
        try (LedgerBook book = LedgerBook.open(site.database())) {
            await().atMost(Duration.ofMinutes(2).plusMillis(20L * plan.ids()))
                    .pollInterval(500, TimeUnit.MILLISECONDS)
                    .until(() -> book.awaited(connectors).isEmpty());
        } catch (ConditionTimeoutException e) {
            try (LedgerBook book = LedgerBook.open(site.database())) {
                book.awaited(connectors).forEach(findings::open);
            }
        }
        return findings;
    }

    private void balance(Site site, Findings findings, double seconds) throws Exception {
        KeyRing keys = KeyRing.loadOrCreate(site.data().resolve("keys.yaml"));
        ChainReport chain = Ledger.verifyTrace(site.database().settings(), keys, List.of(), steps -> {});
        try (LedgerBook book = LedgerBook.open(site.database())) {
            Balance balance = Balance.read(
                    PeersBooks.of(site.city(), List.of()), book, site.data().resolve("blobs"), chain);
            findings.add(balance.findings(site.connectors()));
            Map<String, Long> fates = balance.fates();
            each("办件", fates.getOrDefault("cases", 0L), findings);
            each("城管的任务", balance.tasks(), findings);
            findings.all().forEach(out::println);
            out.printf(
                    "ids %d%nmessages %d%nanswers %d%ncases %d%nsupplements %d%neffects %d%nper-second %.0f%n",
                    plan.ids(),
                    plan.messages(),
                    answered.get(),
                    fates.getOrDefault("cases", 0L),
                    fates.getOrDefault("supplements", 0L),
                    balance.tasks(),
                    plan.messages() / seconds);
            out.printf("%s%nagain: %s%n", findings.line(), plan.command());
        }
    }

    private void each(String what, long found, Findings findings) {
        if (found < plan.ids()) {
            findings.lost("%s: 应有%d,实为%d".formatted(what, plan.ids(), found));
        } else if (found > plan.ids()) {
            findings.doubled("%s: 应有%d,实为%d".formatted(what, plan.ids(), found));
        }
    }
}
