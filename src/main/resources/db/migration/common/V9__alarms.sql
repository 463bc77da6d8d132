-- What a person should know of. One alarm for one trouble: it opens, counts how often the trouble came back, and closes.
CREATE TABLE alarm (
    id          ${key} PRIMARY KEY,
    subject     TEXT NOT NULL,
    title       TEXT NOT NULL,
    kind        TEXT NOT NULL,
    words       TEXT NOT NULL,
    opened_at   BIGINT NOT NULL,
    times       INTEGER NOT NULL,
    clear_since BIGINT,
    closed_at   BIGINT,
    acked_at    BIGINT,
    acked_by    TEXT
);
CREATE UNIQUE INDEX alarm_open ON alarm (subject, kind) WHERE closed_at IS NULL;
-- What is to be told to whom outside, until it has been.
CREATE TABLE alarm_notice (
    alarm_id BIGINT NOT NULL REFERENCES alarm (id),
    event    TEXT NOT NULL,
    herald   TEXT NOT NULL,
    made_at  BIGINT NOT NULL,
    next_at  BIGINT NOT NULL,
    tries    INTEGER NOT NULL,
    told_at  BIGINT,
    given_up INTEGER NOT NULL,
    PRIMARY KEY (alarm_id, event, herald)
);
CREATE INDEX alarm_notice_due ON alarm_notice (next_at) WHERE told_at IS NULL AND given_up = 0;
-- How much room was left, by the hour.
CREATE TABLE disk_room (
    hour BIGINT PRIMARY KEY,
    free BIGINT NOT NULL
);
