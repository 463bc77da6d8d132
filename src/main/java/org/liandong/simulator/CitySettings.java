package org.liandong.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated city needs to know.
 *
 * @param hub the hub's base address, for example {@code http://127.0.0.1:8080}
 * @param broker the hub's broker for the fire brigade, or null if it has none to offer
 * @param exchange the file of civil affairs' exchange database, or null for a city without that bureau
 * @param secrets what the outside systems share with the hub
 * @param ports where the outside systems listen
 * @param seed of everything drawn
 * @param profile how the departments work
 * @param patience how long a caller waits for the hub's answer
 * @param pace how often terminals ask and the operator looks
 * @param senders how many messages may be under way at once
 * @param journal the file that keeps the books, or null
 */
public record CitySettings(
        URI hub,
        @Nullable URI broker,
        @Nullable Path exchange,
        Secrets secrets,
        Ports ports,
        long seed,
        Profile profile,
        Duration patience,
        Duration pace,
        int senders,
        @Nullable Path journal) {

    /** Loopback ports of the outside systems; 0 takes any free one. */
    public record Ports(int hotline, int pananj, int hb, int cg) {
        public static Ports free() {
            return new Ports(0, 0, 0, 0);
        }
    }

    /** A city that can be watched. */
    public static CitySettings demo(URI hub, @Nullable URI broker, Secrets secrets) {
        return new CitySettings(
                hub,
                broker,
                null,
                secrets,
                Ports.free(),
                20260707L,
                Profile.demo(20260707L),
                Duration.ofSeconds(10),
                Duration.ofMillis(500),
                16,
                null);
    }

    public CitySettings listening(Ports on) {
        return new CitySettings(hub, broker, exchange, secrets, on, seed, profile, patience, pace, senders, journal);
    }

    public CitySettings working(Profile how) {
        return new CitySettings(hub, broker, exchange, secrets, ports, seed, how, patience, pace, senders, journal);
    }

    public CitySettings seeded(long with) {
        return new CitySettings(hub, broker, exchange, secrets, ports, with, profile, patience, pace, senders, journal);
    }

    public CitySettings waiting(Duration patientFor, Duration between) {
        return new CitySettings(
                hub, broker, exchange, secrets, ports, seed, profile, patientFor, between, senders, journal);
    }

    public CitySettings keeping(Path file) {
        return new CitySettings(hub, broker, exchange, secrets, ports, seed, profile, patience, pace, senders, file);
    }

    /** With civil affairs, whose exchange database is this file. */
    public CitySettings exchangingIn(Path file) {
        return new CitySettings(hub, broker, file, secrets, ports, seed, profile, patience, pace, senders, journal);
    }
}
