-- 'SBot': by this a file is known as ours before anything is restored from it.
PRAGMA application_id = 1396862836;

-- Instants are Unix time in ticks of 100 ns, as precise as the clock gives them.

CREATE TABLE conversations (
  id TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL,
  wake_at INTEGER,
  customer TEXT NOT NULL,
  email TEXT,
  heard_at INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX conversations_customer ON conversations (customer);
CREATE INDEX conversations_email ON conversations (email) WHERE email IS NOT NULL;
CREATE INDEX conversations_wake ON conversations (wake_at) WHERE wake_at IS NOT NULL;

-- Rows lie in the order of commits, not by conversation: what many conversations say at once then shares pages, a third less to write.
CREATE TABLE transcript (
  ordinal INTEGER PRIMARY KEY,
  conversation TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  id TEXT NOT NULL,
  deduplication_key TEXT,
  json TEXT NOT NULL,
  UNIQUE (conversation, sequence)
);
CREATE UNIQUE INDEX transcript_deduplication ON transcript (conversation, deduplication_key) WHERE deduplication_key IS NOT NULL;

CREATE TABLE tickets (
  serial INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  is_over INTEGER NOT NULL,
  category TEXT NOT NULL,
  playbook TEXT,
  customer TEXT NOT NULL,
  customer_name TEXT,
  subject TEXT NOT NULL,
  group_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  json TEXT NOT NULL
);
CREATE INDEX tickets_status ON tickets (status);
CREATE INDEX tickets_category ON tickets (category);
CREATE INDEX tickets_playbook ON tickets (playbook) WHERE playbook IS NOT NULL;
CREATE INDEX tickets_customer ON tickets (customer);
CREATE INDEX tickets_created ON tickets (created_at);
CREATE INDEX tickets_open ON tickets (serial) WHERE is_over = 0;

CREATE TABLE ticket_events (
  serial INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (serial, ordinal)
) WITHOUT ROWID;

-- The ordinal keeps the order of commits, in which entries of one conversation follow each other whatever their due times became.
CREATE TABLE outbox (
  ordinal INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  last_refusal TEXT,
  dead_reason TEXT,
  json TEXT NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE dead_reason IS NULL;
CREATE INDEX outbox_conversation ON outbox (conversation, sequence) WHERE dead_reason IS NULL;
CREATE INDEX outbox_dead ON outbox (ordinal) WHERE dead_reason IS NOT NULL;

-- Told news lose their text and keep their id, so that the same news is never told again.
CREATE TABLE news (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  is_told INTEGER NOT NULL DEFAULT 0,
  json TEXT
);
CREATE INDEX news_untold ON news (happened_at) WHERE is_told = 0;
CREATE INDEX news_untold_of ON news (conversation, happened_at) WHERE is_told = 0;

CREATE TABLE actions (
  id TEXT NOT NULL PRIMARY KEY,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX actions_due ON actions (due_at);

-- How matters ended: what the measures count.
CREATE TABLE matters (
  ordinal INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  customer TEXT NOT NULL,
  intent TEXT NOT NULL,
  category TEXT,
  outcome TEXT NOT NULL,
  ticket TEXT,
  ended_at INTEGER NOT NULL
);
CREATE INDEX matters_ended ON matters (ended_at);

CREATE TABLE article_ratings (
  article TEXT NOT NULL,
  conversation TEXT NOT NULL,
  language TEXT NOT NULL,
  helped INTEGER NOT NULL,
  rated_at INTEGER NOT NULL,
  PRIMARY KEY (article, conversation)
) WITHOUT ROWID;
