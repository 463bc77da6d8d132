package org.liandong.connectors;

/**
 * How the hub sends a canary (探测件) in the channel's name.
 *
 * @param entry by which of the channel's entries
 * @param mapping from {@code jn.canary/1.0} to the message as the channel would send it
 */
public record ChannelCanary(Entry entry, Mapping mapping) {}
