package org.liandong.connectors;

import java.time.Duration;

/**
 * How files that a system has put down for the hub are found and taken apart (reference §3.5, SFTP files).
 *
 * @param name pattern of their names, with {@code *} and {@code ?}
 * @param record name of the element that is a record; empty unless the layout is XML
 * @param every how often the folder is looked at
 */
public record Batches(String name, Layout layout, String record, Duration every) {}
