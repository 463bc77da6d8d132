package org.liandong.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Senders that each wait for the answer before they send the next: a closed loop over so many connections. */
final class Load {
    private final int port;
    private final int connections;
    private final Supplier<byte[]> requests;
    private final Consumer<Line.Answer> heard;
    private final @Nullable Window window;

    /**
     * @param heard given each answer; throws if it is not what it should be
     * @param window what may be sent before something arrives at the far end; null if nobody waits for that
     */
    Load(int port, int connections, Supplier<byte[]> requests, Consumer<Line.Answer> heard, @Nullable Window window) {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
        this.heard = heard;
        this.window = window;
    }

    /**
     * Sends for so long.
     *
     * @return answers a second, the first tenth of the time left out
     */
    double run(Duration time) throws InterruptedException, IOException {
        LongAdder answers = new LongAdder();
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicReference<Throwable> trouble = new AtomicReference<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Line line = new Line(port);
            Thread sender = new Thread(() -> send(line, going, answers, trouble), "sender-" + i);
            senders.add(sender);
        }
        senders.forEach(Thread::start);
        TimeUnit.NANOSECONDS.sleep(time.toNanos() / 10);
        long before = answers.sum();
        long start = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(time.toNanos() * 9 / 10);
        double rate = (answers.sum() - before) * 1e9 / (System.nanoTime() - start);
        going.set(false);
        for (Thread sender : senders) {
            sender.join();
        }
        Throwable failure = trouble.get();
        if (failure != null) {
            throw new IllegalStateException("发送失败: " + failure.getMessage(), failure);
        }
        return rate;
    }

    private void send(Line line, AtomicBoolean going, LongAdder answers, AtomicReference<Throwable> trouble) {
        try (line) {
            while (going.get()) {
                if (window != null && !window.enter()) {
                    continue;
                }
                heard.accept(line.call(requests.get()));
                answers.increment();
            }
        } catch (IOException | RuntimeException e) {
            trouble.compareAndSet(null, e);
            going.set(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
