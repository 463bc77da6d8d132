-- Cases that the hub makes itself to see whether the way from a channel to a department and back is open.
CREATE TABLE canary (
    number       TEXT PRIMARY KEY,
    channel      TEXT NOT NULL,
    sender       TEXT NOT NULL,
    department   TEXT NOT NULL,
    item         TEXT NOT NULL,
    case_no      TEXT,
    sent_at      BIGINT NOT NULL,
    entered_at   BIGINT,
    delivered_at BIGINT,
    answered_at  BIGINT,
    told_at      BIGINT,
    ended_at     BIGINT,
    trouble      TEXT
);
CREATE INDEX canary_under_way ON canary (sent_at) WHERE ended_at IS NULL;
CREATE INDEX canary_way ON canary (channel, department, sent_at, number);
CREATE INDEX canary_sent ON canary (sent_at);
