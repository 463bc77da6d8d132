package org.liandong.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one message on a route.
 *
 * @param why in plain words if it did not go well
 */
public record Heard(Sort sort, @Nullable String why, Duration took) {
    /** How it went, as far as the route is concerned. */
    public enum Sort {
        WELL,
        /** The other side, or for what came in the hub, did not want it; the route itself is sound. */
        REFUSED,
        /** It did not get through. */
        ILL
    }
}
