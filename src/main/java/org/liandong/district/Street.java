package org.liandong.district;

import org.jspecify.annotations.Nullable;

/**
 * A unit at street level: a street (街道), or a park (园区) that is run like one (reference §0 point 2).
 *
 * @param code nine digits
 * @param park whether it is a park or another statistical unit
 * @param centre a rough centre, good only for a weak guess; parks may have none
 */
public record Street(
        String code, String name, boolean park, @Nullable GeoPoint centre) {
    public Unit unit() {
        return new Unit(Unit.Kind.STREET, code, name);
    }
}
