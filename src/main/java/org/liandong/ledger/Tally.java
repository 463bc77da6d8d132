package org.liandong.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The names under which the ledger itself counts, so that a live summary scans no big table. Callers may count under names
 * of their own, for example {@code flow/signed}.
 */
public final class Tally {
    /** Name of all counts of messages by what became of them. */
    public static final String INBOX = "inbox/";
    /** Name of all counts of cases by state. */
    public static final String STATE = "state/";
    /** Name of all counts of cases by channel. */
    public static final String CHANNEL = "channel/";
    /** Name of all counts of cases by lead department. */
    public static final String LEAD = "lead/";
    /** Name of all counts of messages not yet settled, by receiver. */
    public static final String BACKLOG = "backlog/";

    private Tally() {}

    static String inbox(InboxOutcome outcome) {
        return INBOX + outcome;
    }

    static String state(String state) {
        return STATE + state;
    }

    static String channel(String channel) {
        return CHANNEL + channel;
    }

    static String lead(@Nullable String dept) {
        return LEAD + (dept == null ? "-" : dept);
    }

    static String backlog(String receiver) {
        return BACKLOG + receiver;
    }
}
