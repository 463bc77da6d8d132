-- Decisions of people that are about no single case.
CREATE TABLE audit (
    id      ${key} PRIMARY KEY,
    at      BIGINT NOT NULL,
    action  TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor   TEXT NOT NULL,
    reason  TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, id);
