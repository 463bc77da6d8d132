package org.liandong.simulator;

import java.util.Arrays;
import java.util.Optional;

/** What the hub may ask about a task that was dispatched before (reference §2.3). */
enum Operation {
    URGE,
    SUPPLEMENT,
    RECALL,
    /** The answer to a request for more time. */
    EXTENSION,
    /** The answer to a returned task. */
    RETURN,
    REDO;

    /** The operation of this name, in letters of either case. */
    static Optional<Operation> named(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
