package org.liandong.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;

/** One connector in a rehearsal, its stand-in and what is sent to it. */
record RehearsalPart(Connector connector, Path folder, StandIn standIn, List<Sent> letters) {
    RehearsalPart(Connector connector, Path folder, StandIn standIn) {
        this(connector, folder, standIn, new ArrayList<>());
    }

    /**
     * A letter on its way.
     *
     * @param id in the outbox
     * @param hasText whether the end of a long text stands in what is sent
     */
    record Sent(long id, Mishap mishap, Page page, boolean hasText) {}

    /** What is sent: the one that must arrive before any other. */
    String operation() {
        return connector instanceof DepartmentConnector ? "DISPATCH" : "STATUS";
    }
}
