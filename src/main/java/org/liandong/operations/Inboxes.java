package org.liandong.operations;

import java.util.Map;

/**
 * The inboxes of this hub.
 *
 * @param byName by their name, as they are at any time
 */
public record Inboxes(Map<String, Inbox> byName) {}
