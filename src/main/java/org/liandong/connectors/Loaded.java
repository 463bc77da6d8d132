package org.liandong.connectors;

import java.util.List;
import java.util.Optional;

/**
 * What loading the folders came to.
 *
 * @param connectors those that can be used, in the order of their names
 * @param broken those that were set aside
 */
public record Loaded(List<Connector> connectors, List<Broken> broken) {

    public Loaded {
        connectors = List.copyOf(connectors);
        broken = List.copyOf(broken);
    }

    /** The connector of a department. */
    public Optional<DepartmentConnector> department(String code) {
        return connectors.stream()
                .filter(DepartmentConnector.class::isInstance)
                .map(DepartmentConnector.class::cast)
                .filter(connector -> connector.department().equals(code))
                .findFirst();
    }

    /** The connector of this name. */
    public Optional<Connector> named(String name) {
        return connectors.stream()
                .filter(connector -> connector.name().equals(name))
                .findFirst();
    }

    /**
     * A folder that cannot be used.
     *
     * @param folder relative to the folder of connectors
     * @param file relative to {@code folder}
     * @param line 0 if unknown
     * @param reason what is wrong and what would cure it
     */
    public record Broken(String folder, String file, int line, String reason) {}
}
