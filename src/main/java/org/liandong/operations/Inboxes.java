package org.liandong.operations;

import java.util.Map;

/**
 * The inboxes of this hub.
 *
 * @param byName by their name
 */
public record Inboxes(Map<String, Inbox> byName) {
    public Inboxes {
        byName = Map.copyOf(byName);
    }
}
