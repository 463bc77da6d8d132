package org.liandong.cases;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Where it is (reference §4.1, §2.5). Longitude and latitude are CGCS2000 degrees with six decimals; what arrived is kept
 * beside them.
 *
 * @param division6 GB/T 2260 code of the district
 * @param street nine-digit code of the street or park
 * @param community twelve-digit code
 * @param grid fifteen-digit code
 * @param gridKind Z, S or X
 * @param poi name of the place found in the gazetteer
 * @param inferred whether the street was inferred from the address text or the position
 */
public record Location(
        String division6,
        @Nullable String street,
        @Nullable String community,
        @Nullable String grid,
        @Nullable String gridKind,
        String addressText,
        @Nullable String poi,
        @Nullable BigDecimal lng,
        @Nullable BigDecimal lat,
        Quality quality,
        boolean inferred,
        @Nullable Raw raw) {

    /** How the position was found. */
    public enum Quality {
        GPS,
        POI,
        GEOCODED,
        GEOCODED_FUZZY,
        GRID_ONLY,
        COMMUNITY_ONLY,
        STREET_ONLY,
        UNKNOWN_CRS,
        NONE
    }

    /** The position as it arrived. */
    public record Raw(
            @Nullable String lng,
            @Nullable String lat,
            @Nullable String crs,
            @Nullable String accuracyM) {}
}
