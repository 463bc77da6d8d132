-- How the routes go: for each channel what came in, for each receiver what was sent. Counts are kept by the hour.
CREATE TABLE route_hour (
    route TEXT NOT NULL,
    hour  BIGINT NOT NULL,
    well  BIGINT NOT NULL,
    ill   BIGINT NOT NULL,
    PRIMARY KEY (route, hour)
);
CREATE INDEX route_hour_hour ON route_hour (hour);
CREATE TABLE route_last (
    route   TEXT PRIMARY KEY,
    well_at BIGINT,
    ill_at  BIGINT,
    ill_why TEXT
);
-- Letters to the receiver after that one wait until a person lets them go. Released, it stays: patience counts from then.
CREATE TABLE route_hold (
    receiver    TEXT PRIMARY KEY,
    after_id    BIGINT NOT NULL,
    held_at     BIGINT NOT NULL,
    held_by     TEXT NOT NULL,
    reason      TEXT NOT NULL,
    released_at BIGINT
);
