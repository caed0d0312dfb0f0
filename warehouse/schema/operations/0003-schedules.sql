-- Schedules that stewards change, who asked for a run and who stopped it, and what each step of a run counted.

ALTER TABLE run ADD COLUMN asked_by TEXT;       -- a steward, a schedule, or the user of the command line
ALTER TABLE run ADD COLUMN cancelled_by TEXT;   -- who asked it to stop

CREATE TABLE run_step (
    run         TEXT    NOT NULL REFERENCES run (id),
    sequence    INTEGER NOT NULL,
    step        TEXT    NOT NULL,   -- fetch, stage, check, load, compute, verify
    source      TEXT,
    duration_ms INTEGER NOT NULL,
    counts      TEXT    NOT NULL,   -- JSON
    PRIMARY KEY (run, sequence)
);

CREATE TABLE schedule (
    id         TEXT    NOT NULL PRIMARY KEY,
    source     TEXT    NOT NULL,
    cron       TEXT    NOT NULL,   -- six fields
    time_zone  TEXT    NOT NULL,   -- IANA name
    paused     INTEGER NOT NULL,
    made_by    TEXT    NOT NULL,   -- 'source': it follows source.yml; else the steward who made or changed it
    changed_at TEXT    NOT NULL,
    fired_for  TEXT    NOT NULL    -- everything that fell due up to this moment was started or given up
);
