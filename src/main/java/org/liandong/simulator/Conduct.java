package org.liandong.simulator;

/** How a department's system treats those who call it: as it should, or in one of the ways that really happen. */
public enum Conduct {
    /** Answers at once and reports in order. */
    PROPER,
    /**
     * Takes the task and hangs up without a word, so that the caller cannot know. On a queue: breaks off before it
     * acknowledges, so that the broker delivers again, as often as it is set to.
     */
    NO_ANSWER,
    /** Takes the task and answers only after {@link Profile#slowness()}. */
    SLOW,
    /** Says success in the protocol and failure in the content, and takes nothing. A queue cannot do this. */
    ERROR_IN_200,
    /** Takes the task and answers, with success in the protocol, something nobody can read. A queue cannot do this. */
    GARBAGE,
    /** Sends each outcome twice under the same number. */
    TWICE,
    /** Reports that it is done before it says that it signed. */
    OUT_OF_ORDER,
    /** Cannot be reached. What it had taken it goes on working at, and reports. */
    DOWN
}
