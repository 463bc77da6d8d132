package org.liandong.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;

/**
 * What a sender may do with queues of the embedded broker: with those of its own connector, and no others.
 *
 * @param queues by name, what it may do there
 */
record QueueAccess(String sender, Map<String, Right> queues) {
    QueueAccess {
        queues = Map.copyOf(queues);
    }

    /** What may be done with one. */
    enum Right {
        TAKE,
        PUT,
        /** Everything below the name, for which it makes queues of its own. */
        LISTEN
    }

    /** Empty if the connector has no queues. */
    static Optional<QueueAccess> of(Connector connector) {
        Map<String, Right> queues = new LinkedHashMap<>();
        if (connector.delivery().protocol().equals("queue")) {
            queues.put(connector.delivery().endpoint().replaceFirst("^queue:", ""), Right.TAKE);
        }
        for (Entry entry : connector.receives()) {
            if (entry.kind() == Entry.Kind.QUEUE) {
                queues.put(entry.path(), Right.PUT);
                entry.replies().ifPresent(place -> queues.put(place + ".#", Right.LISTEN));
            }
        }
        return queues.isEmpty() ? Optional.empty() : Optional.of(new QueueAccess(connector.sender(), queues));
    }
}
