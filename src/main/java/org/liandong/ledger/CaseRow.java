package org.liandong.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.Urgency;

/**
 * A case as the ledger keeps it: the document, and beside it what is searched and counted by.
 *
 * @param version grows with every change; also the number of the case's last event
 * @param state code ST of reference §4.2
 * @param doc the whole case, JSON; personal data only as references into the {@link PersonVault}
 */
public record CaseRow(
        CaseNumber caseNo,
        long version,
        String state,
        Channel channel,
        @Nullable String itemCode,
        Place place,
        @Nullable String leadDept,
        Urgency urgency,
        boolean selfHandled,
        Times times,
        String doc) {

    /**
     * Where it is, as far as is known.
     *
     * @param street code of the street
     * @param lng millionths of a degree, CGCS2000
     * @param lat the same
     * @param poi name of the place
     */
    public record Place(
            @Nullable String street,
            @Nullable Integer lng,
            @Nullable Integer lat,
            @Nullable String poi) {
        /** Nothing is known. */
        public static final Place UNKNOWN = new Place(null, null, null, null);

        /** Degrees as the ledger keeps them. */
        public static int millionths(double degrees) {
            return (int) Math.round(degrees * 1e6);
        }
    }

    /**
     * When things happened to the case as a whole, to the millisecond.
     *
     * @param wakeAt when the hub must look at the case by itself; null if it need not
     */
    public record Times(
            Instant reportedAt,
            Instant receivedAt,
            @Nullable Instant dueAt,
            @Nullable Instant wakeAt,
            @Nullable Instant closedAt,
            Instant updatedAt) {}
}
