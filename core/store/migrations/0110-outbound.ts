// Written out here, not taken from core/domain: this step stays as it was when those lists grow.
const kinds = '855 856 810 865'.split(' ');
const draftStates = 'waiting held review ring ready left set-aside superseded'.split(' ');
const transportStates = 'none sending sent refused unknown collected'.split(' ');
const businessStates = 'none awaited accepted accepted-with-errors rejected silent'.split(' ');
const places = 'waiting held review ring ready unknown refused sent collected accepted rejected set-aside'.split(' ');
const unsentStates = 'waiting held review ring ready'.split(' ');

const among = (column: string, values: readonly string[]): string =>
  `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;
const listed = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** The lists of documents: every filter with both sorts has the index that serves it (DESIGN 8). The row number is in each. */
const listIndexes = [
  '',
  'place',
  'kind',
  'partner_id',
  'place, kind',
  'place, partner_id',
  'kind, partner_id',
  'place, kind, partner_id',
]
  .flatMap((filter) => {
    const name = `outbound_by_${filter.replaceAll(', ', '_')}`;
    return [
      ...(filter === '' ? [] : [`CREATE INDEX ${name} ON outbound_documents (${filter});`]),
      `CREATE INDEX ${filter === '' ? 'outbound_by' : name}_due ON outbound_documents (${filter === '' ? '' : `${filter}, `}due_sort);`,
    ];
  })
  .join('\n');

/**
 * Documents that leave for SPS: one row a business key, versions that are written once, what each says about the lines of
 * its orders, every send with every attempt, and what the partner said. `guarded_sends` is what the guard journal knows of
 * sends that this database does not (a restored copy).
 *
 * `holds` is built anew: it may belong to such a document, and its causes are no closed list any more.
 */
export const outbound = `
CREATE TABLE outbound_documents (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  kind TEXT NOT NULL ${among('kind', kinds)},
  number TEXT NOT NULL,
  revision INTEGER NOT NULL,
  store TEXT NOT NULL,
  intent TEXT NOT NULL ${among('intent', ['original', 'cancel', 'replace'])},
  company TEXT NOT NULL,
  purchase_order TEXT NOT NULL,
  amount TEXT,
  currency TEXT NOT NULL,
  draft_state TEXT NOT NULL ${among('draft_state', draftStates)},
  transport TEXT NOT NULL DEFAULT 'none' ${among('transport', transportStates)},
  business TEXT NOT NULL DEFAULT 'none' ${among('business', businessStates)},
  place TEXT NOT NULL ${among('place', places)},
  wait_reason TEXT CHECK (wait_reason IN ('data', 'order', 'partner', 'repeat')),
  wait_text TEXT,
  blocked_by INTEGER REFERENCES outbound_documents (id),
  anyway INTEGER NOT NULL DEFAULT 0,
  due_at TEXT,
  next_at TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  due_by TEXT,
  due_sort TEXT NOT NULL,
  released_by TEXT,
  released_at TEXT,
  sheet_version INTEGER NOT NULL,
  rules TEXT NOT NULL,
  counts INTEGER NOT NULL,
  serials TEXT NOT NULL,
  version_id INTEGER,
  content_hash TEXT NOT NULL,
  sha256 TEXT,
  remote_path TEXT,
  sent_at TEXT,
  collected_at TEXT,
  reply_due TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (partner_id, vendor, kind, number, revision)
) STRICT;
${listIndexes}
CREATE INDEX outbound_unsent ON outbound_documents (id) WHERE draft_state IN (${listed(unsentStates)});
CREATE INDEX outbound_to_send ON outbound_documents (id) WHERE draft_state = 'ready';
CREATE INDEX outbound_rings ON outbound_documents (due_at) WHERE draft_state = 'ring';
CREATE INDEX outbound_of_inactive ON outbound_documents (partner_id) WHERE wait_reason = 'partner';
CREATE INDEX outbound_reply_due ON outbound_documents (reply_due, id) WHERE reply_due IS NOT NULL;

CREATE TABLE outbound_versions (
  id INTEGER PRIMARY KEY,
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  built_at TEXT NOT NULL,
  body TEXT NOT NULL,
  origins TEXT NOT NULL,
  overlay TEXT NOT NULL,
  missing TEXT NOT NULL,
  findings TEXT NOT NULL,
  choices TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  sha256 TEXT
) STRICT;
CREATE INDEX outbound_versions_document ON outbound_versions (outbound_id, id);
CREATE TRIGGER outbound_version_is_final BEFORE UPDATE ON outbound_versions BEGIN SELECT RAISE(ABORT, 'a version is written once'); END;
CREATE TRIGGER outbound_version_stays BEFORE DELETE ON outbound_versions BEGIN SELECT RAISE(ABORT, 'a version is written once'); END;

