package org.liandong.connectors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A channel's system: cases come from it and their outcomes go back.
 *
 * @param channel HOTLINE, PANANJ, GRID or another name of {@link org.liandong.cases.Channel}
 * @param canary how the hub sends a canary in its name; absent if none comes by it
 * @param system the system's name in the references to its own numbers
 */
public record ChannelConnector(
        String name,
        String channel,
        String system,
        String title,
        String sender,
        Delivery delivery,
        Map<String, Send> operations,
        Optional<Mapping> answer,
        List<Entry> receives,
        Map<String, String> fields,
        CodeTables codes,
        Optional<ChannelCanary> canary,
        String version)
        implements Connector {

    public ChannelConnector {
        operations = Map.copyOf(operations);
        receives = List.copyOf(receives);
        fields = Map.copyOf(fields);
    }
}
