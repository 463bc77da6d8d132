package org.liandong.district;

import java.util.List;

/**
 * A place in the gazetteer.
 *
 * @param street nine-digit code of the street or park it lies in
 */
public record Place(String name, List<String> aliases, String street, GeoPoint point, Kind kind) {
    public Place {
        aliases = List.copyOf(aliases);
    }

    /** What sort of place: a position near a crossing or a named place says where it is, a road does not. */
    public enum Kind {
        POI,
        ROAD,
        CROSSING
    }
}
