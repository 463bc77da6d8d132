package org.liandong.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liandong.alarms.Trouble;
import org.liandong.alarms.Watcher;
import org.liandong.connectors.Connector;
import org.liandong.security.CertificateEnd;
import org.liandong.security.SigningKey;

/**
 * Watches the certificates that signatures are made and checked with, and those of the systems that are called by HTTPS: of
 * these one at each look, each twice a day.
 */
final class CertificateWatcher implements Watcher {
    private static final Duration AGAIN = Duration.ofHours(12);

    private final LiveConnectors connectors;
    private final Probes probes;
    private final SigningKey key;
    private final Clock clock;
    private final Map<String, Seen> seen = new HashMap<>();

    CertificateWatcher(LiveConnectors connectors, Probes probes, SigningKey key, Clock clock) {
        this.key = key;
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
        return Stream.concat(
                        all.stream().flatMap(connector -> ending(connector, now)),
                        connectors.signs() && key.isThere() ? ours(now) : Stream.empty())
                .toList();
    }

    private Stream<Trouble> ending(Connector connector, Instant now) {
        Stream<Trouble> theirs = Optional.ofNullable(seen.get(connector.name())).flatMap(Seen::end).stream()
                .filter(end -> Probes.isSoon(Duration.between(now, end)))
                .map(end -> trouble(connector, "对方的证书", end, now));
        Stream<Trouble> signing = connector.receives().stream()
                .flatMap(entry -> entry.certificate().stream())
                .map(CertificateEnd::of)
                .filter(end -> Probes.isSoon(Duration.between(now, end)))
                .map(end -> trouble(connector, "对方的签名证书", end, now));
        return Stream.concat(theirs, signing).limit(1);
    }

    private Stream<Trouble> ours(Instant now) {
        Instant end = CertificateEnd.of(key.certificate());
        Duration left = Duration.between(now, end);
        return Probes.isSoon(left)
                ? Stream.of(new Trouble(
                        "hub/signing", "枢纽", "CERTIFICATE", "枢纽的签名证书" + Probes.lasts(end, left) + ",换好后把新证书交给各部门"))
                : Stream.empty();
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

    private static Trouble trouble(Connector connector, String which, Instant end, Instant now) {
        return new Trouble(
                "route/" + connector.name(),
                connector.title(),
                "CERTIFICATE",
                which + Probes.lasts(end, Duration.between(now, end)) + ",请对方换新的");
    }
}
