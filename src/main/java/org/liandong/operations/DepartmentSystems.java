package org.liandong.operations;

import java.util.List;
import java.util.Optional;

/** The systems of all departments that have a connector, as they are now. */
@FunctionalInterface
public interface DepartmentSystems {
    List<DepartmentSystem> all();

    default Optional<DepartmentSystem> named(String name) {
        return all().stream().filter(system -> system.name().equals(name)).findFirst();
    }

    default Optional<DepartmentSystem> of(String department) {
        return all().stream()
                .filter(system -> system.department().equals(department))
                .findFirst();
    }
}
