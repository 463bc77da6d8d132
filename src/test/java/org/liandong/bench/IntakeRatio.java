package org.liandong.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.liandong.bench.Orders.Kind;

/** Durable intake by the hub, mapping, checks, lifecycle and trace included, against storing the bytes. */
final class IntakeRatio {
    static final List<Integer> CONNECTIONS = List.of(1, 8, 32);

    private final Stretch stretch;
    private final Bench.Rounds rounds;
    private double fastest = 2_000;

    IntakeRatio(Stretch stretch, Bench.Rounds rounds) {
        this.stretch = stretch;
        this.rounds = rounds;
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        Neighbours neighbours = new Neighbours(stretch.programs());
        List<Double> ratios = new ArrayList<>();
        for (int connections : CONNECTIONS) {
            List<Double> hub = new ArrayList<>();
            List<Double> raw = new ArrayList<>();
            for (int round = 0; round < rounds.count(); round++) {
                hub.add(hub(connections));
                raw.add(stretch.toStore(connections).run(rounds.intake()));
            }
            double ratio = Figures.median(hub) / Figures.median(raw);
            ratios.add(ratio);
            figures.say(
                    "收件 %d条连接: 枢纽 %s 件/秒, 只存原文 %s 件/秒".formatted(connections, Figures.each(hub), Figures.each(raw)));
            figures.value("intake-per-second-" + connections, Figures.median(hub));
            figures.value("raw-store-per-second-" + connections, Figures.median(raw));
            figures.value("intake-ratio-" + connections, ratio);
        }
        neighbours.say(figures);
        // the worst of the three is what counts
        figures.value(
                "intake-ratio",
                ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow());
    }

    private double hub(int connections) throws IOException, InterruptedException {
        Duration time = rounds.intake();
        stretch.orders().prepare(Kind.TO_STREET, (int) (fastest * time.toMillis() / 1000 * 1.2));
        double rate = stretch.toHub(Kind.TO_STREET, connections).run(time);
        fastest = Math.max(fastest, rate);
        return rate;
    }
}
