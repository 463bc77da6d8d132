package org.liandong.hub;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.liandong.connectors.Archive;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Loaded;
import org.liandong.ledger.Ledger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The versions of connectors that went to work, kept in the ledger: a case keeps the one it was sent with, whatever the folder
 * says today. Safe for any thread.
 */
final class FormerVersions {
    private static final Logger LOG = LoggerFactory.getLogger(FormerVersions.class);
    private static final int IN_MEMORY = 200;

    private final Ledger ledger;
    private final Path home;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();
    private final Cache<String, Connector> loaded =
            Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    /** @param home with the folders of the connectors at work */
    FormerVersions(Ledger ledger, Path home) {
        this.ledger = ledger;
        this.home = home;
        ledger.read(view -> view.connectorVersions().known())
                .forEach((name, versions) -> known.put(name, Set.copyOf(versions)));
    }

    /** From now on these are remembered. */
    void keep(List<Connector> connectors) {
        Map<Connector, byte[]> fresh = new HashMap<>();
        for (Connector connector : connectors) {
            if (!known.getOrDefault(connector.name(), Set.of()).contains(connector.version())) {
                packed(connector).ifPresent(files -> fresh.put(connector, files));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        ledger.write(entry -> {
                    fresh.forEach((connector, files) ->
                            entry.connectorVersions().keep(connector.name(), connector.version(), files));
                    return true;
                })
                .join();
        fresh.keySet()
                .forEach(connector -> known.merge(connector.name(), Set.of(connector.version()), FormerVersions::both));
    }

    /** Whether there ever was another version than this. */
    boolean hasOther(Connector present) {
        return known.getOrDefault(present.name(), Set.of()).stream()
                .anyMatch(version -> !version.equals(present.version()));
    }

    /** Empty if it was never at work, or can no longer be loaded. */
    Optional<Connector> find(String name, String version) {
        String key = name + "@" + version;
        Optional<Connector> found =
                Optional.ofNullable(loaded.getIfPresent(key)).or(() -> unpacked(name, version));
        found.ifPresent(connector -> loaded.put(key, connector));
        return found;
    }

    private Optional<byte[]> packed(Connector connector) {
        Path folder = connector.folderIn(home.resolve("connectors"));
        try {
            byte[] files = Archive.of(folder);
            // it may be changing under our hands; then the next look takes it over again
            return Archive.version(folder).equals(connector.version()) ? Optional.of(files) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("连接器{}的这一版没有留底: {}", connector.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Connector> unpacked(String name, String version) {
        byte[] files = ledger.read(view -> view.connectorVersions().files(name, version))
                .orElse(null);
        if (files == null) {
            return Optional.empty();
        }
        try {
            Path place = Files.createTempDirectory("connector");
            try {
                Path folder = place.resolve(name);
                Archive.unpack(files, folder);
                Loaded former = Connectors.loadOne(folder);
                former.broken().forEach(broken -> LOG.warn("连接器{}从前的一版{}不能载入: {}", name, version, broken.reason()));
                return former.connectors().stream().findFirst();
            } finally {
                FileSystemUtils.deleteRecursively(place);
            }
        } catch (IOException e) {
            LOG.warn("连接器{}从前的一版{}取不出来: {}", name, version, e.getMessage());
            return Optional.empty();
        }
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
