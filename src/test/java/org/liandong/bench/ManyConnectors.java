package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.liandong.connectors.CheckMark;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Connectors;

/** What a thousand connector folders cost: copies of the environment bureau's, each a department of its own. */
final class ManyConnectors {
    private static final int FOLDERS = 1_000;
    private static final int LETTERS = 26;

    private final Path project;
    private final Path run;

    ManyConnectors(Path project, Path run) {
        this.project = project;
        this.run = run;
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        Cost few = cost(HubSite.open(project, Files.createDirectories(run.resolve("few")), 9, 9));
        HubSite many = HubSite.open(project, Files.createDirectories(run.resolve("many")), 9, 9);
        Path departments = many.connectors().resolve("departments");
        for (int i = 0; i < FOLDERS; i++) {
            copy(departments.resolve("HB"), departments.resolve(code(i)));
        }
        Cost all = cost(many);
        figures.value("connectors-start-ms", all.startMillis());
        figures.value("connectors-start-without-ms", few.startMillis());
        figures.value("connector-heap-kib", (all.heap() - few.heap()) / 1024.0 / FOLDERS);
        figures.value("connectors-threads", all.threads());
        figures.value("route-board-ms", all.boardMillis());
    }

    private record Cost(double startMillis, long heap, int threads, double boardMillis) {}

    private static Cost cost(HubSite site) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Program hub = site.start(List.of())) {
            hub.await(site::isReady);
            double millis = (System.nanoTime() - begin) / 1e6;
            long heap = hub.heapAfterCollection();
            int threads = hub.threads();
            return new Cost(millis, heap, threads, Visitor.signedIn(site).millis("/routes", "每一条"));
        }
    }

    private static String code(int i) {
        return "Q" + letter(i / LETTERS / LETTERS) + letter(i / LETTERS) + letter(i);
    }

    private static char letter(int i) {
        return (char) ('A' + i % LETTERS);
    }

    private static void copy(Path example, Path folder) throws IOException {
        String code = String.valueOf(folder.getFileName());
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = folder.resolve(example.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (file.endsWith("connector.yaml")) {
                    Files.writeString(
                            target,
                            Files.readString(file)
                                    .replace("${HB.url}", "http://127.0.0.1:9/" + code)
                                    .replaceAll("\\bHB\\b", code));
                } else {
                    Files.copy(file, target);
                }
            }
        }
        Connector connector = Connectors.loadOne(folder).connectors().get(0);
        new CheckMark(connector.version(), 1, 0, null).write(folder);
    }
}
