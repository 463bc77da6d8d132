package org.liandong.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liandong.bench.Orders.Kind;

/** From the push to the task in a REST department's hands, against {@link PlainCamel} on the same stretch. */
final class EndToEndRatio {
    private final Stretch stretch;
    private final Bench.Rounds rounds;
    private double reached = 1_000;

    EndToEndRatio(Stretch stretch, Bench.Rounds rounds) {
        this.stretch = stretch;
        this.rounds = rounds;
    }

    /** @return cases a second */
    double measure(Figures figures) throws IOException, InterruptedException {
        List<Double> hub = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        Duration time = rounds.endToEnd();
        Duration cpu = Duration.ZERO;
        Duration compilers = Duration.ZERO;
        Duration plainCpu = Duration.ZERO;
        long cases = 0;
        long plainCases = 0;
        long bytes = stretch.site().bytesOnDisk();
        Neighbours neighbours = new Neighbours(stretch.programs());
        for (int round = 0; round < rounds.count(); round++) {
            stretch.orders().prepare(Kind.TO_BUREAU, (int) (reached * time.toMillis() / 1000 * 1.2));
            Duration cpuBefore = stretch.hub().cpu();
            Duration compilersBefore = stretch.hub().compilerCpu();
            long tasksBefore = stretch.bureau().tasks();
            hub.add(stretch.toBureau(time));
            cpu = cpu.plus(stretch.hub().cpu().minus(cpuBefore));
            compilers = compilers.plus(stretch.hub().compilerCpu().minus(compilersBefore));
            cases += stretch.bureau().tasks() - tasksBefore;
            reached = Math.max(reached, hub.get(round));
            cpuBefore = stretch.plain().cpu();
            tasksBefore = stretch.plainTasks();
            plain.add(stretch.throughPlainCamel(time));
            plainCpu = plainCpu.plus(stretch.plain().cpu().minus(cpuBefore));
            plainCases += stretch.plainTasks() - tasksBefore;
        }
        neighbours.say(figures);
        figures.say("从推送到部门收下: 枢纽 %s 件/秒, 平常的Camel程序 %s 件/秒".formatted(Figures.each(hub), Figures.each(plain)));
        figures.value("cases-per-second", Figures.median(hub));
        figures.value("plain-camel-per-second", Figures.median(plain));
        figures.value("end-to-end-ratio", Figures.median(hub) / Figures.median(plain));
        figures.value("cpu-per-case-us", cpu.toNanos() / 1e3 / cases);
        figures.value("compilers-percent-of-cpu", 100.0 * compilers.toNanos() / cpu.toNanos());
        figures.value("plain-camel-cpu-per-case-us", plainCpu.toNanos() / 1e3 / plainCases);
        figures.value("bytes-on-disk-per-case", (double) (stretch.site().bytesOnDisk() - bytes) / cases);
        return Figures.median(hub);
    }
}
