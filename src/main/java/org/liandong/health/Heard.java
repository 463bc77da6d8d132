package org.liandong.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;

/**
 * What came of one message on a route.
 *
 * @param why in plain words if it did not go well
 * @param about null if no case is known that it belongs to
 */
public record Heard(
        Sort sort,
        @Nullable String why,
        Duration took,
        @Nullable About about) {
    public Heard(Sort sort, @Nullable String why, Duration took) {
        this(sort, why, took, null);
    }

    /**
     * What the message was about.
     *
     * @param what the entry by which it came in, or the operation that went out
     * @param isFirst whether the case began with it
     */
    public record About(CaseNumber caseNo, String what, boolean isFirst) {}

    /** Whether it belongs to a case that the hub made itself to try the way. */
    public boolean isOfCanary() {
        return about != null && about.caseNo().isCanary();
    }

    /** How it went, as far as the route is concerned. */
    public enum Sort {
        WELL,
        /** The other side, or for what came in the hub, did not want it; the route itself is sound. */
        REFUSED,
        /** It did not get through. */
        ILL
    }
}
