-- Every version of a connector that went to work: a case keeps the one it was sent with.
CREATE TABLE connector_version (
    connector  TEXT NOT NULL,
    version    TEXT NOT NULL,
    at_work_at BIGINT NOT NULL,
    files      BYTEA NOT NULL,
    PRIMARY KEY (connector, version)
);
-- By which version the letter went, where the later ones follow it; empty: by the one at work, whatever went before.
ALTER TABLE outbox ADD COLUMN version TEXT;
