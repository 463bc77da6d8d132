package org.liandong.operations;

import java.util.List;
import java.util.Optional;

/** A channel's or department's own system, as far as pages are concerned. Safe for any thread. */
public interface ConnectedSystem {
    /** What the names of the shelves begin with from which systems fetch their letters; the connector's follows. */
    String SHELF = "pull.";

    /** Name of its connector, and for a department the account that opens its page. */
    String name();

    String title();

    /** Code of the department; empty for a channel. */
    Optional<String> department();

    /** Whether letters are brought to it; others fetch theirs. */
    boolean takesLetters();

    /** The queue that its letters wait in. */
    String receiver();

    /** Under what name its messages come. */
    String sender();

    /** How it stands. */
    ConnectorLine line();

    /** By what the hub proves itself to it, and it to the hub, and until when that holds. */
    List<Credential> credentials();

    /**
     * One proof of who somebody is.
     *
     * @param whose and for what
     * @param lasts what it is and until when it holds
     * @param isSoon whether that is soon
     */
    record Credential(String whose, String lasts, boolean isSoon) {}

    /** Tries to reach it, step by step, as far as that goes; sends no message. May take as long as its timeouts. */
    List<Finding> probe();

    /**
     * What came of a step.
     *
     * @param words what was seen and, if that is not well, what to do
     */
    record Finding(String step, boolean isWell, String words) {}
}
