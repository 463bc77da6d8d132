package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What everybody else on the machine did to the processors while something was measured: beyond a little, nothing counts. */
final class Neighbours {
    private static final double TOLERABLE = 15;
    private static final long MILLIS_PER_TICK = 10;

    private final List<Program> own;
    private final Duration busy;
    private final Duration ours;
    private final long start = System.nanoTime();

    /** Begins to watch. */
    Neighbours(List<Program> own) throws IOException {
        this.own = own;
        this.busy = busy();
        this.ours = ours();
    }

    /** Says how much of the processors they took since, in percent of all. */
    void say(Figures figures) throws IOException {
        Duration theirs = busy().minus(busy).minus(ours().minus(ours));
        double share = 100.0
                * theirs.toNanos()
                / (System.nanoTime() - start)
                / Runtime.getRuntime().availableProcessors();
        figures.value("others-cpu-percent", Math.max(0, share));
        if (share > TOLERABLE) {
            figures.say("注意: 测量时其他程序占用了处理器的%.0f%%, 数值偏低, 比值也不可靠; 请在空闲时重测".formatted(share));
        }
    }

    private Duration ours() throws IOException {
        Duration sum = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        for (Program program : own) {
            sum = sum.plus(program.cpu());
        }
        return sum;
    }

    /** All processors' time but the idle and the waiting. */
    private static Duration busy() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
        long ticks = 0;
        for (int i = 1; i < fields.length && i <= 7; i++) {
            if (i != 4 && i != 5) {
                ticks += Long.parseLong(fields[i]);
            }
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }
}
