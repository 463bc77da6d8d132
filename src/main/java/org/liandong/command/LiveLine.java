package org.liandong.command;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.liandong.casework.Flow;
import org.liandong.ledger.Ledger;

/** One line that tells how far the cases are: rewritten in place on a terminal, printed every ten seconds elsewhere. */
final class LiveLine {
    private static final Map<Flow, String> WORDS = Map.of(
            Flow.IN, "来件",
            Flow.DISPATCHED, "派遣",
            Flow.SIGNED, "签收",
            Flow.DONE, "办结",
            Flow.FED_BACK, "回告",
            Flow.EVALUATED, "考评",
            Flow.FAILED, "失败");

    private LiveLine() {}

    static void print(PrintStream out, Ledger ledger) {
        boolean terminal = Boolean.getBoolean("hub.terminal");
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "live-line"));
        int seconds = terminal ? 1 : 10;
        Runnable print = () -> out.print(terminal ? "\r" + line(ledger) + "  " : line(ledger) + "\n");
        var unused = timer.scheduleWithFixedDelay(print, seconds, seconds, TimeUnit.SECONDS);
    }

    static String line(Ledger ledger) {
        StringBuilder line = new StringBuilder();
        ledger.read(view -> {
            for (Flow flow : Flow.values()) {
                line.append(WORDS.get(flow))
                        .append(' ')
                        .append(view.tallies().value(flow.tally()))
                        .append("  ");
            }
            return true;
        });
        return line.toString().strip();
    }
}
