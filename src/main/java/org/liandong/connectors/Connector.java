package org.liandong.connectors;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one outside system is spoken to: everything that differs from one system to the next, as data (architecture, "A
 * connector is data"). Immutable and safe for use by many threads.
 */
public sealed interface Connector permits ChannelConnector, DepartmentConnector {

    /** The name of its folder, unique in the hub. */
    String name();

    /** What people call the system. */
    String title();

    /** Whose credential proves what it sends. */
    String sender();

    /** How messages reach it. */
    Delivery delivery();

    /** What can be sent to it, by operation. What is missing cannot be sent and is shown as such. */
    Map<String, Send> operations();

    /** What the system's business answer means; absent only where the transport's acknowledgement is all there is. */
    Optional<Mapping> answer();

    /** Where it reports to the hub. */
    List<Entry> receives();

    /** Canonical path to the sender's own field name, for messages that people at the other end must understand. */
    Map<String, String> fields();

    /** Its code tables, by the names its mappings use. */
    CodeTables codes();

    /** SM3 of the files that decide its behaviour; its samples and the mark of its check do not count. Two loads with one version behave alike. */
    String version();

    /** Its folder below that of all connectors. */
    default Path folderIn(Path connectors) {
        return connectors
                .resolve(this instanceof ChannelConnector ? "channels" : "departments")
                .resolve(name());
    }

    /** The queue that its letters wait in, for example {@code dept.CG}. */
    default String queue() {
        return (this instanceof ChannelConnector ? "channel." : "dept.") + name();
    }

    /** The sender's own name of a canonical field, or the canonical path itself. */
    default String fieldName(String canonicalPath) {
        return fields().getOrDefault(canonicalPath, canonicalPath);
    }
}
