package org.liandong.hub;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when connector folders change and has them taken over once nobody writes in them any more. It looks at names, sizes and
 * times; how often depends on how long a look takes, so that it never costs more than a few per cent of a processor.
 */
final class ConnectorWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int IDLE_TIMES = 30;
    private static final Instant STARTED =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

    private final Path folder;
    private final LiveConnectors connectors;
    private Instant newest = Instant.MIN;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "connector-watch");

    ConnectorWatch(Path folder, LiveConnectors connectors) {
        this.folder = folder;
        this.connectors = connectors;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void watch() {
        Map<String, String> taken = look();
        if (newest.isAfter(STARTED)) {
            // somebody was at work while they were loaded
            taken = Map.of();
        }
        @Nullable Map<String, String> changing = null;
        long pause = SHORTEST.toMillis();
        try {
            while (!closed.await(pause, TimeUnit.MILLISECONDS)) {
                long began = System.nanoTime();
                Map<String, String> now = look();
                pause = Math.max(
                        SHORTEST.toMillis(),
                        IDLE_TIMES * Duration.ofNanos(System.nanoTime() - began).toMillis());
                if (now.equals(taken)) {
                    changing = null;
                } else if (now.equals(changing) && connectors.isReady()) {
                    take();
                    taken = now;
                    changing = null;
                } else {
                    changing = now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() {
        try {
            connectors.take(Connectors.load(folder));
        } catch (RuntimeException e) {
            // whatever a folder manages to upset, the next change is looked at again
            LOG.error("连接器目录的改动没有接上", e);
        }
    }

    private Map<String, String> look() {
        Map<String, String> seen = new TreeMap<>();
        for (String group : List.of("channels", "departments")) {
            Path home = folder.resolve(group);
            if (Files.isDirectory(home)) {
                try (Stream<Path> files = Files.walk(home)) {
                    files.forEach(file -> note(seen, file));
                } catch (IOException | java.io.UncheckedIOException e) {
                    // a folder that goes away while it is looked at: seen as it is next time
                    seen.put(group, String.valueOf(e.getMessage()));
                }
            }
        }
        return seen;
    }

    private void note(Map<String, String> seen, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isRegularFile()) {
                seen.put(file.toString(), attributes.size() + "@" + attributes.lastModifiedTime());
                Instant changed = attributes.lastModifiedTime().toInstant();
                newest = changed.isAfter(newest) ? changed : newest;
            }
        } catch (IOException e) {
            seen.put(file.toString(), "gone");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
