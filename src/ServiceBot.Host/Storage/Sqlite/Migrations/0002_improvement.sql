-- What customers said that the desk may learn from, masked.
CREATE TABLE samples (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL,
  language TEXT NOT NULL,
  verdict TEXT,
  noted_at INTEGER NOT NULL,
  json TEXT NOT NULL,
  decision TEXT
);
CREATE INDEX samples_verdict ON samples (verdict, ordinal);

CREATE TABLE models (
  number INTEGER PRIMARY KEY,
  json TEXT NOT NULL
);

CREATE TABLE audit (
  ordinal INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  json TEXT NOT NULL
);
