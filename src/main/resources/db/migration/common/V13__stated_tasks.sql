-- What a department's list of a day says of its tasks (对账).
CREATE TABLE stated_task (
    connector TEXT NOT NULL,
    day       TEXT NOT NULL,
    task_no   TEXT NOT NULL,
    standing  TEXT NOT NULL,
    said_at   BIGINT NOT NULL,
    raw_id    TEXT NOT NULL,
    PRIMARY KEY (connector, day, task_no)
);
