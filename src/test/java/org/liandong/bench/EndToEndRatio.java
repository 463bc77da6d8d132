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
    private double reached = 1_500;

    EndToEndRatio(Stretch stretch, Bench.Rounds rounds) {
        this.stretch = stretch;
        this.rounds = rounds;
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        List<Double> hub = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        Duration time = rounds.endToEnd();
        for (int round = 0; round < rounds.count(); round++) {
            stretch.orders().prepare(Kind.TO_BUREAU, (int) (reached * time.toMillis() / 1000 * 1.2));
            hub.add(stretch.wholeWay(stretch.site().port(), Kind.TO_BUREAU, time));
            reached = Math.max(reached, hub.get(round));
            plain.add(stretch.wholeWay(stretch.plainPort(), Kind.TO_BUREAU, time));
        }
        figures.say("从推送到部门收下: 枢纽 %s 件/秒, 平常的Camel程序 %s 件/秒".formatted(Figures.each(hub), Figures.each(plain)));
        figures.value("cases-per-second", Figures.median(hub));
        figures.value("plain-camel-per-second", Figures.median(plain));
        figures.value("end-to-end-ratio", Figures.median(hub) / Figures.median(plain));
    }
}
