package org.liandong.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A hub of one's own in a folder, a process like any other hub, that can be killed. Used by one thread. */
final class TrialHub implements AutoCloseable {
    private static final int LAST_WORDS = 5;
    private static final long PATIENCE_SECONDS = 10;

    private final Path folder;
    private final List<String> program;
    private final Path trusted;
    private final Thread atTheEnd = new Thread(this::kill, "end the trial hub");
    private final int port = freePort();
    private final int brokerPort = freePort();
    private @Nullable Process process;

    /**
     * @param folder with {@code home} and {@code data}
     * @param program what follows the options of the Java machine: {@code -jar} and the hub, or its class path and class
     * @param trusted key store whose authorities it trusts, and no others
     */
    TrialHub(Path folder, List<String> program, Path trusted) {
        this.folder = folder;
        this.program = List.copyOf(program);
        this.trusted = trusted;
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8",
                "-Duser.timezone=Asia/Shanghai",
                "-Djdk.serialFilter=!*",
                "-Dliandong.home=" + folder.resolve("home"),
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD));
        command.addAll(program);
        command.addAll(List.of(
                "run", "--port", Integer.toString(port), "--data", data().toString(), "--config", config().toString()));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("演练用的枢纽不能启动: " + e.getMessage(), e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** What the hub is set up by. */
    Path config() {
        return folder.resolve("config.yaml");
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** What it said last. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** At once, without a chance to put anything in order. */
    void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroyForcibly();
        try {
            running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException e) {
            // we are ending already
        }
    }

    private Path log() {
        return folder.resolve("hub.log");
    }

    /** Where those who report find their secrets. */
    Path secrets() {
        return data().resolve("secrets.yaml");
    }

    /** Whether it has made any yet. */
    boolean hasSecrets() {
        return Files.exists(secrets());
    }

    /** Where its broker is met, as {@code liandong.broker.port} must say. */
    int brokerPort() {
        return brokerPort;
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
