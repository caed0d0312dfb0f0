-- A delivery that can be loaded is owed a run, until one took it up that was not cut off; so it is loaded after a run that is at work, and after a restart.

ALTER TABLE delivery ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
