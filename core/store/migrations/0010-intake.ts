// Written out here, not taken from core/domain: this step stays as it was when those lists grow (a later step rebuilds the table).
const fileStates = 'stored deleted kept incomplete quarantined too-large gone'.split(' ');
const threadStates = 'open attention ordered cancelled'.split(' ');
const processingStates = 'new waiting parked held ready done duplicate superseded filed'.split(' ');
const sagaStates = 'ready header-unknown header-done lines-unknown refused held fresh done incident abandoned'.split(' ');
const holdCauses =
  'gap conflict replacement cancellation change change-tie purpose rule block adopt refused-header refused-lines lines-changed differs double-order'.split(
    ' ',
  );

const among = (column: string, values: readonly string[]): string =>
  `CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`;

/** The lists of orders: every filter with every sort has the index that serves it in both directions (DESIGN 8). */
const orderIndexes = ['received_at', 'ship_sort', 'number']
  .flatMap((sort) =>
    ['', 'state', 'partner_id', 'state, partner_id'].map((filter) => {
      const name = `threads_${[...filter.split(', ').filter(Boolean), sort].join('_')}`;
      return `CREATE INDEX ${name} ON threads (${filter ? `${filter}, ` : ''}${sort}, id);`;
    }),
  )
  .join('\n');

/** Everything that the way in keeps: files, documents, threads, holds, sales orders, mappings, runs, audit. */
export const intake = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content_length INTEGER,
  format TEXT NOT NULL,
  state TEXT NOT NULL ${among('state', fileStates)},
  reason TEXT NOT NULL,
  run_id INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX files_path ON files (path, id);
CREATE INDEX files_attention ON files (id) WHERE state IN ('quarantined', 'too-large');

