-- Named stewards, the audit log, and candidates with what was decided on them.

CREATE TABLE steward (
    name       TEXT NOT NULL PRIMARY KEY,
    sha256     TEXT NOT NULL,
    since      TEXT NOT NULL,
    revoked_at TEXT
);

INSERT INTO steward (name, sha256, since) SELECT role, sha256, since FROM access_key;
DROP TABLE access_key;

CREATE TABLE audit_entry (
    sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,          -- UTC, ISO 8601
    who      TEXT NOT NULL,          -- a steward, 'rule', or the user of the command line
    what     TEXT NOT NULL,          -- publish, approve, return, roll-back, key-add …
    subject  TEXT NOT NULL,          -- what it was done to
    before   TEXT,
    after    TEXT,
    comment  TEXT,
    previous TEXT NOT NULL,          -- hash of the entry before; of the first, empty
    hash     TEXT NOT NULL
);

CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_entry_is_not_removed BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TABLE candidate (
    publication TEXT NOT NULL PRIMARY KEY,
    edition     TEXT NOT NULL,
    previous    TEXT,                -- the publication that it was compared with
    content     TEXT NOT NULL,       -- hash of what it publishes
    run         TEXT,
    at          TEXT NOT NULL,
    state       TEXT NOT NULL,       -- needs-approval, published, returned, superseded
    approvals   INTEGER NOT NULL,    -- how many stewards must approve it
    findings    TEXT NOT NULL        -- JSON: why it was not published by rule
);

CREATE TABLE opinion (
    publication TEXT NOT NULL REFERENCES candidate (publication),
    steward     TEXT NOT NULL,
    at          TEXT NOT NULL,
    approves    INTEGER NOT NULL,
    comment     TEXT,
    PRIMARY KEY (publication, steward)
);

-- What the checks of a source's last load found without stopping it.
CREATE TABLE load_warning (
    source  TEXT NOT NULL,
    at      TEXT NOT NULL,
    message TEXT NOT NULL
);
