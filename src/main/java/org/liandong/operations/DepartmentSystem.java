package org.liandong.operations;

import java.util.List;

/** A department's own system, as far as its page is concerned. Safe for any thread. */
public interface DepartmentSystem {
    /** Name of its connector, and the account that opens its page. */
    String name();

    String title();

    /** Code of the department. */
    String department();

    /** The queue that its letters wait in. */
    String receiver();

    /** Under what name its messages come. */
    String sender();

    /** How it stands. */
    ConnectorLine line();

    /** Tries to reach it, step by step, as far as that goes; sends no message. May take as long as its timeouts. */
    List<Finding> probe();

    /**
     * What came of a step.
     *
     * @param words what was seen and, if that is not well, what to do
     */
    record Finding(String step, boolean isWell, String words) {}
}