CREATE TABLE outbound_threads (
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (outbound_id, position),
  UNIQUE (outbound_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbound_threads_thread ON outbound_threads (thread_id, outbound_id);

CREATE TABLE outbound_postings (
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  posting_key TEXT NOT NULL,
  PRIMARY KEY (outbound_id, posting_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbound_postings_key ON outbound_postings (posting_key);

CREATE TABLE outbound_lines (
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  position INTEGER NOT NULL,
  store TEXT NOT NULL,
  quantity TEXT NOT NULL,
  amount TEXT,
  PRIMARY KEY (outbound_id, thread_id, position, store)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbound_lines_thread ON outbound_lines (thread_id, position);

CREATE TABLE outbound_redrafts (
  id INTEGER PRIMARY KEY,
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  intent TEXT NOT NULL,
  new_number INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  who TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  done_by INTEGER REFERENCES outbound_documents (id)
) STRICT;
CREATE INDEX outbound_redrafts_open ON outbound_redrafts (id) WHERE done_by IS NULL;
CREATE INDEX outbound_redrafts_document ON outbound_redrafts (outbound_id);

CREATE TABLE sends (
  id INTEGER PRIMARY KEY,
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  version_id INTEGER REFERENCES outbound_versions (id),
  remote_path TEXT NOT NULL UNIQUE,
  sha256 TEXT NOT NULL,
  state TEXT NOT NULL ${among('state', ['sending', 'sent', 'refused', 'unknown', 'collected', 'arrived'])},
  evidence TEXT NOT NULL,
  -- A person's word that the same bytes go once more: who and why, until it was done.
  again TEXT,
  settled TEXT,
  sent_at TEXT,
  collected_at TEXT
) STRICT;
CREATE INDEX sends_document ON sends (outbound_id, id);
CREATE INDEX sends_unknown ON sends (id) WHERE state = 'unknown';
CREATE INDEX sends_again ON sends (id) WHERE again IS NOT NULL;
CREATE INDEX sends_uncollected ON sends (id) WHERE state IN ('sent', 'arrived');

CREATE TABLE send_attempts (
  id INTEGER PRIMARY KEY,
  send_id INTEGER NOT NULL REFERENCES sends (id),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT NOT NULL ${among('outcome', ['pending', 'sent', 'refused', 'unknown', 'retry'])},
  status INTEGER,
  request_id TEXT NOT NULL,
  sps_date TEXT,
  message TEXT
) STRICT;
CREATE INDEX send_attempts_send ON send_attempts (send_id, id);
CREATE INDEX send_attempts_pending ON send_attempts (id) WHERE outcome = 'pending';

CREATE TABLE replies (
  id INTEGER PRIMARY KEY,
  outbound_id INTEGER NOT NULL REFERENCES outbound_documents (id),
  kind TEXT NOT NULL ${among('kind', ['997', '824', 'portal'])},
  outcome TEXT NOT NULL ${among('outcome', ['accepted', 'accepted-with-errors', 'rejected'])},
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  file_id INTEGER REFERENCES files (id)
) STRICT;
CREATE INDEX replies_document ON replies (outbound_id, id);

CREATE TABLE guarded_sends (
  remote_path TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  attempted_at TEXT NOT NULL,
  request_id TEXT NOT NULL,
  outcome TEXT NOT NULL,
  sent_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX guarded_sends_key ON guarded_sends (partner_id, vendor, kind, number, revision);

CREATE TABLE kept_answers AS SELECT * FROM answers_before;
DROP TABLE answers_before;
CREATE TABLE new_holds (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER REFERENCES threads (id),
  document_id INTEGER REFERENCES documents (id),
  saga_id INTEGER REFERENCES order_sagas (id),
  outbound_id INTEGER REFERENCES outbound_documents (id),
  cause TEXT NOT NULL,
  rule TEXT,
  path TEXT,
  message TEXT NOT NULL,
  group_key TEXT NOT NULL,
  group_title TEXT NOT NULL,
  consequence TEXT NOT NULL,
  next_step TEXT NOT NULL,
  differences TEXT NOT NULL DEFAULT '[]',
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  choice TEXT,
  reason TEXT,
  fix TEXT,
  lines INTEGER NOT NULL DEFAULT 1,
  basis TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO new_holds (id, thread_id, document_id, saga_id, cause, rule, path, message, group_key, group_title, consequence,
    next_step, differences, opened_at, closed_at, closed_by, choice, reason, fix, lines, basis)
  SELECT id, thread_id, document_id, saga_id, cause, rule, path, message, group_key, group_title, consequence,
    next_step, differences, opened_at, closed_at, closed_by, choice, reason, fix, lines, basis FROM holds;
DROP TABLE holds;
ALTER TABLE new_holds RENAME TO holds;
CREATE INDEX holds_open_gaps ON holds (group_key, id) WHERE closed_at IS NULL AND cause = 'gap';
CREATE INDEX holds_open_others ON holds (group_key, id) WHERE closed_at IS NULL AND cause <> 'gap';
CREATE INDEX holds_document ON holds (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX holds_saga ON holds (saga_id) WHERE saga_id IS NOT NULL;
CREATE INDEX holds_thread ON holds (thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX holds_outbound ON holds (outbound_id) WHERE outbound_id IS NOT NULL;
CREATE TABLE answers_before (
  hold_id INTEGER PRIMARY KEY REFERENCES holds (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  at TEXT NOT NULL,
  before TEXT NOT NULL
) STRICT;
INSERT INTO answers_before SELECT * FROM kept_answers;
DROP TABLE kept_answers;
CREATE INDEX answers_before_at ON answers_before (at);
`;
