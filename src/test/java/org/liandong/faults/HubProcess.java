package org.liandong.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The packaged hub, run as the {@code hub} command runs it, with its output in two files. */
final class HubProcess implements AutoCloseable {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path PACKAGED = HOME.resolve("target/liandong.jar");
    /** Signal 2 in a mask of signals. */
    private static final long SIGINT = 1L << 1;

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    static {
        // if whoever started it is ended, no hub stays behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final Path out;
    private final Path err;

    private HubProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Folder with the shipped routes, connectors and district. */
    static Path home() {
        return HOME;
    }

    /** @param logs folder for what it prints */
    static HubProcess start(Path logs, String... arguments) throws IOException {
        return start(logs, List.of(), arguments);
    }

    /** @param options of the Java machine; those named last win */
    static HubProcess start(Path logs, List<String> options, String... arguments) throws IOException {
        return startWatched(logs, List.of(), options, arguments);
    }

    /** @param watcher command that runs the hub as its own process, watched */
    static HubProcess startWatched(Path logs, List<String> watcher, List<String> options, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(watcher);
        command.addAll(List.of(
                java(),
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Djdk.serialFilter=!*",
                "-Dliandong.home=" + HOME));
        command.addAll(options);
        command.addAll(List.of("-jar", PACKAGED.toString()));
        command.addAll(List.of(arguments));
        int run = RUNS.incrementAndGet();
        Path out = logs.resolve("hub-%02d.out".formatted(run));
        Path err = logs.resolve("hub-%02d.err".formatted(run));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        RUNNING.add(process);
        return new HubProcess(process, out, err);
    }

    /** Whether the hub on the port says that it is ready to serve. */
    static boolean isReady(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port)))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return false if it ended by itself meanwhile */
    boolean livesFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no thread of it does anything any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        RUNNING.remove(process);
    }

    /** Sends the signal, for example {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether it was not started, as shells start background jobs, with interrupts ignored. */
    boolean hearsInterrupts() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return true;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .noneMatch(ignored -> (ignored & SIGINT) != 0);
    }

    /** @throws AssertionError if it does not end in time */
    int exitWithin(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("枢纽在%s内没有结束".formatted(time));
        }
        return process.exitValue();
    }

    /** The lines it printed to standard output. */
    List<String> out() throws IOException {
        return lines(out);
    }

    /** The lines it printed to standard error. */
    List<String> err() throws IOException {
        return lines(err);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
