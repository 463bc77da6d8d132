-- 办件运行库. The same statements run on SQLite and PostgreSQL: times are epoch milliseconds, JSON is text, truth is 0 or 1.
-- ${key} is the type of a growing primary key: INTEGER (the row's own place) on SQLite, BIGINT on PostgreSQL.

CREATE TABLE key_check (
    key_id TEXT PRIMARY KEY,
    sealed BYTEA NOT NULL
);

CREATE TABLE raw_message (
    day          INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    sender       TEXT NOT NULL,
    entrance     TEXT NOT NULL,
    received_at  BIGINT NOT NULL,
    content_type TEXT,
    charset      TEXT,
    size         INTEGER NOT NULL,
    digest       TEXT NOT NULL,
    sealed       BYTEA,
    PRIMARY KEY (day, number)
);

CREATE TABLE inbox (
    id                ${key} PRIMARY KEY,
    sender            TEXT NOT NULL,
    idempotency_key   TEXT NOT NULL,
    content_digest    TEXT NOT NULL,
    raw_id            TEXT,
    received_at       BIGINT NOT NULL,
    outcome           TEXT NOT NULL,
    case_no           TEXT,
    answer            TEXT NOT NULL,
    quarantine_reason TEXT,
    mended_by         TEXT,
    mended_at         BIGINT,
    mended_how        TEXT,
    UNIQUE (sender, idempotency_key)
);
CREATE INDEX inbox_quarantined ON inbox (id) WHERE outcome = 'QUARANTINED';
CREATE INDEX inbox_case ON inbox (case_no) WHERE case_no IS NOT NULL;

CREATE TABLE case_file (
    case_no      TEXT PRIMARY KEY,
    version      BIGINT NOT NULL,
    state        TEXT NOT NULL,
    channel      TEXT NOT NULL,
    item_code    TEXT,
    street       TEXT,
    lead_dept    TEXT,
    urgency      TEXT NOT NULL,
    self_handled INTEGER NOT NULL,
    reported_at  BIGINT NOT NULL,
    received_at  BIGINT NOT NULL,
    due_at       BIGINT,
    wake_at      BIGINT,
    closed_at    BIGINT,
    updated_at   BIGINT NOT NULL,
    doc          TEXT NOT NULL
);
CREATE INDEX case_file_received ON case_file (received_at, case_no);
CREATE INDEX case_file_alike ON case_file (street, item_code, received_at);
CREATE INDEX case_file_state ON case_file (state, received_at, case_no);
CREATE INDEX case_file_lead ON case_file (lead_dept, received_at, case_no);
CREATE INDEX case_file_wake ON case_file (wake_at, case_no) WHERE wake_at IS NOT NULL;

CREATE TABLE case_reference (
    system      TEXT NOT NULL,
    external_no TEXT NOT NULL,
    case_no     TEXT NOT NULL,
    role        TEXT NOT NULL,
    connector   TEXT NOT NULL,
    PRIMARY KEY (system, external_no)
);
CREATE INDEX case_reference_number ON case_reference (external_no);
CREATE INDEX case_reference_case ON case_reference (case_no);

CREATE TABLE case_serial (
    day     INTEGER NOT NULL,
    channel TEXT NOT NULL,
    last    INTEGER NOT NULL,
    PRIMARY KEY (day, channel)
);

CREATE TABLE trace (
    seq            ${key} PRIMARY KEY,
    case_no        TEXT NOT NULL,
    case_seq       BIGINT NOT NULL,
    task_no        TEXT,
    stage          TEXT NOT NULL,
    action         TEXT NOT NULL,
    lead_dept      TEXT,
    handler        TEXT,
    opinion        TEXT,
    evaluation     TEXT,
    action_time    BIGINT NOT NULL,
    received_at    BIGINT NOT NULL,
    actor_type     TEXT NOT NULL,
    actor_id       TEXT NOT NULL,
    level          TEXT,
    from_state     TEXT,
    to_state       TEXT,
    implied        INTEGER NOT NULL,
    source_message TEXT,
    event          TEXT NOT NULL,
    prev_hash      TEXT NOT NULL,
    hash           TEXT NOT NULL,
    UNIQUE (case_no, case_seq)
);

CREATE TABLE trace_head (
    id   INTEGER PRIMARY KEY,
    seq  BIGINT NOT NULL,
    hash TEXT NOT NULL,
    seal TEXT NOT NULL
);

CREATE TABLE outbox (
    id         ${key} PRIMARY KEY,
    receiver   TEXT NOT NULL,
    case_no    TEXT NOT NULL,
    seq        BIGINT NOT NULL,
    operation  TEXT NOT NULL,
    payload    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    next_at    BIGINT NOT NULL,
    round      INTEGER NOT NULL,
    sent_at    BIGINT,
    parked     INTEGER NOT NULL,
    state      TEXT NOT NULL,
    reason     TEXT,
    UNIQUE (case_no, receiver, seq)
);
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL AND parked = 0;
CREATE INDEX outbox_receiver ON outbox (receiver, id);
CREATE INDEX outbox_open ON outbox (receiver, created_at) WHERE state IN ('PENDING', 'IN_DOUBT', 'DEAD');
CREATE INDEX outbox_trouble ON outbox (state, id) WHERE state IN ('IN_DOUBT', 'DEAD');

CREATE TABLE delivery_attempt (
    outbox_id  BIGINT NOT NULL REFERENCES outbox (id),
    attempt_no INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,
    outcome    TEXT NOT NULL,
    detail     TEXT,
    foreign_no TEXT,
    PRIMARY KEY (outbox_id, attempt_no)
);
CREATE INDEX delivery_attempt_started ON delivery_attempt (started_at) WHERE outcome = 'STARTED';

CREATE TABLE person (
    ref         TEXT PRIMARY KEY,
    sealed      BYTEA,
    stored_at   BIGINT NOT NULL,
    erased_at   BIGINT,
    erased_by   TEXT,
    erased_why  TEXT
);
CREATE TABLE person_phone (
    digest TEXT NOT NULL,
    ref    TEXT NOT NULL REFERENCES person (ref),
    PRIMARY KEY (digest, ref)
);
CREATE INDEX person_phone_ref ON person_phone (ref);
CREATE TABLE person_audit (
    id      ${key} PRIMARY KEY,
    ref     TEXT NOT NULL,
    at      BIGINT NOT NULL,
    action  TEXT NOT NULL,
    actor   TEXT NOT NULL,
    purpose TEXT NOT NULL
);
CREATE INDEX person_audit_ref ON person_audit (ref, id);

CREATE TABLE evaluation_record (
    task_no       TEXT PRIMARY KEY,
    case_no       TEXT NOT NULL,
    dept          TEXT NOT NULL,
    role          TEXT NOT NULL,
    item_code     TEXT,
    dispatched_at BIGINT NOT NULL,
    delivered_at  BIGINT,
    signed_at     BIGINT,
    contacted_at  BIGINT,
    done_at       BIGINT,
    sign_due      BIGINT,
    contact_due   BIGINT,
    done_due      BIGINT,
    sign_on_time  INTEGER,
    contact_on_time INTEGER,
    done_on_time  INTEGER,
    returns_asked INTEGER NOT NULL,
    returns_rejected INTEGER NOT NULL,
    rounds        INTEGER NOT NULL,
    visit_valid   INTEGER NOT NULL,
    resolved      TEXT,
    satisfaction  INTEGER,
    period_at     BIGINT NOT NULL
);
CREATE INDEX evaluation_record_period ON evaluation_record (period_at, dept);
CREATE INDEX evaluation_record_case ON evaluation_record (case_no);

CREATE TABLE tally (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
