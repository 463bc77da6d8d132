package org.liandong.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The versions of connectors that ever went to work. */
public class ConnectorVersionsView {
    final Sql sql;

    ConnectorVersionsView(Sql sql) {
        this.sql = sql;
    }

    /** All versions, by connector. */
    public Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>();
        sql.list(
                        "SELECT connector, version FROM connector_version",
                        row -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(one -> known.computeIfAbsent(one.getKey(), any -> new HashSet<>())
                        .add(one.getValue()));
        return known;
    }

    /** Its files, as they were kept. */
    public Optional<byte[]> files(String connector, String version) {
        return sql.first(
                "SELECT files FROM connector_version WHERE connector = ? AND version = ?",
                row -> row.getBytes(1),
                connector,
                version);
    }
}
