package org.liandong.ledger;

import java.time.Clock;

/** Keeps the versions of connectors that go to work. */
public final class ConnectorVersions extends ConnectorVersionsView {
    private final Clock clock;

    ConnectorVersions(Sql sql, Clock clock) {
        super(sql);
        this.clock = clock;
    }

    /** Does nothing if that version is there. */
    public void keep(String connector, String version, byte[] files) {
        sql.update(
                "INSERT INTO connector_version (connector, version, at_work_at, files) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (connector, version) DO NOTHING",
                connector,
                version,
                clock.instant(),
                files);
    }
}
