/**
 * What Dynamics posted of our orders, how far it was read, which lot stands for which line, and how each retailer wants
 * its answers. `outbound_wakes` names the orders whose documents are to be looked at again, because something that they
 * rest on changed.
 */
export const postings = `
CREATE TABLE postings (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('confirmation', 'packing-slip', 'invoice')),
  key TEXT NOT NULL UNIQUE,
  company TEXT NOT NULL,
  number TEXT NOT NULL,
  posted_on TEXT NOT NULL,
  customer TEXT NOT NULL,
  requisition TEXT NOT NULL,
  reference TEXT NOT NULL,
  stamped_at TEXT,
  -- What the rows of its header said when they were read last, so that an idle cycle need not read its lines.
  tags TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'drafted', 'not-ours', 'adopted', 'corrected', 'ignored')),
  message TEXT NOT NULL DEFAULT '',
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX postings_number ON postings (company, number, kind);
CREATE INDEX postings_not_ours ON postings (id) WHERE state = 'not-ours';

CREATE TABLE posting_threads (
  posting_id INTEGER NOT NULL REFERENCES postings (id),
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  PRIMARY KEY (posting_id, thread_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_threads_thread ON posting_threads (thread_id, posting_id);

CREATE TABLE watermarks (name TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE order_lots (
  saga_id INTEGER NOT NULL REFERENCES order_sagas (id),
  -- The line of the saga's plan.
  position INTEGER NOT NULL,
  lot_id TEXT NOT NULL,
  company TEXT NOT NULL,
  -- Dynamics may split a line: then several lots stand for it.
  PRIMARY KEY (saga_id, lot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_lots_lot ON order_lots (company, lot_id);
CREATE INDEX sagas_number ON order_sagas (sales_order_number, company) WHERE sales_order_number IS NOT NULL;

CREATE TABLE order_sweeps (
  thread_id INTEGER PRIMARY KEY REFERENCES threads (id),
  swept_on TEXT NOT NULL,
  closed INTEGER NOT NULL,
  -- Set where all its sales orders were cancelled in Dynamics before they were confirmed.
  canceled INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX order_sweeps_open ON order_sweeps (swept_on, thread_id) WHERE closed = 0;
INSERT INTO order_sweeps (thread_id, swept_on, closed)
  SELECT DISTINCT thread_id, '', 0 FROM order_sagas WHERE sales_order_number IS NOT NULL AND state IN ('fresh', 'done', 'held');

CREATE TABLE outbound_wakes (
  thread_id INTEGER PRIMARY KEY REFERENCES threads (id),
  -- Grows with every wake, so that one that comes while the order is looked at is not lost.
  turn INTEGER NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE ack_answers (
  thread_id INTEGER NOT NULL REFERENCES threads (id),
  -- Key of the confirmation that was asked about; '' where none comes.
  posting_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  store TEXT NOT NULL,
  about TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (thread_id, posting_key, position, store, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE partner_sheets (
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  version INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  sheet TEXT NOT NULL,
  PRIMARY KEY (partner_id, vendor, version)
) STRICT, WITHOUT ROWID;
`;
