package org.liandong.simulator;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A bounded stretch of traffic at a steady rate. It does not wait for the hub: what is not answered goes on being sent
 * beside what comes next.
 */
public final class Morning implements AutoCloseable {
    private final Thread clock;
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * Begins at once.
     *
     * @param count how many messages
     * @param perSecond how many each second
     */
    Morning(Traffic traffic, Consumer<Push> senders, int count, double perSecond) {
        if (count < 0 || perSecond <= 0) {
            throw new IllegalArgumentException("仿真早高峰参数不合法:count 须不小于0,perSecond 须大于0");
        }
        this.clock = Daemons.named("simulator-morning", () -> run(traffic, senders, count, perSecond));
        clock.start();
    }

    /** Whether all messages have been handed to the senders. */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public void close() {
        clock.interrupt();
    }

    private void run(Traffic traffic, Consumer<Push> senders, int count, double perSecond) {
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < count; i++) {
                long due = begin + (long) (i / perSecond * 1e9);
                long early = due - System.nanoTime();
                if (early > 0) {
                    TimeUnit.NANOSECONDS.sleep(early);
                }
                senders.accept(traffic.next());
            }
            over.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
