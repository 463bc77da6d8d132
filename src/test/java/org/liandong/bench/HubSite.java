package org.liandong.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.liandong.security.Credentials;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Secrets;
import org.springframework.util.FileSystemUtils;

/**
 * Where the packaged hub is set up, with its own connectors, routes and district. To the rules two lines are added, so that a
 * case goes to one REST department and nobody else, and another to one whose system is away: the stretch a plain program can be compared with.
 */
final class HubSite {
    private static final String RULES = """
            R-060101-BENCH,1,2020-01-01,,1,060101,*,*,*,*,HB,-,Y,N,一件一个部门
            R-050202-BENCH,1,2020-01-01,,1,050202,*,*,*,*,CG,-,Y,N,一件一个部门
            """;

    private final Path folder;
    private final Path jar;
    private final Path configuration;
    private final int port = FreePorts.next();

    private HubSite(Path folder, Path jar, Path configuration) {
        this.folder = folder;
        this.jar = jar;
        this.configuration = configuration;
    }

    /**
     * @param project with the jar, routes, connectors and district
     * @param bureau port of the environment bureau
     * @param hotline port of the hotline
     */
    static HubSite open(Path project, Path folder, int bureau, int hotline) throws IOException {
        Path home = folder.resolve("home");
        FileSystemUtils.deleteRecursively(home);
        for (String part : List.of("routes", "connectors", "district")) {
            copy(project.resolve(part), home.resolve(part));
        }
        Files.writeString(
                home.resolve("district/jiangning/routing-rules.csv"),
                RULES,
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        Files.createDirectories(folder.resolve("data"));
        Credentials.loadOrCreate(
                folder.resolve("data/secrets.yaml"), Set.of("NJ12345", "PANANJ", "WGT", "CG", "HB", "XF"));
        Path configuration = Files.writeString(folder.resolve("hub.yaml"), """
                NJ12345: {url: "http://127.0.0.1:%d/hotline/callback", soapUrl: "http://127.0.0.1:%d/unused"}
                HB: {url: "http://127.0.0.1:%d"}
                """.formatted(hotline, hotline, bureau));
        return new HubSite(folder, project.resolve("target/liandong.jar"), configuration);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** @param options of the Java machine beyond those that all programs get */
    Program start(List<String> options) throws IOException {
        List<String> what = new ArrayList<>(options);
        what.add("-Dliandong.home=" + folder.resolve("home"));
        what.addAll(List.of("-jar", jar.toString(), "run", "--port", Integer.toString(port)));
        what.addAll(List.of("--data", data().toString(), "--config", configuration.toString()));
        return Program.start("hub", folder, what);
    }

    boolean isReady() {
        try (Line line = new Line(port)) {
            byte[] ask = "GET /actuator/health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
            return line.call(ask).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path connectors() {
        return folder.resolve("home/connectors");
    }

    Path ledger() {
        return data().resolve("ledger.db");
    }

    Secrets secrets() throws IOException {
        return Secrets.read(data().resolve("secrets.yaml"));
    }

    /** All bytes below the data folder. */
    long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(data())) {
            return files.filter(Files::isRegularFile).mapToLong(HubSite::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
