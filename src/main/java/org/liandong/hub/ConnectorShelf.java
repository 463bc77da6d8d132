package org.liandong.hub;

import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Mapping;
import org.liandong.intake.Shelf;

/** A shelf as its connector folder describes it. */
record ConnectorShelf(Connector of) implements Shelf {
    @Override
    public String sender() {
        return of.sender();
    }

    @Override
    public String receiver(String device) {
        return String.valueOf(LiveConnectors.shelf(of, device));
    }

    @Override
    public Optional<String> told(String letter) {
        return Optional.ofNullable(of.operations().get("STATUS"))
                .map(send -> send.mapping().apply(letter))
                .filter(told -> !Mapping.saysNothing(told));
    }
}
