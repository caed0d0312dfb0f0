-- The load journal, the quarantine and the schemas of facts and reference tables.

CREATE SCHEMA facts;

CREATE SCHEMA ref;

-- One landed payload brought into the data sets of its source. Facts refer to it by number.
CREATE TABLE load (
    number      INTEGER   NOT NULL,
    source      VARCHAR   NOT NULL,
    file        VARCHAR   NOT NULL,
    sha256      VARCHAR   NOT NULL,
    url         VARCHAR   NOT NULL,
    fetched_at  TIMESTAMP NOT NULL,   -- UTC
    loaded_at   TIMESTAMP NOT NULL,   -- UTC
    run         VARCHAR,
    source_hash VARCHAR   NOT NULL,   -- of the source's own files: a changed source.yml stages the payload anew
    staged      BIGINT    NOT NULL,
    inserted    BIGINT    NOT NULL,
    revised     BIGINT    NOT NULL,
    unchanged   BIGINT    NOT NULL,
    quarantined BIGINT    NOT NULL
);

-- Rows refused on the way in. Nothing is dropped silently.
CREATE TABLE quarantine (
    load   INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    file   VARCHAR NOT NULL,
    line   BIGINT  NOT NULL,
    field  VARCHAR NOT NULL,
    value  VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    remedy VARCHAR NOT NULL
);

-- The data sets that have a fact table, with the last load that changed a fact of theirs.
CREATE TABLE data_set (
    id          VARCHAR NOT NULL,
    source      VARCHAR NOT NULL,
    last_change INTEGER NOT NULL
);
