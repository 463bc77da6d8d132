package org.liandong.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.liandong.security.Credentials;
import org.liandong.simulator.City;
import org.liandong.simulator.CitySettings;
import org.liandong.simulator.Conduct;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Profile;
import org.liandong.simulator.Secrets;
import org.liandong.simulator.Span;

/**
 * A city that outlives its hub: the outside systems and their books in this process, the hub in one after another on the
 * same data.
 */
final class Site implements AutoCloseable {
    private static final Set<String> SENDERS = Set.of("NJ12345", "PANANJ", "WGT", "CG", "HB", "XF");

    private final Path data;
    private final Path logs;
    private final Path configuration;
    private final int port;
    private final City city;

    private Site(Path data, Path logs, Path configuration, int port, City city) {
        this.data = data;
        this.logs = logs;
        this.configuration = configuration;
        this.port = port;
        this.city = city;
    }

    /** Opens the city; the hub is not there yet. */
    static Site open(Path folder, long seed) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Credentials.loadOrCreate(data.resolve("secrets.yaml"), SENDERS);
        int port = FreePorts.next();
        int broker = FreePorts.next();
        // slow enough in answering that kills fall between a department's deed and the hub's knowledge of it
        Profile profile = new Profile(
                seed,
                Span.ofMillis(50, 1_500),
                Span.ofMillis(50, 1_500),
                0,
                0,
                0.3,
                true,
                Conduct.SLOW,
                Duration.ofMillis(150));
        City city = City.open(CitySettings.demo(
                        URI.create("http://127.0.0.1:" + port),
                        URI.create("tcp://127.0.0.1:" + broker),
                        Secrets.read(data.resolve("secrets.yaml")))
                .working(profile)
                .seeded(seed)
                .waiting(Duration.ofSeconds(5), Duration.ofMillis(300)));
        // both can be asked whether a task is open; a second one under the same number is the hub's fault
        city.department("CG").work(profile.forgetful());
        city.department("HB").work(profile.forgetful());
        Path configuration = Files.writeString(folder.resolve("hub.yaml"), """
                liandong: {broker: {port: %d}}
                NJ12345: {url: "%s", soapUrl: "%s"}
                PANANJ: {url: "%s"}
                HB: {url: "%s"}
                CG: {url: "%s"}
                """.formatted(
                        broker,
                        city.addresses().get("hotlineUrl"),
                        city.addresses().get("hotlineSoapUrl"),
                        city.addresses().get("pananjUrl"),
                        city.department("HB").address().resolve("/").toString().replaceFirst("/$", ""),
                        city.addresses().get("cgUrl")));
        return new Site(data, folder, configuration, port, city);
    }

    HubProcess startHub() throws IOException {
        return HubProcess.start(
                logs,
                "run",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString(),
                "--config",
                configuration.toString());
    }

    boolean isReady() {
        return HubProcess.isReady(port);
    }

    City city() {
        return city;
    }

    Path data() {
        return data;
    }

    Path ledger() {
        return data.resolve("ledger.db");
    }

    @Override
    public void close() throws Exception {
        city.close();
    }
}
