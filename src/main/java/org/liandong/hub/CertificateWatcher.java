package org.liandong.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liandong.alarms.Trouble;
import org.liandong.alarms.Watcher;
import org.liandong.connectors.Connector;

/** Watches the certificates of the systems that are called by HTTPS: one at each look, each twice a day. */
final class CertificateWatcher implements Watcher {
    private static final Duration AGAIN = Duration.ofHours(12);

    private final LiveConnectors connectors;
    private final Probes probes;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();

    CertificateWatcher(LiveConnectors connectors, Probes probes, Clock clock) {
        this.connectors = connectors;
        this.probes = probes;
        this.clock = clock;
    }

    private record Seen(Instant at, Optional<Instant> end) {}

    @Override
    public synchronized List<Trouble> look() {
        Instant now = clock.instant();
        List<Connector> all = connectors.all();
        all.stream().filter(connector -> isDue(connector, now)).findFirst().ifPresent(this::probe);
        return all.stream()
                .flatMap(connector -> Optional.ofNullable(seen.get(connector.name()))
                        .flatMap(Seen::end)
                        .filter(end -> Probes.isSoon(Duration.between(now, end)))
                        .map(end -> trouble(connector, end, now))
                        .stream())
                .toList();
    }

    private boolean isDue(Connector connector, Instant now) {
        Seen last = seen.get(connector.name());
        return last == null || now.isAfter(last.at().plus(AGAIN));
    }

    private void probe(Connector connector) {
        Optional<Instant> end = connectors
                .address(connector)
                .flatMap(address -> probes.certificateEnd(
                        address, connector.delivery().timeouts().connect()));
        seen.put(connector.name(), new Seen(clock.instant(), end));
    }

    private static Trouble trouble(Connector connector, Instant end, Instant now) {
        return new Trouble(
                "route/" + connector.name(),
                connector.title(),
                "CERTIFICATE",
                "对方的证书" + Probes.lasts(end, Duration.between(now, end)) + ",请对方换新的");
    }
}
