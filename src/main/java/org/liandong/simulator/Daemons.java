package org.liandong.simulator;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Threads of the simulator: named, and never a reason for the process to stay. */
final class Daemons {
    private Daemons() {}

    static Thread named(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        // Some are born while a server handles a call; they must not keep that server's class loader.
        thread.setContextClassLoader(Daemons.class.getClassLoader());
        return thread;
    }

    /** Somebody who goes and looks again and again, until it is closed. */
    interface Look {
        void now() throws InterruptedException;
    }

    /** @param open whether it is worth looking just now */
    static Thread looking(String name, Duration pause, CountDownLatch closed, BooleanSupplier open, Look look) {
        return named(name, () -> {
            try {
                while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    if (open.getAsBoolean()) {
                        look.now();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static ThreadFactory named(String name) {
        return task -> named(name, task);
    }
}
