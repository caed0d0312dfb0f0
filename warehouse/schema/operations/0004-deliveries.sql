-- Files and observations that were delivered, by whom, and what became of them; keys that may only deliver.

CREATE TABLE delivery (
    id         TEXT    NOT NULL PRIMARY KEY,
    source     TEXT    NOT NULL,
    name       TEXT    NOT NULL,   -- of the payload within its source
    stream     TEXT    NOT NULL,   -- what follows each other: the payload's name, of observations their data set
    sha256     TEXT    NOT NULL,   -- of the bytes as delivered
    bytes      INTEGER NOT NULL,
    at         TEXT    NOT NULL,   -- UTC, ISO 8601
    delivered_by TEXT  NOT NULL,
    client_key TEXT,               -- the sender's own name for it (Idempotency-Key)
    rows_read  INTEGER NOT NULL,
    staged     INTEGER NOT NULL,
    refused    INTEGER NOT NULL,
    run        TEXT                -- the run that was started to load it
);

CREATE INDEX delivery_by_stream ON delivery (source, stream, id);

-- A key of a municipality: it delivers files of this area, or to this source, and does nothing else.
ALTER TABLE steward ADD COLUMN area TEXT;
ALTER TABLE steward ADD COLUMN source TEXT;
