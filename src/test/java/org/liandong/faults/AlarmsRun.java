package org.liandong.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.liandong.health.RouteHealth;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RoutesView.Hour;
import org.liandong.security.crypto.Hmac;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Morning;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;

/**
 * A city's traffic goes through the packaged hub, and ten things go wrong in it, one after the other, each at the place where it
 * would: how soon each is an alarm, and what is cried for nothing. The weeks before, from which the hub knows its rhythm, are written.
 */
final class AlarmsRun {
    /** So soon each has to be found. */
    static final Duration SOON = Duration.ofMinutes(2);

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int PAST_DAYS = 14;
    private static final int HOUR = 3600;

    private final Path folder;
    private final long seed;
    private final Duration quiet;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Stream, Morning> streams = new HashMap<>();
    private final Map<Fault, Instant> begun = new EnumMap<>(Fault.class);
    private final Map<Fault, Instant> ended = new EnumMap<>(Fault.class);

    /** Who sends, what, and how many a second. */
    private record Stream(String connector, Mix mix, double perSecond) {
        private static final Stream HOTLINE = new Stream("12345", new Mix(1, 0, 0, 0, 0, 0, 0, 0, 0, 0.1), 1.5);
        private static final Stream PANANJ = new Stream("pananj", new Mix(0, 0, 1, 0, 0, 0, 0, 0, 0, 0.1), 1);
        private static final Stream GRID = new Stream("grid", new Mix(0, 0, 0, 0, 0, 1, 0, 0, 0, 0.1), 1);
        private static final List<Stream> ALL = List.of(HOTLINE, PANANJ, GRID);
    }

    /** What goes wrong. */
    private enum Fault {
        AWAY("route/CG", "城管的系统连不上"),
        NONSENSE("route/HB", "环保的应答没有人读得懂"),
        LOCKED("route/MZ", "民政的前置库被别的程序锁住"),
        SILENT_HOTLINE("route/12345", "热线一件也不来了"),
        SILENT_TERMINALS("route/grid", "终端一件也不来了"),
        WRONG_KEY("route/pananj", "平安南京换了密钥,枢纽不知道"),
        UNREADABLE("route/12345-legacy", "热线的老接口来的全读不懂"),
        BROKEN_FOLDER("route/XF", "消防的连接器写坏了"),
        SLOW_CLOCK("clock/WGT", "终端的时钟慢了四分钟"),
        DISK("disk", "数据盘快满了");

        private final String subject;
        private final String words;

        Fault(String subject, String words) {
            this.subject = subject;
            this.words = words;
        }
    }

    /** What came of it. */
    record Tally(int faults, int found, int falseAlarms) {
        /** All found, and at most one cried for nothing. */
        boolean isGood() {
            return found == faults && falseAlarms <= 1;
        }
    }

    /** @param quiet how long nothing goes wrong before the first and after the last */
    AlarmsRun(Path folder, long seed, Duration quiet, PrintStream out) {
        this.folder = folder;
        this.seed = seed;
        this.quiet = quiet;
        this.out = out;
    }

    Tally run() throws Exception {
        out.printf("./hub prove alarms --seed %d%n", seed);
        boolean ownDisk = mount("size=3g");
        boolean isGood = false;
        try (Site site = Site.open(folder, seed, SiteDatabase.Kind.SQLITE, Profile.quick(seed))) {
            past(site);
            try (HubProcess hub = site.startHubForLong()) {
                await().atMost(READY).until(site::isReady);
                site.city().operator();
                for (Stream stream : Stream.ALL) {
                    begin(site, stream);
                }
                out.printf("枢纽已起,三个渠道在报,先平静%d秒%n", quiet.toSeconds());
                pause(hub, quiet);
                int found = 0;
                int faults = 0;
                for (Fault fault : Fault.values()) {
                    if (fault != Fault.DISK || ownDisk) {
                        faults++;
                        found += isFound(site, hub, fault) ? 1 : 0;
                    } else {
                        out.printf("%s: 这里不能挂盘,没有试%n", fault.words);
                    }
                }
                pause(hub, quiet);
                Tally tally = judge(site, faults, found);
                hub.signal("TERM");
                hub.exitWithin(Duration.ofSeconds(30));
                isGood = tally.isGood();
                return tally;
            } finally {
                streams.values().forEach(Morning::close);
            }
        } finally {
            if (ownDisk && isGood) {
                command("umount", folder.toString());
            } else if (ownDisk) {
                out.printf("盘还挂着,看完以后: umount %s%n", folder);
            }
        }
    }

