// Written out here, not taken from core/domain: this step stays as it was when that list grows.
const setNames = `'companies', 'units', 'warehouses', 'customers', 'addresses', 'products', 'barcodes', 'customer-items'`;

/** Columns that every copied row has: whose it is, and the reading that saw it last. */
const own = `
  id INTEGER PRIMARY KEY,
  company TEXT NOT NULL COLLATE NOCASE,
  generation INTEGER NOT NULL,`;

/** Words only: the rows themselves hold the text, so the index keeps neither it nor positions. */
const words = `content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'`;

/**
 * The copy of Dynamics' master data. Numbers of Dynamics ignore case, so their columns do. A reading marks what it sees
 * with its generation; only when it came to its end does what it did not see go.
 */
export const masterData = `
CREATE TABLE md_schedule (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  every_hours INTEGER NOT NULL,
  next_at TEXT,
  round_at TEXT,
  started_at TEXT,
  finished_at TEXT,
  requests INTEGER NOT NULL DEFAULT 0,
  message TEXT
) STRICT;
INSERT INTO md_schedule (id, every_hours) VALUES (1, 24);

CREATE TABLE md_sets (
  company TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL CHECK (name IN (${setNames})),
  entity_set TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('reading', 'done', 'cut-off', 'empty', 'missing')),
  generation INTEGER NOT NULL,
  row_count INTEGER NOT NULL,
  read_count INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  finished_at TEXT,
  missing_properties TEXT NOT NULL,
  message TEXT,
  PRIMARY KEY (company, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE md_companies (${own}
  name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_companies_key ON md_companies (company);

CREATE TABLE md_units (${own}
  unit TEXT NOT NULL COLLATE NOCASE,
  description TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_units_key ON md_units (company, unit);

CREATE TABLE md_warehouses (${own}
  warehouse TEXT NOT NULL COLLATE NOCASE,
  site TEXT NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_warehouses_key ON md_warehouses (company, warehouse);

CREATE TABLE md_customers (${own}
  customer TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL,
  currency TEXT NOT NULL,
  invoice_account TEXT NOT NULL,
  on_hold TEXT NOT NULL,
  site TEXT NOT NULL,
  warehouse TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_customers_key ON md_customers (company, customer);
CREATE VIRTUAL TABLE md_customer_words USING fts5(words, ${words});

CREATE TABLE md_addresses (${own}
  customer TEXT NOT NULL COLLATE NOCASE,
  location_id TEXT NOT NULL COLLATE NOCASE,
  description TEXT NOT NULL,
  street TEXT NOT NULL,
  city TEXT NOT NULL,
  state TEXT NOT NULL,
  postal_code TEXT NOT NULL,
  postal_start TEXT NOT NULL,
  country TEXT NOT NULL,
  for_delivery INTEGER NOT NULL,
  duns TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_addresses_key ON md_addresses (company, customer, location_id);
CREATE INDEX md_addresses_postal ON md_addresses (company, customer, postal_start) WHERE postal_start <> '';
CREATE INDEX md_addresses_duns ON md_addresses (company, customer, duns) WHERE duns <> '';
CREATE VIRTUAL TABLE md_address_words USING fts5(words, ${words});
CREATE VIRTUAL TABLE md_address_terms USING fts5vocab('md_address_words', 'row');

CREATE TABLE md_products (${own}
  item_number TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL,
  search_name TEXT NOT NULL,
  sales_unit TEXT NOT NULL,
  inventory_unit TEXT NOT NULL,
  sales_price TEXT NOT NULL,
  price_quantity TEXT NOT NULL,
  lifecycle TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_products_key ON md_products (company, item_number);
CREATE VIRTUAL TABLE md_product_words USING fts5(words, ${words});
CREATE VIRTUAL TABLE md_product_terms USING fts5vocab('md_product_words', 'row');

CREATE TABLE md_gone_products (
  company TEXT NOT NULL COLLATE NOCASE,
  item_number TEXT NOT NULL COLLATE NOCASE,
  name TEXT NOT NULL,
  gone_at TEXT NOT NULL,
  PRIMARY KEY (company, item_number)
) STRICT, WITHOUT ROWID;

CREATE TABLE md_barcodes (${own}
  item_number TEXT NOT NULL COLLATE NOCASE,
  barcode TEXT NOT NULL COLLATE NOCASE,
  code14 TEXT NOT NULL COLLATE NOCASE,
  unit TEXT NOT NULL COLLATE NOCASE,
  quantity TEXT NOT NULL,
  setup TEXT NOT NULL COLLATE NOCASE
) STRICT;
CREATE UNIQUE INDEX md_barcodes_key ON md_barcodes (company, item_number, barcode, unit, setup);
CREATE INDEX md_barcodes_code ON md_barcodes (company, code14, item_number);

CREATE TABLE md_customer_items (${own}
  customer TEXT NOT NULL COLLATE NOCASE,
  number TEXT NOT NULL COLLATE NOCASE,
  item_number TEXT NOT NULL COLLATE NOCASE,
  description TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_customer_items_key ON md_customer_items (company, item_number, customer, number);
CREATE INDEX md_customer_items_number ON md_customer_items (company, number, customer, item_number);

CREATE TABLE md_findings (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  partner_id TEXT NOT NULL,
  vendor TEXT NOT NULL,
  company TEXT NOT NULL,
  key TEXT NOT NULL,
  code TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  review INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX md_findings_key ON md_findings (kind, partner_id, vendor, key, code);

-- What other partners map the same number to.
CREATE INDEX item_codes_anywhere ON item_codes (code14, item_id);
CREATE INDEX item_map_vendor_part_anywhere ON item_map (vendor_part, id) WHERE vendor_part <> '';
`;
