package org.liandong.operations;

import java.util.Optional;

/** The Chinese names of departments, streets, parks and centres by their codes. Safe for any thread. */
@FunctionalInterface
public interface UnitNames {
    /** Empty if there is no unit with that code. */
    Optional<String> find(String code);

    /** The unit's name; the code itself where no name is known, so that nothing is hidden. */
    default String name(String code) {
        return find(code).orElse(code);
    }
}
