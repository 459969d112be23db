/**
 * Mappings with a history: rows keep their number for good and follow each other by day, every change belongs to a
 * change set (who, when, why, from where), and documents remember the rows that they were decided by.
 */
export const mappingHistory = `
CREATE TABLE mapping_sets (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('partners', 'locations', 'items', 'units')),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('screen', 'file', 'paste', 'suggestion', 'practice')),
  source TEXT NOT NULL,
  added INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  undoes INTEGER REFERENCES mapping_sets (id),
  undone_at TEXT,
  undone_by INTEGER REFERENCES mapping_sets (id),
  -- Changes of the time before mapping_changes, compressed.
  packed BLOB
) STRICT;
CREATE INDEX mapping_sets_kind ON mapping_sets (kind, id);
INSERT INTO mapping_sets (id, kind, at, who, why, origin, source, added, updated, removed, undone_at, packed)
  SELECT id, kind, at, who, '', CASE WHEN source = 'practice world' THEN 'practice' ELSE 'file' END, source, 0, change_count, 0, undone_at, changes
  FROM mapping_imports;
DROP TABLE mapping_imports;
INSERT INTO mapping_sets (kind, at, who, why, origin, source, added, updated, removed)
  SELECT k.kind, (SELECT max(at) FROM migrations), 'Quayside', 'was there before changes were recorded', 'file', '', 0, 0, 0
  FROM (SELECT 'partners' AS kind, (SELECT count(*) FROM partners) AS have UNION ALL SELECT 'locations', (SELECT count(*) FROM partner_locations)
    UNION ALL SELECT 'items', (SELECT count(*) FROM item_map) UNION ALL SELECT 'units', (SELECT count(*) FROM unit_map)) k
  WHERE k.have > 0 AND NOT EXISTS (SELECT 1 FROM mapping_sets s WHERE s.kind = k.kind);

CREATE TABLE mapping_changes (
  id INTEGER PRIMARY KEY,
  set_id INTEGER NOT NULL REFERENCES mapping_sets (id),
  kind TEXT NOT NULL,
  mapping_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('add', 'update', 'remove')),
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX mapping_changes_set ON mapping_changes (set_id, id);
CREATE INDEX mapping_changes_key ON mapping_changes (kind, row_key, id);

-- kind: 1 locations, 2 items, 3 units.
CREATE TABLE mapping_uses (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  kind INTEGER NOT NULL,
  mapping_id INTEGER NOT NULL,
  PRIMARY KEY (document_id, kind, mapping_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX mapping_uses_row ON mapping_uses (kind, mapping_id, document_id);

CREATE TABLE partners_kept (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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
  set_id INTEGER NOT NULL REFERENCES mapping_sets (id)
) STRICT;
INSERT INTO partners_kept (partner_id, vendor, name, company, customer, invoice_account, site, warehouse, active, review, undo_seconds, sheet, set_id)
  SELECT partner_id, vendor, name, company, customer, invoice_account, site, warehouse, active, review, undo_seconds, sheet,
    (SELECT max(id) FROM mapping_sets WHERE kind = 'partners') FROM partners ORDER BY partner_id, vendor;
DROP TABLE partners;
ALTER TABLE partners_kept RENAME TO partners;
CREATE UNIQUE INDEX partners_key ON partners (partner_id, vendor);

CREATE TABLE locations_kept (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partner_id TEXT NOT NULL,
  qualifier TEXT NOT NULL,
  code TEXT NOT NULL,
  address_location_id TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  set_id INTEGER NOT NULL REFERENCES mapping_sets (id)
) STRICT;
INSERT INTO locations_kept (partner_id, qualifier, code, address_location_id, valid_from, set_id)
  SELECT partner_id, qualifier, code, address_location_id, '', (SELECT max(id) FROM mapping_sets WHERE kind = 'locations')
  FROM partner_locations ORDER BY partner_id, code, qualifier;
DROP TABLE partner_locations;
ALTER TABLE locations_kept RENAME TO partner_locations;
CREATE UNIQUE INDEX partner_locations_key ON partner_locations (partner_id, code, qualifier, valid_from);
CREATE INDEX partner_locations_code ON partner_locations (partner_id, code, id);
CREATE INDEX partner_locations_target ON partner_locations (partner_id, address_location_id, id);
CREATE INDEX partner_locations_days ON partner_locations (valid_from) WHERE valid_from <> '';

CREATE TABLE items_kept (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partner_id TEXT NOT NULL,
  buyer_part TEXT NOT NULL,
  vendor_part TEXT NOT NULL,
  upc TEXT NOT NULL,
  gtin TEXT NOT NULL,
  ean TEXT NOT NULL,
  item_number TEXT NOT NULL,
  unit TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  set_id INTEGER NOT NULL REFERENCES mapping_sets (id)
) STRICT;
INSERT INTO items_kept (id, partner_id, buyer_part, vendor_part, upc, gtin, ean, item_number, unit, valid_from, set_id)
  SELECT id, partner_id, buyer_part, vendor_part, upc, gtin, ean, item_number, unit, '',
    (SELECT max(id) FROM mapping_sets WHERE kind = 'items') FROM item_map;
CREATE TABLE codes_kept (
  partner_id TEXT NOT NULL,
  code14 TEXT NOT NULL,
  item_id INTEGER NOT NULL REFERENCES items_kept (id) ON DELETE CASCADE,
  PRIMARY KEY (partner_id, code14, item_id)
) STRICT, WITHOUT ROWID;
INSERT INTO codes_kept (partner_id, code14, item_id) SELECT partner_id, code14, item_id FROM item_codes;
DROP TABLE item_codes;
DROP TABLE item_map;
ALTER TABLE items_kept RENAME TO item_map;
ALTER TABLE codes_kept RENAME TO item_codes;
CREATE UNIQUE INDEX item_map_key ON item_map (partner_id, buyer_part, vendor_part, upc, gtin, ean, valid_from);
CREATE INDEX item_map_vendor_part ON item_map (partner_id, vendor_part, id) WHERE vendor_part <> '';
CREATE INDEX item_map_buyer_part ON item_map (partner_id, buyer_part, id) WHERE buyer_part <> '';
CREATE INDEX item_map_target ON item_map (partner_id, item_number, id);
CREATE INDEX item_map_days ON item_map (valid_from) WHERE valid_from <> '';
CREATE INDEX item_codes_item ON item_codes (item_id);

CREATE TABLE units_kept (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  partner_id TEXT NOT NULL,
  item_number TEXT NOT NULL,
  edi_unit TEXT NOT NULL,
  unit TEXT NOT NULL,
  factor TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  set_id INTEGER NOT NULL REFERENCES mapping_sets (id)
) STRICT;
INSERT INTO units_kept (partner_id, item_number, edi_unit, unit, factor, valid_from, set_id)
  SELECT partner_id, item_number, edi_unit, unit, factor, '', (SELECT max(id) FROM mapping_sets WHERE kind = 'units')
  FROM unit_map ORDER BY partner_id, item_number, edi_unit;
DROP TABLE unit_map;
ALTER TABLE units_kept RENAME TO unit_map;
CREATE UNIQUE INDEX unit_map_key ON unit_map (partner_id, item_number, edi_unit, valid_from);
CREATE INDEX unit_map_item ON unit_map (partner_id, item_number, id);
CREATE INDEX unit_map_unit ON unit_map (partner_id, edi_unit, id);
CREATE INDEX unit_map_days ON unit_map (valid_from) WHERE valid_from <> '';

ALTER TABLE holds ADD COLUMN lines INTEGER NOT NULL DEFAULT 1;
-- What is parked is looked at again: its gaps then say what would fill them, and how many lines wait.
UPDATE documents SET pending = 1 WHERE processing = 'parked';
`;
