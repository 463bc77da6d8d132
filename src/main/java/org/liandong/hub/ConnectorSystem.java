package org.liandong.hub;

import java.util.List;
import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.operations.ConnectedSystem;
import org.liandong.operations.ConnectorLine;

/** A system as its connector folder describes it. */
record ConnectorSystem(Connector connector, LiveConnectors live, Probes probes) implements ConnectedSystem {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public String title() {
        return connector.title();
    }

    @Override
    public Optional<String> department() {
        return connector instanceof DepartmentConnector department
                ? Optional.of(department.department())
                : Optional.empty();
    }

    @Override
    public boolean takesLetters() {
        return !Stretch.isPull(connector);
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
