/**
 * Prices that people accepted, and where they keep ours; what a hold rests on, so that a release binds to it; and what
 * the rules only wanted to show.
 */
export const prices = `
CREATE TABLE accepted_prices (
  id INTEGER PRIMARY KEY,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  item_number TEXT NOT NULL,
  edi_unit TEXT NOT NULL,
  currency TEXT NOT NULL,
  price TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  why TEXT NOT NULL,
  document_id INTEGER REFERENCES documents (id)
) STRICT;
CREATE INDEX accepted_prices_newest ON accepted_prices (partner_id, vendor, item_number, edi_unit, currency, id);
CREATE INDEX accepted_prices_history ON accepted_prices (partner_id, vendor, item_number, id);

CREATE TABLE kept_prices (
  group_key TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE holds ADD COLUMN basis TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN rule_findings TEXT NOT NULL DEFAULT '[]';
`;
