package org.liandong.command;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** How far a long verification is: rewritten in place on a terminal, a line every ten seconds elsewhere; and where it was broken off. */
final class VerifyProgress implements LongConsumer {
    private static final long SECOND = 1_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("hub.terminal");
    private final AtomicLong verified = new AtomicLong();
    private long next = System.nanoTime() + pace();
    private boolean shown;

    private VerifyProgress(PrintWriter err) {
        this.err = err;
    }

    static <T> T shownWhile(PrintWriter err, Function<LongConsumer, T> work) {
        VerifyProgress progress = new VerifyProgress(err);
        AtomicBoolean ended = new AtomicBoolean();
        Thread interrupted = new Thread(() -> {
            if (!ended.get()) {
                err.println("%n已中断: 核验到第%d步,没有结论".formatted(progress.verified.get()));
                err.flush();
            }
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return work.apply(progress);
        } finally {
            ended.set(true);
            progress.clear();
        }
    }

    @Override
    public void accept(long steps) {
        verified.set(steps);
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + pace();
            shown = true;
            err.print((terminal ? "\r" : "") + "已核验%d步".formatted(steps) + (terminal ? " " : "\n"));
            err.flush();
        }
    }

    private long pace() {
        return terminal ? SECOND : 10 * SECOND;
    }

    private void clear() {
        if (terminal && shown) {
            err.print("\r");
        }
    }
}
