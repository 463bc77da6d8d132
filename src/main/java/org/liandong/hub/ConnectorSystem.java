package org.liandong.hub;

import java.util.List;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.operations.ConnectorLine;
import org.liandong.operations.DepartmentSystem;

/** A department's system as its connector folder describes it. */
record ConnectorSystem(DepartmentConnector connector, LiveConnectors live, Probes probes) implements DepartmentSystem {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public String title() {
        return connector.title();
    }

    @Override
    public String department() {
        return connector.department();
    }

    @Override
    public String receiver() {
        return connector.queue();
    }

    @Override
    public String sender() {
        return connector.sender();
    }

    @Override
    public ConnectorLine line() {
        return live.lines().stream()
                .filter(line -> line.name().equals(name()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Finding> probe() {
        return probes.of(connector, live.address(connector));
    }
}
