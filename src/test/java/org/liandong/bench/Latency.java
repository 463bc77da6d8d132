package org.liandong.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.liandong.bench.Orders.Kind;

/**
 * How long a case takes from the moment it was to be sent until the department has it, at a rate set beforehand: whoever
 * waits for a slow answer is late for the next and says so.
 */
final class Latency {
    private static final int SENDERS = 64;

    private final Stretch stretch;

    Latency(Stretch stretch) {
        this.stretch = stretch;
    }

    /** @param rate cases a second */
    void measure(Figures figures, double rate, Duration time) throws IOException, InterruptedException {
        int count = (int) (rate * time.toMillis() / 1000);
        stretch.orders().prepare(Kind.TO_BUREAU, count);
        Map<String, Long> arrivals = stretch.bureau().watch(true);
        Map<String, Long> due = send(rate, count);
        stretch.window().awaitEmpty();
        stretch.bureau().watch(false);
        List<Double> millis = new ArrayList<>(count);
        due.forEach((caseNo, moment) -> millis.add((arrivals.getOrDefault(caseNo, Long.MAX_VALUE) - moment) / 1e6));
        arrivals.clear();
        millis.sort(null);
        figures.say("延迟: 每秒%.0f件, 共%d件".formatted(rate, millis.size()));
        figures.value("latency-p50-ms", at(millis, 0.5));
        figures.value("latency-p99-ms", at(millis, 0.99));
    }

    private Map<String, Long> send(double rate, int count) throws IOException, InterruptedException {
        Map<String, Long> due = new ConcurrentHashMap<>();
        AtomicLong next = new AtomicLong();
        AtomicReference<Exception> trouble = new AtomicReference<>();
        long start = System.nanoTime() + 100_000_000;
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Line line = new Line(stretch.site().port());
            Thread sender = new Thread(() -> {
                try (line) {
                    for (long turn = next.getAndIncrement(); turn < count; turn = next.getAndIncrement()) {
                        long moment = start + (long) (turn * 1e9 / rate);
                        for (long wait = moment - System.nanoTime(); wait > 0; wait = moment - System.nanoTime()) {
                            LockSupport.parkNanos(wait);
                        }
                        if (!stretch.window().enter()) {
                            throw new IllegalStateException("枢纽跟不上每秒%.0f件".formatted(rate));
                        }
                        Line.Answer answer = line.call(stretch.orders().next(Kind.TO_BUREAU));
                        Bench.taken(answer);
                        due.put(Bench.caseNo(answer), moment);
                    }
                } catch (IOException | InterruptedException | RuntimeException e) {
                    trouble.compareAndSet(null, e);
                }
            });
            senders.add(sender);
            sender.start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        if (trouble.get() != null) {
            throw new IllegalStateException("延迟未能量出: " + trouble.get().getMessage(), trouble.get());
        }
        return due;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * share)));
    }
}
