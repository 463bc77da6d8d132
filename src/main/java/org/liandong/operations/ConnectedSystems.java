package org.liandong.operations;

import java.util.List;
import java.util.Optional;

/** The systems of all connectors that can be read, as they are now. */
@FunctionalInterface
public interface ConnectedSystems {
    List<ConnectedSystem> all();

    default Optional<ConnectedSystem> named(String name) {
        return all().stream().filter(system -> system.name().equals(name)).findFirst();
    }

    default Optional<ConnectedSystem> of(String department) {
        return all().stream()
                .filter(system -> system.department().filter(department::equals).isPresent())
                .findFirst();
    }
}
