-- The date that the producer itself gives the figures of a payload; NULL where it gives none.
ALTER TABLE load ADD COLUMN updated_at TIMESTAMP;   -- UTC
