-- Runs of loads with their progress, and the hash of the steward's key.

CREATE TABLE run (
    id          TEXT NOT NULL PRIMARY KEY,
    sources     TEXT NOT NULL,          -- comma list
    started_by  TEXT NOT NULL,          -- first-start, schedule, api, command-line
    state       TEXT NOT NULL,          -- queued, running, succeeded, nothing-new, failed, cancelled, interrupted
    queued_at   TEXT NOT NULL,          -- UTC, ISO 8601
    started_at  TEXT,
    finished_at TEXT,
    process     TEXT NOT NULL,          -- machine and process that runs it
    message     TEXT,                   -- one sentence for people
    counts      TEXT NOT NULL DEFAULT '{}',
    publication TEXT
);

CREATE TABLE run_event (
    run      TEXT    NOT NULL REFERENCES run (id),
    sequence INTEGER NOT NULL,
    at       TEXT    NOT NULL,
    step     TEXT    NOT NULL,
    source   TEXT,
    message  TEXT    NOT NULL,
    PRIMARY KEY (run, sequence)
);

CREATE TABLE access_key (
    role   TEXT NOT NULL PRIMARY KEY,   -- steward
    sha256 TEXT NOT NULL,
    since  TEXT NOT NULL
);
