-- People who sign in to the pages. What programs prove themselves with is not here.
CREATE TABLE account (
    name        TEXT PRIMARY KEY,
    display     TEXT NOT NULL,
    role        TEXT NOT NULL,
    department  TEXT,
    password    TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    disabled    INTEGER NOT NULL,
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL
);

-- What a sender was told is wrong, for its own page.
CREATE INDEX inbox_not_taken ON inbox (sender, id) WHERE outcome IN ('REFUSED', 'QUARANTINED');
