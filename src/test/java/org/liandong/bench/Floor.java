package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.liandong.simulator.FreePorts;

/**
 * What the records alone cost: {@link BareRecords} against the programs that the hub is compared with, in the same run. Its ratios are
 * what the hub's would be if everything but its records and letters were free.
 */
final class Floor {
    private final Stretch stretch;
    private final Bench.Rounds rounds;
    private final Path folder;

    Floor(Stretch stretch, Bench.Rounds rounds, Path folder) {
        this.stretch = stretch;
        this.rounds = rounds;
        this.folder = folder;
    }

    void measure(Figures figures, Duration warming) throws IOException, InterruptedException {
        endToEnd(figures, warming);
        intake(figures, warming);
    }

    private void endToEnd(Figures figures, Duration warming) throws IOException, InterruptedException {
        int port = FreePorts.next();
        int bureauPort = FreePorts.next();
        int hotlinePort = FreePorts.next();
        LongAdder tasks = new LongAdder();
        try (Desk bureau = new Desk(bureauPort, (path, body) -> told(tasks));
                Desk hotline = new Desk(hotlinePort, (path, body) -> told(new LongAdder()));
                Program bare = Program.peer(
                        BareRecords.class,
                        folder,
                        Integer.toString(port),
                        folder.resolve("bare-records").toString(),
                        "http://127.0.0.1:%d/tasks".formatted(bureauPort),
                        "http://127.0.0.1:%d/states".formatted(hotlinePort))) {
            bare.await(() -> Stretch.answers(port));
            stretch.through(port, warming, tasks::sum);
            stretch.throughPlainCamel(warming);
            List<Double> reached = new ArrayList<>();
            List<Double> plain = new ArrayList<>();
            Neighbours neighbours = new Neighbours(List.of(bare, stretch.plain(), stretch.hub()));
            Duration cpu = Duration.ZERO;
            long cases = 0;
            for (int round = 0; round < rounds.count(); round++) {
                Duration cpuBefore = bare.cpu();
                long before = tasks.sum();
                reached.add(stretch.through(port, rounds.endToEnd(), tasks::sum));
                cpu = cpu.plus(bare.cpu().minus(cpuBefore));
                cases += tasks.sum() - before;
                plain.add(stretch.throughPlainCamel(rounds.endToEnd()));
            }
            neighbours.say(figures);
            figures.say("从推送到部门收下: 只有同样的记录与信件 %s 件/秒, 平常的Camel程序 %s 件/秒"
                    .formatted(Figures.each(reached), Figures.each(plain)));
            figures.value("floor-per-second", Figures.median(reached));
            figures.value("floor-ratio", Figures.median(reached) / Figures.median(plain));
            figures.value("floor-cpu-per-case-us", cpu.toNanos() / 1e3 / cases);
        }
    }

    private String told(LongAdder count) {
        count.increment();
        stretch.window().oneEndReached();
        return "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-1\"}}";
    }

    private void intake(Figures figures, Duration warming) throws IOException, InterruptedException {
        int port = FreePorts.next();
        try (Program bare = Program.peer(
                BareRecords.class,
                folder,
                Integer.toString(port),
                folder.resolve("bare-intake").toString())) {
            bare.await(() -> Stretch.answers(port));
            stretch.sameTo(port, 8).run(warming);
            double least = Double.MAX_VALUE;
            for (int connections : IntakeRatio.CONNECTIONS) {
                List<Double> reached = new ArrayList<>();
                List<Double> raw = new ArrayList<>();
                for (int round = 0; round < rounds.count(); round++) {
                    reached.add(stretch.sameTo(port, connections).run(rounds.intake()));
                    raw.add(stretch.toStore(connections).run(rounds.intake()));
                }
                double ratio = Figures.median(reached) / Figures.median(raw);
                figures.say("收件 %d条连接: 只有同样的记录 %s 件/秒, 只存原文 %s 件/秒"
                        .formatted(connections, Figures.each(reached), Figures.each(raw)));
                figures.value("floor-intake-ratio-" + connections, ratio);
                least = Math.min(least, ratio);
            }
            figures.value("floor-intake-ratio", least);
        }
    }
}
