package org.liandong.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Java program under measurement, in a process of its own; all of them get the same options. */
final class Program implements AutoCloseable {
    /** The options of the {@code hub} command; the heap is the same for everybody. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx1g",
            "-XX:+UseParallelGC",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=Asia/Shanghai",
            "-Djdk.serialFilter=!*",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8");

    /** The heap of one collector, or the two generations of the other. */
    private static final Pattern USED = Pattern.compile("(?:heap|PSYoungGen|ParOldGen) +total \\d+K, used (\\d+)K");

    /** Clock ticks a second in /proc; fixed on Linux. */
    private static final long TICKS = 100;

    private static final Duration START = Duration.ofSeconds(90);

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** @param what further options, then the class or {@code -jar} with its arguments */
    static Program start(String name, Path folder, List<String> what) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(what);
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Program(name, process, log);
    }

    /** A program of this package, on the class path of this one. */
    static Program peer(Class<?> main, Path folder, String... arguments) throws IOException {
        List<String> what = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        what.addAll(List.of(arguments));
        return start(main.getSimpleName(), folder, what);
    }

    /** @throws IllegalStateException if it ends or is not there in time */
    void await(BooleanSupplier ready) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("%s没有起来:\n%s".formatted(name, Files.readString(log)));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Processor time spent so far by all its threads. */
    Duration cpu() throws IOException {
        return spent(Files.readString(Path.of("/proc", Long.toString(pid()), "stat")));
    }

    /** Of it, what the compilers had; those that ended meanwhile no longer count. */
    Duration compilerCpu() throws IOException {
        Duration sum = Duration.ZERO;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains(" CompilerThre)")) {
                    sum = sum.plus(spent(stat));
                }
            }
        }
        return sum;
    }

    private static Duration spent(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS);
    }

    /** Bytes in use on its heap after a full collection. */
    long heapAfterCollection() throws IOException, InterruptedException {
        jcmd("GC.run");
        String info = jcmd("GC.heap_info");
        return USED.matcher(info)
                        .results()
                        .mapToLong(space -> Long.parseLong(space.group(1)))
                        .sum()
                * 1024;
    }

    int threads() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return (int) threads.count();
        }
    }

    private String jcmd(String what) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()), what)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd %s: %s".formatted(what, said));
        }
        return said;
    }

    /** Waits until it ends by itself. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + "没有结束");
        }
    }

    /** What it has printed. */
    String said() throws IOException {
        return Files.readString(log);
    }

    /** Ends it as an operator would. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
