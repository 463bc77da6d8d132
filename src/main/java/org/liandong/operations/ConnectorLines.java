package org.liandong.operations;

import java.util.List;

/** The connectors and how they stand. Safe for any thread. */
@FunctionalInterface
public interface ConnectorLines {
    List<ConnectorLine> all();
}
