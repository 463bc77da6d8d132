package org.liandong.simulator;

import java.net.URI;

/** The side of a department's system that the hub sees. */
interface Front extends AutoCloseable {
    URI address();

    /** Makes the system reachable, or not, at the same address. */
    void reachable(boolean reachable);

    @Override
    void close();
}
