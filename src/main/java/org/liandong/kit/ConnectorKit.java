package org.liandong.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.connectors.Samples;
import org.liandong.hub.ConnectorReceiver;
import org.liandong.security.Credentials;
import org.liandong.security.SenderProof;
import org.liandong.security.SigningKey;

/** Tries a connector: its settings, its samples, and what really happens to messages. Safe for any thread. */
public final class ConnectorKit {
    /** Never called: what is tried here ends before the wire. */
    private static final String NOWHERE = "http://connector.invalid";

    private final Clock clock;

    public ConnectorKit(Clock clock) {
        this.clock = clock;
    }

    /**
     * Tries the connector of that folder and changes nothing there.
     *
     * @throws UncheckedIOException if its files cannot be read
     */
    public KitReport check(Path folder) {
        return check(folder, Optional.empty());
    }

    /**
     * Where a system can be called, and by what secrets.
     *
     * @param address takes the place of the connector's endpoint
     * @param settings what the connector's other placeholders stand for, by name
     */
    public record Target(String address, Credentials credentials, Map<String, String> settings) {
        public Target {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * The same, and if all that passes, the system itself is called: it must be its place for tests, since a task is really
     * dispatched there.
     */
    public KitReport check(Path folder, Optional<Target> target) {
        Path home = folder.toAbsolutePath().normalize();
        String name = String.valueOf(home.getFileName());
        Loaded loaded = Connectors.loadOne(home);
        if (!loaded.broken().isEmpty()) {
            Loaded.Broken broken = loaded.broken().get(0);
            String where = broken.file() + (broken.line() > 0 ? " 第%d行".formatted(broken.line()) : "");
            return new KitReport(
                    name, name, "", clock.instant(), List.of(Trial.failed("目录", "载入", where, broken.reason())));
        }
        Connector connector = loaded.connectors().get(0);
        List<Trial> trials = new ArrayList<>(trials(connector, home));
        if (target.isPresent() && trials.stream().allMatch(Trial::isPassed)) {
            trials.addAll(new WireTrials(connector, home, target.get(), clock).all());
        }
        return new KitReport(name, connector.title(), connector.version(), clock.instant(), trials);
    }

    private List<Trial> trials(Connector connector, Path folder) {
        List<Trial> trials = new ArrayList<>();
        trials.add(Trial.passed("目录", "载入"));
        trials.addAll(samples(connector, folder));
        ConnectorReceiver receiver = receiver(connector, clock);
        trials.addAll(new OutboundTrials(connector, folder, receiver).all());
        trials.addAll(new AnswerTrials(connector, folder, receiver).all());
        trials.addAll(new InboundTrials(connector, folder).all());
        trials.addAll(CanaryTrial.of(connector, clock));
        return trials;
    }

    private static List<Trial> samples(Connector connector, Path folder) {
        try {
            return Samples.run(connector, folder).stream()
                    .map(verdict -> verdict.failure()
                            .map(failure -> Trial.failed("样例", verdict.sample(), failure, "改映射,或改期望的结果"))
                            .orElseGet(() -> Trial.passed("样例", verdict.sample())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("样例无法读取: " + e.getMessage(), e);
        }
    }

    /** A picture like any other, since a laptop has none of the hub's. */
    static Optional<byte[]> photo(String sm3) {
        byte[] picture = new byte[2_000];
        new Random(sm3.hashCode()).nextBytes(picture);
        return Optional.of(picture);
    }

    /** The connector's own words, with a secret that nobody else has and an address that is nowhere. */
    static ConnectorReceiver receiver(Connector connector, Clock clock) {
        SenderProof proof = new SenderProof(
                Credentials.madeUp(connector.sender()), SigningKey.madeUp(), clock, Duration.ofMinutes(5));
        return new ConnectorReceiver(
                connector.name(), "", NOWHERE, connector.delivery().login(), connector, proof, ConnectorKit::photo);
    }
}
