package org.liandong.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code ./hub bench}. */
@Command(name = "bench", description = "测速:枢纽与同一段路上最少的程序相比", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int ENOUGH_TO_WEIGH = 10_000;

    @Option(names = "--long", description = "一直预热到编译器安静下来,轮次更多(约十分钟)")
    boolean thorough;

    @Option(names = "--only", description = "只量其中几项: ${DEFAULT-VALUE};另有 floor、growth 与 connectors", split = ",")
    List<String> only = List.of("end-to-end", "broker", "latency", "loop", "intake", "mapping");

    @Option(names = "--cases", description = "growth: 库中多少件(默认 ${DEFAULT-VALUE})", defaultValue = "1000000")
    int cases;

    @Option(names = "--waiting", description = "growth: 其中多少件在一个部门的队列里(默认 ${DEFAULT-VALUE})", defaultValue = "100000")
    int waiting;

    @Option(
            names = "--grown",
            description = "growth: 有历史的库放在哪里,同样大小的两小时内再用(默认 ${DEFAULT-VALUE})",
            defaultValue = "target/bench/grown")
    Path grown = Path.of("target/bench/grown");

    @Option(names = "--seed", description = "报文内容的随机种子(默认 ${DEFAULT-VALUE})", defaultValue = "1")
    long seed;

    @Option(names = "--folder", description = "数据放在哪里(默认 ${DEFAULT-VALUE})", defaultValue = "target/bench")
    Path folder = Path.of("target/bench");

    @Option(names = "--hub-java", description = "只给枢纽的Java选项,例如录制JFR", split = " ")
    List<String> hubOptions = new ArrayList<>();

    public static void main(String[] arguments) {
        sayLittle();
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    /** Nobody is measured while it writes a log: a broker left to itself writes five lines for each message. */
    static void sayLittle() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }

    @Override
    public Integer call() throws Exception {
        Path run = Files.createDirectories(folder.toAbsolutePath()).resolve(Long.toString(System.currentTimeMillis()));
        Files.createDirectories(run);
        Path project = Path.of("").toAbsolutePath();
        Figures figures = new Figures(System.out);
        figures.say("机器 %d个处理器, Java %s, 种子 %d, 数据 %s"
                .formatted(Runtime.getRuntime().availableProcessors(), Runtime.version(), seed, run));
        Rounds rounds = thorough
                ? new Rounds(7, Duration.ofSeconds(4), Duration.ofSeconds(6))
                : new Rounds(3, Duration.ofSeconds(1), Duration.ofSeconds(2));
        Duration warming = thorough ? Duration.ofSeconds(30) : Duration.ofSeconds(10);
        Duration patience = thorough ? Duration.ofMinutes(6) : warming;
        if (only.contains("growth")) {
            GrowthRatio.Past past = new GrowthRatio.Past(cases, waiting, grown.toAbsolutePath());
            new GrowthRatio(project, run, past, seed, hubOptions, figures).measure(rounds, warming, patience);
            if (only.size() == 1) {
                return 0;
            }
        }
        if (only.contains("connectors")) {
            new ManyConnectors(project, run).measure(figures);
            if (only.size() == 1) {
                return 0;
            }
        }
        if (only.contains("mapping")) {
            new MappingSpeed(project.resolve("connectors")).measure(figures, rounds.endToEnd());
            if (only.size() == 1) {
                return 0;
            }
        }
        try (Stretch stretch = Stretch.compared(project, run, seed, hubOptions, figures)) {
            stretch.warm(warming, patience, figures);
            stretch.warmPeers(warming);
            double heap = stretch.hub().heapAfterCollection();
            long open = stretch.bureau().tasks();
            if (only.contains("end-to-end")) {
                double reached = new EndToEndRatio(stretch, rounds).measure(figures);
                if (only.contains("broker")) {
                    double broker = broker(run);
                    figures.value("broker-per-second", broker);
                    figures.value("broker-share", reached / broker);
                }
                if (only.contains("latency")) {
                    new Latency(stretch)
                            .measure(figures, reached / 2, rounds.endToEnd().multipliedBy(2));
                }
                heap(stretch, heap, open, figures);
            }
            if (only.contains("floor")) {
                new Floor(stretch, rounds, run).measure(figures, warming);
            }
            if (only.contains("loop")) {
                new WholeLoop(stretch).measure(figures, rounds.endToEnd().multipliedBy(4));
            }
            if (only.contains("intake")) {
                stretch.hotlineRests();
                new IntakeRatio(stretch, rounds).measure(figures);
            }
        }
        return 0;
    }

    /** What the caches and the compilers' own classes hold is more than a few thousand cases do. */
    private static void heap(Stretch stretch, double before, long openBefore, Figures figures)
            throws IOException, InterruptedException {
        double now = stretch.hub().heapAfterCollection();
        long more = stretch.bureau().tasks() - openBefore;
        figures.value("heap-after-collection-mb", now / 1e6);
        if (more < ENOUGH_TO_WEIGH) {
            figures.say("只多了%d件在办, 少于%d件称不出各占多少堆: 请用 --long".formatted(more, ENOUGH_TO_WEIGH));
        } else {
            figures.value("heap-mb-per-100000-open-cases", (now - before) / 1e6 * 100_000 / more);
        }
    }

    private double broker(Path run) throws IOException, InterruptedException {
        String seconds = thorough ? "10" : "3";
        try (Program broker =
                Program.peer(RawBroker.class, run, run.resolve("raw-broker").toString(), seconds, seconds)) {
            broker.awaitEnd();
            return broker.said()
                    .lines()
                    .filter(line -> line.startsWith(RawBroker.RESULT))
                    .mapToDouble(line -> Double.parseDouble(line.substring(RawBroker.RESULT.length())))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * How much is measured.
     *
     * @param count rounds of each, both sides in turn; the median counts
     * @param intake how long one round of taking in lasts
     * @param endToEnd how long one round of the whole stretch lasts
     */
    record Rounds(int count, Duration intake, Duration endToEnd) {}

    static String caseNo(Line.Answer answer) {
        try {
            return JSON.readTree(answer.body()).path("caseNo").asText();
        } catch (IOException e) {
            throw new IllegalStateException("回执不是JSON: " + answer, e);
        }
    }

    /** @throws IllegalStateException if the message was not taken */
    static void taken(Line.Answer answer) {
        if (answer.status() != 200 || !answer.body().startsWith("{\"code\":\"0\"")) {
            throw new IllegalStateException("没有收下: " + answer);
        }
    }
}
