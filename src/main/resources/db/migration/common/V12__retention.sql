-- Cases whose messages and persons are kept whatever their time, because somebody needs them: a review, a lawsuit.
CREATE TABLE legal_hold (
    case_no   TEXT PRIMARY KEY,
    held_at   BIGINT NOT NULL,
    held_by   TEXT NOT NULL,
    reason    TEXT NOT NULL
);
-- What was taken away when its time was over.
CREATE TABLE retention_run (
    begun_at      BIGINT PRIMARY KEY,
    ended_at      BIGINT NOT NULL,
    messages      BIGINT NOT NULL,
    message_bytes BIGINT NOT NULL,
    persons       BIGINT NOT NULL,
    person_bytes  BIGINT NOT NULL,
    held          BIGINT NOT NULL
);
-- What was kept at the last look, by who sent it.
CREATE TABLE storage_use (
    sender   TEXT PRIMARY KEY,
    messages BIGINT NOT NULL,
    bytes    BIGINT NOT NULL,
    oldest   BIGINT
);