CREATE TABLE threads (
  id INTEGER PRIMARY KEY,
  identity_key TEXT NOT NULL UNIQUE,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  number TEXT NOT NULL,
  release TEXT NOT NULL,
  store TEXT NOT NULL,
  copy INTEGER NOT NULL,
  cancelled INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL ${among('state', threadStates)},
  company TEXT NOT NULL DEFAULT '',
  currency TEXT NOT NULL,
  amount TEXT,
  ship_by TEXT,
  ship_sort TEXT NOT NULL,
  cancel_after TEXT,
  line_count INTEGER NOT NULL,
  received_at TEXT NOT NULL,
  ordered_at TEXT,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX threads_identity ON threads (partner_id, vendor, number, release);
CREATE INDEX threads_deadline ON threads (ship_by, id) WHERE ship_by IS NOT NULL AND state IN ('open', 'attention');
CREATE INDEX threads_ordered ON threads (ordered_at) WHERE ordered_at IS NOT NULL;
${orderIndexes}

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  kind TEXT NOT NULL,
  file_id INTEGER NOT NULL REFERENCES files (id),
  position INTEGER NOT NULL,
  thread_id INTEGER REFERENCES threads (id),
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  number TEXT NOT NULL,
  release TEXT NOT NULL,
  purpose TEXT NOT NULL,
  change_sequence TEXT NOT NULL,
  change_order REAL NOT NULL,
  document_date TEXT NOT NULL,
  canonical_hash TEXT NOT NULL,
  findings INTEGER NOT NULL,
  processing TEXT NOT NULL ${among('processing', processingStates)},
  pending INTEGER NOT NULL,
  waiting_for TEXT,
  decided_as TEXT,
  released_rules TEXT NOT NULL DEFAULT '[]',
  received_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX documents_pending ON documents (partner_id, vendor, number, kind, change_order, document_date, id) WHERE pending = 1;
CREATE INDEX documents_open ON documents (processing, id) WHERE processing IN ('waiting', 'parked', 'held');
CREATE INDEX documents_parked ON documents (partner_id) WHERE processing = 'parked';
CREATE INDEX documents_waiting ON documents (partner_id, vendor, number, release) WHERE processing = 'waiting';
CREATE INDEX documents_thread ON documents (thread_id, id) WHERE thread_id IS NOT NULL;
CREATE INDEX documents_file ON documents (file_id);

CREATE TABLE thread_lines (
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  position INTEGER NOT NULL,
  line_number TEXT NOT NULL,
  buyer_part TEXT NOT NULL,
  vendor_part TEXT NOT NULL,
  description TEXT NOT NULL,
  ordered TEXT NOT NULL,
  unit TEXT NOT NULL,
  price TEXT,
  path TEXT NOT NULL,
  PRIMARY KEY (thread_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_sagas (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  state TEXT NOT NULL ${among('state', sagaStates)},
  company TEXT NOT NULL,
  customer TEXT NOT NULL,
  reference TEXT NOT NULL,
  store TEXT NOT NULL,
  plan TEXT NOT NULL,
  sales_order_number TEXT,
  seen_numbers TEXT NOT NULL DEFAULT '[]',
  unknown_since TEXT,
  next_attempt_at TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 0,
  ignore_foreign INTEGER NOT NULL DEFAULT 0,
  message TEXT,
  created_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX sagas_active ON order_sagas (id) WHERE state IN ('ready', 'header-unknown', 'header-done', 'lines-unknown', 'fresh');
CREATE INDEX sagas_unknown ON order_sagas (id) WHERE state IN ('header-unknown', 'lines-unknown');
CREATE INDEX sagas_thread ON order_sagas (thread_id);
CREATE INDEX sagas_document ON order_sagas (document_id);
CREATE INDEX sagas_reference ON order_sagas (company, customer, reference);

CREATE TABLE order_attempts (
  id INTEGER PRIMARY KEY,
  saga_id INTEGER NOT NULL REFERENCES order_sagas (id),
  step TEXT NOT NULL CHECK (step IN ('header', 'lines', 'changeset', 'delete')),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'done', 'refused', 'unknown', 'not-done')),
  message TEXT,
  request_id TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_saga ON order_attempts (saga_id, id);
CREATE INDEX attempts_pending ON order_attempts (id) WHERE outcome = 'pending';

CREATE TABLE holds (
  id INTEGER PRIMARY KEY,
  thread_id INTEGER REFERENCES threads (id),
  document_id INTEGER REFERENCES documents (id),
  saga_id INTEGER REFERENCES order_sagas (id),
  cause TEXT NOT NULL ${among('cause', holdCauses)},
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
  reason TEXT
) STRICT;
CREATE INDEX holds_open_gaps ON holds (group_key, id) WHERE closed_at IS NULL AND cause = 'gap';
CREATE INDEX holds_open_others ON holds (group_key, id) WHERE closed_at IS NULL AND cause <> 'gap';
CREATE INDEX holds_document ON holds (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX holds_saga ON holds (saga_id) WHERE saga_id IS NOT NULL;
CREATE INDEX holds_thread ON holds (thread_id) WHERE thread_id IS NOT NULL;

CREATE TABLE partners (
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  name TEXT NOT NULL,
  company TEXT NOT NULL,
  customer TEXT NOT NULL,
  invoice_account TEXT NOT NULL,
  site TEXT NOT NULL,
  warehouse TEXT NOT NULL,
  active INTEGER NOT NULL,
  review INTEGER NOT NULL,
  undo_seconds INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  PRIMARY KEY (partner_id, vendor)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_locations (
  partner_id TEXT NOT NULL,
  qualifier TEXT NOT NULL,
  code TEXT NOT NULL,
  address_location_id TEXT NOT NULL,
  PRIMARY KEY (partner_id, code, qualifier)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_map (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL,
  buyer_part TEXT NOT NULL,
  vendor_part TEXT NOT NULL,
  upc TEXT NOT NULL,
  gtin TEXT NOT NULL,
  ean TEXT NOT NULL,
  item_number TEXT NOT NULL,
  unit TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_map_key ON item_map (partner_id, buyer_part, vendor_part, upc, gtin, ean);
CREATE INDEX item_map_vendor_part ON item_map (partner_id, vendor_part) WHERE vendor_part <> '';

CREATE TABLE item_codes (
  partner_id TEXT NOT NULL,
  code14 TEXT NOT NULL,
  item_id INTEGER NOT NULL REFERENCES item_map (id) ON DELETE CASCADE,
  PRIMARY KEY (partner_id, code14, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_codes_item ON item_codes (item_id);

CREATE TABLE unit_map (
  partner_id TEXT NOT NULL,
  item_number TEXT NOT NULL,
  edi_unit TEXT NOT NULL,
  unit TEXT NOT NULL,
  factor TEXT NOT NULL,
  PRIMARY KEY (partner_id, item_number, edi_unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE mapping_imports (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  source TEXT NOT NULL,
  change_count INTEGER NOT NULL,
  changes BLOB NOT NULL,
  undone_at TEXT
) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  trigger TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT NOT NULL,
  message TEXT,
  summary TEXT,
  requests TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX runs_open ON runs (id) WHERE outcome = 'running';

CREATE TABLE schedule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  every_minutes INTEGER NOT NULL,
  quiet_from TEXT,
  quiet_to TEXT,
  paused INTEGER NOT NULL,
  paused_until TEXT,
  last_run_at TEXT,
  next_run_at TEXT
) STRICT;
INSERT INTO schedule (id, every_minutes, paused) VALUES (1, 10, 0);

CREATE TABLE incidents (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  remote TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  details TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  count INTEGER NOT NULL,
  resolved_at TEXT
) STRICT;
CREATE UNIQUE INDEX incidents_open ON incidents (key) WHERE resolved_at IS NULL;

CREATE TABLE search_keys (
  normal TEXT NOT NULL,
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  reversed TEXT NOT NULL,
  PRIMARY KEY (normal, thread_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_keys_reversed ON search_keys (reversed, thread_id);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT,
  tone TEXT NOT NULL,
  thread_id INTEGER,
  document_id INTEGER,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_thread ON audit (thread_id, id) WHERE thread_id IS NOT NULL;
CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
`;
