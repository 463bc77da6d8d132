package org.liandong.bench;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many cases may be under way at once; each has two ends to arrive at before the next may be sent. */
final class Window {
    private static final int MOST = 256;
    private static final int ENDS = 2;

    private final Semaphore ends = new Semaphore(MOST * ENDS);

    /** @return false if none of those under way arrived for a while */
    boolean enter() throws InterruptedException {
        return ends.tryAcquire(ENDS, 100, TimeUnit.MILLISECONDS);
    }

    void oneEndReached() {
        ends.release();
    }

    void bothEndsReached() {
        ends.release(ENDS);
    }

    /** @throws IllegalStateException if something is still under way after a minute */
    void awaitEmpty() throws InterruptedException {
        if (!ends.tryAcquire(MOST * ENDS, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("一分钟后仍有%d处没有送到".formatted(MOST * ENDS - ends.availablePermits()));
        }
        ends.release(MOST * ENDS);
    }
}
