package org.liandong.ledger;

import java.time.Duration;
import java.util.List;

/**
 * What going through the chain has found.
 *
 * @param steps how many there are
 * @param lastSeq number of the last one
 * @param findings the first ones, in the chain's order; empty if the chain is whole
 * @param complete whether all findings are listed
 * @param endProven whether the seal on the end was checked: without the hub's keys it cannot be
 * @param anchored the anchors that agree with the chain, earliest first
 */
public record ChainReport(
        long steps,
        long lastSeq,
        List<Finding> findings,
        boolean complete,
        boolean endProven,
        List<Anchor> anchored,
        Duration took) {

    public boolean isWhole() {
        return findings.isEmpty();
    }

    /**
     * Something wrong with the chain.
     *
     * @param seq of the step, or the first of the steps, concerned
     */
    public record Finding(Kind kind, long seq, String explanation) {}

    /** How a step can be wrong. */
    public enum Kind {
        /** Its content is not what was written. */
        ALTERED,
        /** It, or a run of steps beginning with it, is not there, though others before and after are. */
        MISSING,
        /** It stands at another place than it was written at. */
        MOVED,
        /** It was written by somebody who is not the hub. */
        ADDED,
        /** Its content and hash were both exchanged: the next step still knows the hash it had. */
        REWRITTEN,
        /** The end of the chain is not there: the sealed end is further. */
        CUT_OFF,
        /** The seal on the end of the chain is not the hub's. */
        SEAL_BROKEN,
        /** When the hub wrote it, the chain before had another end than the sealed one: cut off, added to or rewritten. */
        BROKEN_BEFORE,
        /** An anchor knows another hash: it or a step before it was exchanged with all hashes after. */
        ANCHOR_DIFFERS,
        /** The rows may be right, but the database's way to those of a case is not: steps may not be shown. */
        INDEX_DIFFERS
    }
}
