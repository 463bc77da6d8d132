-- What went out in an attempt and what came back, for people to read; what is secret between hub and receiver is not in it.
CREATE TABLE exchange (
    outbox_id     BIGINT NOT NULL,
    attempt_no    INTEGER NOT NULL,
    asking        INTEGER NOT NULL,
    at            BIGINT NOT NULL,
    sent_size     INTEGER NOT NULL,
    sent_digest   TEXT NOT NULL,
    sent          BYTEA,
    answer_size   INTEGER,
    answer_digest TEXT,
    answer        BYTEA,
    PRIMARY KEY (outbox_id, attempt_no, asking)
);
ALTER TABLE retention_run ADD COLUMN letters BIGINT NOT NULL DEFAULT 0;
ALTER TABLE retention_run ADD COLUMN letter_bytes BIGINT NOT NULL DEFAULT 0;