    /** Two weeks in which each hour carried what it will carry now. */
    private static void past(Site site) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        try (Ledger ledger = Ledger.open(site.database().settings(), keys(site), Clock.systemUTC())) {
            ledger.write(entry -> {
                        for (Stream stream : Stream.ALL) {
                            for (int hour = PAST_DAYS * 24; hour > 0; hour--) {
                                Instant at = now.minus(Duration.ofHours(hour));
                                long messages = Math.round(stream.perSecond() * HOUR);
                                entry.routes().count(new Hour(RouteHealth.in(stream.connector()), at, messages, 0));
                            }
                        }
                        return true;
                    })
                    .join();
        }
    }

    private static KeyRing keys(Site site) {
        return KeyRing.loadOrCreate(site.data().resolve("keys.yaml"));
    }

    private void begin(Site site, Stream stream) {
        streams.put(stream, site.city().morning(stream.mix(), Integer.MAX_VALUE, stream.perSecond()));
    }

    private void end(Stream stream) {
        Optional.ofNullable(streams.remove(stream)).ifPresent(Morning::close);
    }

    private boolean isFound(Site site, HubProcess hub, Fault fault) throws Exception {
        Instant from = Instant.now();
        begun.put(fault, from);
        try (Going going = befalls(site, fault)) {
            Alarm alarm = await().atMost(SOON.plus(PAUSE))
                    .pollInterval(500, TimeUnit.MILLISECONDS)
                    .until(
                            () -> {
                                going.goOn();
                                return first(site, fault);
                            },
                            Optional::isPresent)
                    .orElseThrow();
            long after = Duration.between(from, alarm.openedAt()).toSeconds();
            out.printf(
                    "%s: %d秒: %s%n",
                    fault.words, after, alarm.words().lines().findFirst().orElse(""));
            return after <= SOON.toSeconds();
        } catch (ConditionTimeoutException e) {
            out.printf("%s: 没有发现%n", fault.words);
            return false;
        } finally {
            ended.put(fault, Instant.now());
            pause(hub, PAUSE);
        }
    }

    /** Something that is wrong until it is put right again. */
    private interface Going extends AutoCloseable {
        /** Does it once more, until somebody has noticed. */
        default void goOn() throws Exception {}

        @Override
        void close() throws Exception;
    }

    private Going befalls(Site site, Fault fault) throws Exception {
        return switch (fault) {
            case AWAY -> conduct(site, "CG", Conduct.DOWN);
            case NONSENSE -> conduct(site, "HB", Conduct.GARBAGE);
            case LOCKED -> locked(folder.resolve("exchange.db"));
            case SILENT_HOTLINE -> silent(site, Stream.HOTLINE);
            case SILENT_TERMINALS -> silent(site, Stream.GRID);
            case WRONG_KEY ->
                sendingInstead(site, Stream.PANANJ, "/channels/pananj/reports", "PANANJ", "wrong", Duration.ZERO);
            case UNREADABLE -> sendingInstead(site, null, "/services/12345", "NJ12345", null, Duration.ZERO);
            case BROKEN_FOLDER -> broken(folder.resolve("home/connectors/departments/XF/connector.yaml"));
            case SLOW_CLOCK -> sendingInstead(site, null, "/channels/grid/events", "WGT", null, Duration.ofMinutes(-4));
            case DISK -> {
                mount("remount,size=1g");
                yield () -> mount("remount,size=3g");
            }
        };
    }

    private static Going conduct(Site site, String department, Conduct conduct) {
        site.city().department(department).behave(conduct);
        return () -> site.city().department(department).behave(Conduct.PROPER);
    }

    private Going silent(Site site, Stream stream) {
        end(stream);
        return () -> begin(site, stream);
    }

    private static Going locked(Path database) throws SQLException {
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
        try (Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("BEGIN EXCLUSIVE");
        }
        return other::close;
    }

    private static Going broken(Path file) throws IOException {
        Path before =
                Files.copy(file, file.resolveSibling("connector.yaml.before"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, "department: XF\ntitle: [\n");
        return () -> Files.move(before, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * A message each half second that is no use.
     *
     * @param instead whose good ones do not come meanwhile
     * @param key what they are signed with; null for the right one
     * @param clock how far the sender's clock is off
     */
    private Going sendingInstead(
            Site site, @Nullable Stream instead, String path, String sender, @Nullable String key, Duration clock)
            throws IOException {
        String secret =
                key == null ? Secrets.read(site.data().resolve("secrets.yaml")).of(sender) : key;
        if (instead != null) {
            end(instead);
        }
        return new Going() {
            @Override
            public void goOn() throws IOException, InterruptedException {
                send(site, path, sender, secret, clock);
            }

            @Override
            public void close() {
                if (instead != null) {
                    begin(site, instead);
                }
            }
        };
    }

    private void send(Site site, String path, String sender, String secret, Duration clock)
            throws IOException, InterruptedException {
        byte[] body = ("{\"no\":\"" + UUID.randomUUID() + "\"").getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(Instant.now().plus(clock).toEpochMilli());
        String nonce = UUID.randomUUID().toString();
        String proven = timestamp + "\n" + nonce + "\n" + new String(body, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.port() + path))
                .header("Content-Type", path.startsWith("/services") ? "text/xml; charset=GBK" : "application/json")
                .header("X-App-Id", sender)
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", nonce)
                .header("X-Sign-Type", "HMAC-SM3")
                .header(
                        "X-Sign",
                        Hmac.sm3Hex(secret.getBytes(StandardCharsets.UTF_8), proven.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        http.send(request, BodyHandlers.discarding());
    }

    private Optional<Alarm> first(Site site, Fault fault) {
        return alarms(site).stream()
                .filter(alarm -> alarm.subject().equals(fault.subject)
                        && !alarm.openedAt().isBefore(begun.get(fault)))
                .min(Comparator.comparing(Alarm::openedAt));
    }

    private static List<Alarm> alarms(Site site) {
        return Ledger.look(site.database().settings(), keys(site), view -> {
            List<Alarm> all = new ArrayList<>(view.alarms().open());
            all.addAll(view.alarms().closed(999));
            return all;
        });
    }

    private Tally judge(Site site, int faults, int found) {
        List<Alarm> cried = alarms(site).stream()
                .filter(alarm -> begun.keySet().stream().noneMatch(fault -> explains(fault, alarm)))
                .toList();
        cried.forEach(alarm -> out.printf("虚报: %s %s %s%n", alarm.subject(), alarm.openedAt(), alarm.words()));
        out.printf("faults-found %d of %d%nfalse-alarms %d%n", found, faults, cried.size());
        return new Tally(faults, found, cried.size());
    }

    /** What a fault leaves behind may raise an alarm a little later. */
    private boolean explains(Fault fault, Alarm alarm) {
        Instant last = ended.getOrDefault(fault, Instant.MAX.minus(SOON)).plus(SOON);
        return alarm.subject().equals(fault.subject)
                && !alarm.openedAt().isBefore(begun.get(fault))
                && alarm.openedAt().isBefore(last);
    }

    /** A disk of its own for the run, of main memory; false where that is not permitted. */
    private boolean mount(String how) throws IOException, InterruptedException {
        return command("mount", "-t", "tmpfs", "-o", how, "tmpfs", folder.toString());
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }

    private static void pause(HubProcess hub, Duration time) throws InterruptedException {
        if (!hub.livesFor(time)) {
            throw new IllegalStateException("枢纽自己停了");
        }
    }
}
