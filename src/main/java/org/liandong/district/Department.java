package org.liandong.district;

import java.time.LocalDate;
import java.util.List;

/**
 * A department (职能部门). The table is open-ended: a seventeenth is one more line (reference §0 point 11).
 *
 * @param shortName as people say it, for example 城管
 * @param aliases all its names over time, the official ones included
 */
public record Department(String code, String shortName, List<Alias> aliases) {
    public Department {
        aliases = List.copyOf(aliases);
    }

    /** @param official whether it is the name on the seal, or only what people say */
    public record Alias(String name, boolean official, Validity validity) {}

    /** The official name on a day; the short name if none is recorded. */
    public String nameOn(LocalDate day) {
        return aliases.stream()
                .filter(alias -> alias.official() && alias.validity().includes(day))
                .map(Alias::name)
                .findFirst()
                .orElse(shortName);
    }

    public Unit unit() {
        return new Unit(Unit.Kind.DEPARTMENT, code, shortName);
    }
}
