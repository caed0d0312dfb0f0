-- Facts that a complete delivery no longer had, by load.

ALTER TABLE load ADD COLUMN withdrawn BIGINT DEFAULT 0;
