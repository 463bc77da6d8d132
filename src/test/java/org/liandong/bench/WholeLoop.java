package org.liandong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All the way: push, department, signed, done, channel told, resident asked, closed, channel told, evaluated. */
final class WholeLoop {
    private final Stretch stretch;
    private final Bench.Rounds rounds;

    WholeLoop(Stretch stretch, Bench.Rounds rounds) {
        this.stretch = stretch;
        this.rounds = rounds;
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        long held = stretch.hotline().held();
        long closed = stretch.hotline().closed();
        // one round more: the way back is not warm yet
        stretch.wholeLoop(rounds.endToEnd());
        for (int round = 0; round < rounds.count(); round++) {
            rates.add(stretch.wholeLoop(rounds.endToEnd()));
        }
        figures.say("全程闭环: %s 件/秒; 共办结%d件, 另有%d件按规则留给人核查"
                .formatted(
                        Figures.each(rates),
                        stretch.hotline().closed() - closed,
                        stretch.hotline().held() - held));
        figures.value("loop-cases-per-second", Figures.median(rates));
    }
}
