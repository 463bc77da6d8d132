package org.liandong.intake.cleaning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.liandong.cases.QualityNote;

/**
 * Cleans a mapped channel message as a whole (reference §3.3, §3.7). Never throws for what a sender wrote: what cannot be
 * used is a note or a defect. Says nothing about coordinates and divisions. Immutable; safe for any number of threads.
 */
public final class Cleaner {
    private final Addresses addresses;

    /** @param divisions the names an address here may begin with and does not need, from the largest down */
    public Cleaner(List<String> divisions) {
        this.addresses = new Addresses(divisions);
    }

    /**
     * @param message raw leaf values in the canonical shape
     * @param fieldNames from a canonical path such as {@code petitioner.phone} to the sender's name for it
     * @param receivedAt when the message reached the hub
     */
    public CleanedReport clean(ObjectNode message, UnaryOperator<String> fieldNames, Instant receivedAt) {
        return clean(message, fieldNames, receivedAt, List.of());
    }

    /** @param earlier notes made while decoding, to be merged with those made here */
    public CleanedReport clean(
            ObjectNode message, UnaryOperator<String> fieldNames, Instant receivedAt, List<QualityNote> earlier) {
        return new OneReport(new Leaves(message, fieldNames), addresses, receivedAt).clean(earlier);
    }
}
