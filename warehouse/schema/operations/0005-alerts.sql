-- What a steward should look at and mend: it stays until it is mended.

CREATE TABLE alert (
    kind    TEXT NOT NULL,   -- files, failed, drift, check
    subject TEXT NOT NULL,   -- the source; empty where it is about none
    message TEXT NOT NULL,
    since   TEXT NOT NULL,   -- UTC, ISO 8601: when it was found first
    at      TEXT NOT NULL    -- when it was found last
);

INSERT INTO alert (kind, subject, message, since, at) SELECT 'check', source, message, at, at FROM load_warning;
DROP TABLE load_warning;
