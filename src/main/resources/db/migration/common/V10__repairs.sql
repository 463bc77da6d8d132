-- A letter that waits for a person and that a person has laid aside for a time.
CREATE TABLE outbox_shelved (
    outbox_id BIGINT PRIMARY KEY REFERENCES outbox (id),
    until     BIGINT NOT NULL,
    shelved_by TEXT NOT NULL,
    reason    TEXT NOT NULL
);
-- One thing done to many messages, one after the other; what came of each stays.
CREATE TABLE repair_run (
    id          ${key} PRIMARY KEY,
    verb        TEXT NOT NULL,
    title       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    state       TEXT NOT NULL,
    per_minute  INTEGER NOT NULL,
    made_at     BIGINT NOT NULL,
    made_by     TEXT NOT NULL,
    approved_at BIGINT,
    approved_by TEXT,
    ended_at    BIGINT
);
CREATE INDEX repair_run_open ON repair_run (id) WHERE ended_at IS NULL;
CREATE TABLE repair_item (
    run_id  BIGINT NOT NULL REFERENCES repair_run (id),
    item_id BIGINT NOT NULL,
    done_at BIGINT,
    result  TEXT,
    PRIMARY KEY (run_id, item_id)
);
CREATE INDEX repair_item_open ON repair_item (run_id, item_id) WHERE done_at IS NULL;
