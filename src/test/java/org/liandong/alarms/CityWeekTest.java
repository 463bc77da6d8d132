package org.liandong.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.cases.CaseNumber;
import org.liandong.health.Heard;
import org.liandong.health.Rhythm;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.ledger.RoutesView;
import org.liandong.operations.ConnectedSystem;
import org.liandong.operations.ConnectorLine;
import org.liandong.operations.RouteWatch;
import org.liandong.security.crypto.KeyRing;

/**
 * A week of a city's messages on every route, by day and by night, with storms, and ten things that go wrong. What is found,
 * how soon, and what is cried for nothing is printed. The messages are drawn; counting, rhythm, conditions and alarms are the
 * hub's own.
 */
class CityWeekTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Rhythm.Week WEEK = new Rhythm.Week(CHINA, java.time.LocalDate::getDayOfWeek);
    private static final Instant MONDAY = at("2026-09-07T00:00");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration LASTING = Duration.ofMinutes(30);
    private static final int BREAKER = 5;

    /** Messages a minute that come in by day and by night; departments report and are written to alike. */
    private static final Map<String, double[]> RATES = new LinkedHashMap<>(Map.of(
            "12345", new double[] {20, 2},
            "pananj", new double[] {9, 0.7},
            "grid", new double[] {12, 0.3},
            "CG", new double[] {8, 0.6},
            "HB", new double[] {3, 0.2},
            "XF", new double[] {2, 0.2},
            "MZ", new double[] {0.5, 0.02},
            "SL", new double[] {0.2, 0},
            "WJ", new double[] {0.1, 0.01},
            "GT", new double[] {0.02, 0}));

    @TempDir
    private Path folder = Path.of("");

    private final Random random = new Random(seed());
    private final Settable clock = new Settable();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Instant> owed = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    private static long seed() {
        long seed = Long.getLong("seed", 20260907L);
        System.out.println("week of a city, seed " + seed);
        return seed;
    }

    /** Something that goes wrong. */
    private enum Fault {
        REFUSES("CG", "2026-09-07T10:00"),
        SERVER_ERROR("HB", "2026-09-07T15:00"),
        CERTIFICATE("XF", "2026-09-08T11:00"),
        SILENT_HOTLINE("12345", "2026-09-08T14:00"),
        SILENT_GRID("grid", "2026-09-09T10:00"),
        WRONG_KEY("12345", "2026-09-09T16:00"),
        UNKNOWN_CODES("pananj", "2026-09-10T09:30"),
        STUCK("MZ", "2026-09-10T15:00"),
        BROKEN_FOLDER("SL", "2026-09-11T10:00"),
        DISK("disk", "2026-09-12T03:00");

        private final String where;
        private final Instant from;

        Fault(String where, String from) {
            this.where = where;
            this.from = CityWeekTest.at(from);
        }

        boolean isOn(Instant now) {
            return !now.isBefore(from) && now.isBefore(from.plus(LASTING));
        }

        /** Whether the alarm is about it: it may also be raised by what it leaves behind. */
        boolean explains(Alarm alarm) {
            return alarm.subject().equals(where.equals("disk") ? "disk" : "route/" + where)
                    && !alarm.openedAt().isBefore(from)
                    && alarm.openedAt().isBefore(from.plus(LASTING).plus(Duration.ofMinutes(10)));
        }
    }

    @Test
    void tenFaultsAreFoundWithinTwoMinutesAndNothingIsCriedForNothing() {
        try (Ledger ledger = Ledger.open(
                LedgerSettings.embedded(folder.resolve("ledger.db")),
                KeyRing.loadOrCreate(folder.resolve("keys.yaml")),
                clock)) {
            clock.now = MONDAY;
            threeWeeksBefore(ledger);
            RouteHealth health = new RouteHealth(ledger, WEEK, (route, heard) -> {}, clock);
            health.keep();
            long[] free = {500L << 30};
            AlarmWatch watch = new AlarmWatch(
                    ledger,
                    List.of(
                            new RouteWatch(ledger, CityWeekTest::systems, this::lines, health, this::breaker, clock)
                                    ::troubles,
                            new DiskWatcher(ledger, () -> free[0], clock)),
                    List.of(),
                    clock);
            for (Instant now = MONDAY; now.isBefore(MONDAY.plus(Duration.ofDays(7))); now = now.plus(LOOK)) {
                clock.now = now;
                free[0] = (Fault.DISK.isOn(now) ? 900L << 20 : 500L << 30);
                happen(health, now);
                befall(ledger, now);
                watch.look();
                if (now.getEpochSecond() % 60 == 0) {
                    health.keep();
                }
            }
            judge(ledger);
        }
    }

    private static void judge(Ledger ledger) {
        List<Alarm> alarms = ledger.read(view -> view.alarms().closed(999));
        List<Alarm> still = ledger.read(view -> view.alarms().open());
        long slowest = 0;
        int found = 0;
        for (Fault fault : Fault.values()) {
            Optional<Alarm> first =
                    alarms.stream().filter(fault::explains).min(java.util.Comparator.comparing(Alarm::openedAt));
            long after = first.map(alarm ->
                            Duration.between(fault.from, alarm.openedAt()).toSeconds())
                    .orElse(-1L);
            System.out.println(
                    fault + " " + after + " s: " + first.map(Alarm::words).orElse("not found"));
            slowest = Math.max(slowest, after);
            found += after >= 0 && after <= 120 ? 1 : 0;
        }
        List<Alarm> cried = new ArrayList<>(alarms);
        cried.addAll(still);
        cried.removeIf(alarm -> List.of(Fault.values()).stream().anyMatch(fault -> fault.explains(alarm)));
        cried.forEach(alarm ->
                System.out.println("for nothing: " + alarm.subject() + " " + alarm.openedAt() + " " + alarm.words()));
        System.out.println("faults-found " + found + " of " + Fault.values().length);
        System.out.println("slowest-s " + slowest);
        System.out.println("false-alarms " + cried.size());
        assertThat(found).as("found within two minutes").isEqualTo(Fault.values().length);
        assertThat(cried).as("cried for nothing").hasSizeLessThanOrEqualTo(1);
        assertThat(still).as("still open though all is well").isEmpty();
    }

    /** What comes and goes in ten seconds. */
    private void happen(RouteHealth health, Instant now) {
        RATES.forEach((route, rate) -> {
            int messages = drawn(perMinute(rate, now, route) / 6);
            for (int i = 0; i < messages; i++) {
                comes(health, route, now);
                if (route.length() == 2) {
                    owed.putIfAbsent(route, now);
                }
            }
            goes(health, route, now);
        });
    }

    private static void comes(RouteHealth health, String route, Instant now) {
        boolean silent = (route.equals("12345") && Fault.SILENT_HOTLINE.isOn(now))
                || (route.equals("grid") && Fault.SILENT_GRID.isOn(now));
        if (silent) {
            return;
        }
        Heard heard = new Heard(Heard.Sort.WELL, null, Duration.ofMillis(5));
        if (route.equals("12345") && Fault.WRONG_KEY.isOn(now)) {
            heard = new Heard(Heard.Sort.ILL, "签名不符或发送方未登记", Duration.ofMillis(1));
        } else if (route.equals("pananj") && Fault.UNKNOWN_CODES.isOn(now)) {
            heard = new Heard(Heard.Sort.REFUSED, "街道代码没见过", Duration.ofMillis(4));
        }
        health.hear(RouteHealth.in(route), heard);
    }

    /** Whatever is owed is tried; what does not get through is tried again after ten seconds, and rests when the breaker opens. */
    private void goes(RouteHealth health, String route, Instant now) {
        Instant since = owed.get(route);
        if (since == null || now.isBefore(since)) {
            return;
        }
        String why = route.equals("CG") && Fault.REFUSES.isOn(now)
                ? "连不上对方系统: Connection refused"
                : route.equals("HB") && Fault.SERVER_ERROR.isOn(now)
                        ? "对方系统出错(HTTP 500),正在核对"
                        : route.equals("XF") && Fault.CERTIFICATE.isOn(now) ? "对方的证书过期" : null;
        // now and then one fails for no reason, as it does everywhere
        if (why == null && random.nextInt(500) == 0) {
            why = "Read timed out";
        }
        if (why == null) {
            health.hear("dept." + route, new Heard(Heard.Sort.WELL, null, Duration.ofMillis(40)));
            failures.remove(route);
            owed.remove(route);
        } else {
            health.hear("dept." + route, new Heard(Heard.Sort.ILL, why, Duration.ofMillis(40)));
            int inARow = failures.merge(route, 1, Integer::sum);
            owed.put(route, now.plusSeconds(inARow >= BREAKER ? 30 : 10));
        }
    }

    private String breaker(String receiver) {
        return failures.getOrDefault(receiver.replace("dept.", ""), 0) >= BREAKER ? "OPEN" : "CLOSED";
    }

    /** What befalls the ledger and the folders. */
    private void befall(Ledger ledger, Instant now) {
        CaseNumber number = new CaseNumber("JN20260707010188422");
        if (now.equals(Fault.STUCK.from)) {
            ledger.write(entry -> {
                        long id = entry.outbox()
                                .add("dept.MZ", number, "DISPATCH", "{}")
                                .id();
                        entry.deliveries().bury(id, "重试已超过PT24H仍未成功");
                        return id;
                    })
                    .join();
        } else if (now.equals(Fault.STUCK.from.plus(LASTING))) {
            ledger.write(entry -> entry.deliveries().giveUp(1, "改派")).join();
        }
        broken.clear();
        if (Fault.BROKEN_FOLDER.isOn(now)) {
            broken.add("SL");
        }
    }

    private List<ConnectorLine> lines() {
        return RATES.keySet().stream()
                .map(name -> new ConnectorLine(
                        name,
                        name,
                        "rest",
                        "0123456789",
                        broken.contains(name) ? ConnectorLine.State.FAULTY : ConnectorLine.State.AT_WORK,
                        broken.contains(name) ? "connector.yaml 第3行 少了title" : null))
                .toList();
    }

    private static List<ConnectedSystem> systems() {
        return RATES.keySet().stream().<ConnectedSystem>map(Named::new).toList();
    }

    /** A system of which nothing matters here but its name. */
    private record Named(String name) implements ConnectedSystem {
        @Override
        public String title() {
            return name;
        }

        @Override
        public Optional<String> department() {
            return name.length() == 2 ? Optional.of(name) : Optional.empty();
        }

        @Override
        public boolean takesLetters() {
            return true;
        }

        @Override
        public String receiver() {
            return (name.length() == 2 ? "dept." : "channel.") + name;
        }

        @Override
        public String sender() {
            return name;
        }

        @Override
        public List<Credential> credentials() {
            return List.of();
        }

        @Override
        public ConnectorLine line() {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public List<Finding> probe() {
            throw new UnsupportedOperationException("nobody asks");
        }
    }

    private void threeWeeksBefore(Ledger ledger) {
        for (Instant hour = MONDAY.minus(Duration.ofDays(21)); hour.isBefore(MONDAY); hour = hour.plusSeconds(3600)) {
            Instant at = hour;
            ledger.write(entry -> {
                        RATES.forEach((route, rate) -> {
                            int messages = drawn(perMinute(rate, at, route) * 60);
                            if (messages > 0) {
                                entry.routes().count(new RoutesView.Hour(RouteHealth.in(route), at, messages, 0));
                            }
                        });
                        return true;
                    })
                    .join();
        }
    }

    /** By day and by night, at the weekend a third of it, and in a storm of rain five times as much. */
    private static double perMinute(double[] rate, Instant now, String route) {
        ZonedDateTime local = now.atZone(CHINA);
        boolean day = local.getHour() >= 8 && local.getHour() < 20;
        boolean weekend = local.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        boolean storm = local.getDayOfMonth() % 9 == 0 && local.getHour() == 18 && route.equals("12345");
        return rate[day ? 0 : 1] * (weekend ? 0.35 : 1) * (storm ? 5 : 1);
    }

    /** A number of independent events of which so many are expected. */
    private int drawn(double expected) {
        if (expected > 50) {
            return (int) Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
        }
        double limit = Math.exp(-expected);
        double product = random.nextDouble();
        int events = 0;
        while (product > limit) {
            product *= random.nextDouble();
            events++;
        }
        return events;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(CHINA).toInstant();
    }

    private static final class Settable extends Clock {
        private volatile Instant now = MONDAY;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the hub reads instants only");
        }
    }
}
