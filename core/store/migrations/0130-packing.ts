/**
 * How packing slips are packed: a record of every version, its cartons, contents and pallets; the numbers (SSCC) that were
 * ever used, by whom they were given; the ranges they come from, and the blocks that were taken of them.
 */
export const packing = `
CREATE TABLE packing_slips (
  id INTEGER PRIMARY KEY,
  -- Key of the posting.
  slip_key TEXT NOT NULL UNIQUE,
  company TEXT NOT NULL,
  number TEXT NOT NULL,
  posted_on TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  purchase_orders TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'packed')),
  wait_text TEXT NOT NULL,
  -- Of the newest packing; 0 where there is none.
  version INTEGER NOT NULL DEFAULT 0,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX packing_slips_state ON packing_slips (state, id);
CREATE INDEX packing_slips_number ON packing_slips (number, id);
CREATE INDEX packing_slips_partner ON packing_slips (partner_id, id);

CREATE TABLE packing_records (
  slip_id INTEGER NOT NULL REFERENCES packing_slips (id),
  version INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('rule', 'file', 'person')),
  who TEXT NOT NULL,
  at TEXT NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (slip_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE cartons (
  slip_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sscc TEXT NOT NULL,
  pallet INTEGER,
  store TEXT NOT NULL,
  weight TEXT,
  weight_unit TEXT NOT NULL,
  tracking TEXT NOT NULL,
  PRIMARY KEY (slip_id, version, number),
  FOREIGN KEY (slip_id, version) REFERENCES packing_records (slip_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE carton_lines (
  slip_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  carton INTEGER NOT NULL,
  position INTEGER NOT NULL,
  slip_line INTEGER NOT NULL,
  quantity TEXT NOT NULL,
  lot TEXT,
  expiry TEXT,
  PRIMARY KEY (slip_id, version, carton, position),
  FOREIGN KEY (slip_id, version, carton) REFERENCES cartons (slip_id, version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE pallets (
  slip_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  number INTEGER NOT NULL,
  sscc TEXT NOT NULL,
  weight TEXT,
  weight_unit TEXT NOT NULL,
  PRIMARY KEY (slip_id, version, number),
  FOREIGN KEY (slip_id, version) REFERENCES packing_records (slip_id, version)
) STRICT, WITHOUT ROWID;

-- Every number ever used, by whatever way; never deleted. The key of its slip, because a restored database may not know the slip.
CREATE TABLE ssccs (
  sscc TEXT PRIMARY KEY,
  slip_key TEXT NOT NULL,
  pack TEXT NOT NULL CHECK (pack IN ('carton', 'pallet')),
  given TEXT NOT NULL CHECK (given IN ('range', 'outside')),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest range is the one in use.
CREATE TABLE sscc_ranges (
  id INTEGER PRIMARY KEY,
  extension TEXT NOT NULL,
  prefix TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  at TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT;

-- Serials that are taken, neighbours as one row. What is taken is written to the guard journal before it is used.
CREATE TABLE sscc_blocks (
  extension TEXT NOT NULL,
  prefix TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (extension, prefix, first)
) STRICT, WITHOUT ROWID;

-- What was printed last for each number.
CREATE TABLE carton_labels (
  sscc TEXT PRIMARY KEY,
  slip_id INTEGER NOT NULL REFERENCES packing_slips (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX carton_labels_slip ON carton_labels (slip_id);
`;
