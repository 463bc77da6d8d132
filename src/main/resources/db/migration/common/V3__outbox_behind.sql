-- A message about a case that continues another's: it goes only when what its receiver was to hear of that one is settled.
CREATE TABLE outbox_behind (
    outbox_id BIGINT NOT NULL REFERENCES outbox (id),
    behind_id BIGINT NOT NULL REFERENCES outbox (id),
    PRIMARY KEY (outbox_id, behind_id)
);
CREATE INDEX outbox_behind_other ON outbox_behind (behind_id);
