package org.liandong.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.kit.ConnectorKit;
import org.liandong.security.Credentials;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;

/**
 * A city that outlives its hub: the outside systems and their books in this process, the hub in one after another on the
 * same data.
 */
final class Site implements AutoCloseable {
    private static final Set<String> SENDERS = Set.of("NJ12345", "PANANJ", "WGT", "CG", "HB", "XF");

    private static final Set<String> DEPARTMENTS = Set.of("CG", "HB", "MZ", "XF");

    /** Shorter than in the field, so that a storm of minutes sees what otherwise takes hours. */
    private static final String IMPATIENT = """

            retry: {first: 500ms, longest: 3s}
            breaker: {failures: 5, open: 2s}
            """;

    private final Path folder;
    private final Path configuration;
    private final SiteDatabase database;
    private final int port;
    private final int broker;
    private final City city;
    private final Loaded connectors;

    private Site(Path folder, Path configuration, SiteDatabase database, int port, int broker, City city) {
        this.folder = folder;
        this.configuration = configuration;
        this.database = database;
        this.port = port;
        this.broker = broker;
        this.city = city;
        this.connectors = Connectors.load(folder.resolve("home/connectors"));
    }

    /**
     * Opens the city; the hub is not there yet.
     *
     * @param profile how its departments work; those that can be asked open a second task under the same number if told to
     */
    static Site open(Path folder, long seed, SiteDatabase.Kind kind, Profile profile) throws IOException, SQLException {
        Path data = Files.createDirectories(folder.resolve("data"));
        shipped(folder.resolve("home"));
        Credentials.loadOrCreate(data.resolve("secrets.yaml"), SENDERS);
        int port = FreePorts.next();
        int broker = FreePorts.next();
        City city = City.open(CitySettings.demo(
                        URI.create("http://127.0.0.1:" + port),
                        URI.create("tcp://127.0.0.1:" + broker),
                        Secrets.read(data.resolve("secrets.yaml")))
                .listening(
                        new CitySettings.Ports(FreePorts.next(), FreePorts.next(), FreePorts.next(), FreePorts.next()))
                .exchangingIn(folder.resolve("exchange.db"))
                .working(profile)
                .seeded(seed)
                .waiting(Duration.ofSeconds(5), Duration.ofMillis(300)));
        // the first two can be asked whether a task is open, the third's table shows it; a second one under the same
        // number
        // is the hub's fault
        city.department("CG").work(profile.forgetful());
        city.department("HB").work(profile.forgetful());
        city.department("MZ").work(profile.forgetful());
        SiteDatabase database = SiteDatabase.fresh(kind, data);
        Path configuration = Files.writeString(folder.resolve("hub.yaml"), """
                liandong: {broker: {port: %d}, database: {url: "%s"}}
                NJ12345: {url: "%s", soapUrl: "%s"}
                PANANJ: {url: "%s"}
                HB: {url: "%s"}
                CG: {url: "%s"}
                MZ: {url: "%s", user: "", password: ""}
                """.formatted(
                        broker,
                        database.url().orElse(""),
                        city.addresses().get("hotlineUrl"),
                        city.addresses().get("hotlineSoapUrl"),
                        city.addresses().get("pananjUrl"),
                        city.department("HB").address().resolve("/").toString().replaceFirst("/$", ""),
                        city.addresses().get("cgUrl"),
                        City.exchange(folder.resolve("exchange.db"))));
        return new Site(folder, configuration, database, port, broker, city);
    }

    /** The shipped routes, connectors and district, the connectors with less patience. */
    private static void shipped(Path home) throws IOException {
        for (String part : List.of("routes", "connectors", "district")) {
            try (Stream<Path> files = Files.walk(HubProcess.home().resolve(part))) {
                files.filter(Files::isRegularFile).filter(Site::isOfTheCity).forEach(file -> copy(file, home));
            }
        }
        for (String group : List.of("channels", "departments")) {
            try (Stream<Path> folders = Files.list(home.resolve("connectors").resolve(group))) {
                // what is not checked does not go to work
                folders.forEach(folder ->
                        new ConnectorKit(Clock.systemUTC()).check(folder).mark().write(folder));
            }
        }
    }

    /** What the simulated city has no department for goes by telephone. */
    private static boolean isOfTheCity(Path file) {
        Path folder = HubProcess.home().resolve("connectors/departments");
        return !file.startsWith(folder)
                || DEPARTMENTS.contains(folder.relativize(file).getName(0).toString());
    }

    private static void copy(Path file, Path home) {
        try {
            Path to = home.resolve(HubProcess.home().relativize(file));
            Files.createDirectories(to.getParent());
            if (file.endsWith("connector.yaml")) {
                Files.writeString(
                        to,
                        Files.readString(file)
                                        .replaceAll("(?m)^(retry|breaker):.*$", "")
                                        .replace("every: 30s", "every: 300ms")
                                + IMPATIENT);
            } else {
                Files.copy(file, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 消防's system sends so many messages that nobody can read, and waits for the confirmation of each. */
    JournalOrder.Sending sendsToBroker(int count) throws Exception {
        String secret = Secrets.read(data().resolve("secrets.yaml")).of("XF");
        return JournalOrder.send(URI.create("tcp://127.0.0.1:" + broker), "XF", secret, "exchange.XF.in", count);
    }

    /** A hub that is there soon; it will not live long. */
    HubProcess startHub() throws IOException {
        return HubProcess.start(folder, options(), arguments());
    }

    /** A hub as it runs in the field, for those who load it. */
    HubProcess startHubForLong() throws IOException {
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=4", "-Xmx1g"));
        options.addAll(options());
        return HubProcess.start(folder, options, arguments());
    }

    /** @param watcher see {@link HubProcess#startWatched} */
    HubProcess startHub(List<String> watcher) throws IOException {
        return HubProcess.startWatched(folder, watcher, options(), arguments());
    }

    private List<String> options() {
        return List.of("-Dliandong.home=" + folder.resolve("home"));
    }

    private String[] arguments() {
        return new String[] {
            "run", "--port", Integer.toString(port), "--data", data().toString(), "--config", configuration.toString()
        };
    }

    int port() {
        return port;
    }

    boolean isReady() {
        return HubProcess.isReady(port);
    }

    City city() {
        return city;
    }

    Path data() {
        return folder.resolve("data");
    }

    SiteDatabase database() {
        return database;
    }

    Loaded connectors() {
        return connectors;
    }

    @Override
    public void close() throws Exception {
        city.close();
    }
}
