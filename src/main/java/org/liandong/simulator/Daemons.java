package org.liandong.simulator;

import java.util.concurrent.ThreadFactory;

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

    static ThreadFactory named(String name) {
        return task -> named(name, task);
    }
}
