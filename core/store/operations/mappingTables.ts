import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { ItemMapping, Partner, PartnerLocation, UnitMapping } from '#core/domain/mapping.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import { all, change, run, type Db } from '../database.ts';
import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';

/** How one kind of mapping lies in its table. */
export interface MappingTable<Row> {
  /** Columns of the key in key order. */
  readonly key: readonly string[];
  keyOf(row: Row): readonly string[];
  select(db: Db, tail: string, ...values: readonly unknown[]): readonly Row[];
  find(db: Db, row: Row): Row | undefined;
  insert(db: Db, row: Row): void;
  remove(db: Db, row: Row): void;
}

interface Layout<Row, Stored> {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: string;
  readonly read: (stored: Stored) => Row;
  readonly keyOf: (row: Row) => readonly string[];
  readonly insert: (db: Db, row: Row) => void;
}

function mappingTable<Row, Stored>(layout: Layout<Row, Stored>): MappingTable<Row> {
  const { table, key, columns, read, keyOf, insert } = layout;
  const byKey = `WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`;
  const select = (db: Db, tail: string, ...values: readonly unknown[]): readonly Row[] =>
    all<Stored>(db, `SELECT ${columns} FROM ${table} ${tail}`, ...values).map(read);
  return {
    key,
    keyOf,
    select,
    find: (db, row) => select(db, byKey, ...keyOf(row))[0],
    insert,
    remove: (db, row) => void change(db, `DELETE FROM ${table} ${byKey}`, ...keyOf(row)),
  };
}

type StoredPartner = Omit<Partner, 'active' | 'review' | 'sheet'> & {
  readonly active: number;
  readonly review: number;
  readonly sheet: string;
};

const partners = mappingTable<Partner, StoredPartner>({
  table: 'partners',
  key: ['partner_id', 'vendor'],
  columns:
    'partner_id AS partnerId, vendor, name, company, customer, invoice_account AS invoiceAccount, site, warehouse, active, review, undo_seconds AS undoSeconds, sheet',
  read: (row) => ({
    ...row,
    active: row.active === 1,
    review: row.review === 1,
    sheet: { ...defaultPartnerSheet, ...(JSON.parse(row.sheet) as Partial<PartnerSheet>) },
  }),
  keyOf: (row) => [row.partnerId, row.vendor],
  insert: (db, row) =>
    void run(
      db,
      'INSERT INTO partners (partner_id, vendor, name, company, customer, invoice_account, site, warehouse, active, review, undo_seconds, sheet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      row.partnerId,
      row.vendor,
      row.name,
      row.company,
      row.customer,
      row.invoiceAccount,
      row.site,
      row.warehouse,
      Number(row.active),
      Number(row.review),
      row.undoSeconds,
      JSON.stringify(row.sheet),
    ),
});

const locations = mappingTable<PartnerLocation, PartnerLocation>({
  table: 'partner_locations',
  key: ['partner_id', 'code', 'qualifier'],
  columns: 'partner_id AS partnerId, qualifier, code, address_location_id AS addressLocationId',
  read: (row) => row,
  keyOf: (row) => [row.partnerId, row.code, row.qualifier],
  insert: (db, row) =>
    void run(
      db,
      'INSERT INTO partner_locations (partner_id, qualifier, code, address_location_id) VALUES (?, ?, ?, ?)',
      row.partnerId,
      row.qualifier,
      row.code,
      row.addressLocationId,
    ),
});

function insertItem(db: Db, row: ItemMapping): void {
  const id = run(
    db,
    'INSERT INTO item_map (partner_id, buyer_part, vendor_part, upc, gtin, ean, item_number, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.partnerId,
    row.buyerPart,
    row.vendorPart,
    row.upc,
    row.gtin,
    row.ean,
    row.itemNumber,
    row.unit,
  );
  // Codes of all three columns are compared as GTIN-14: a UPC in the order may stand as GTIN in the map.
  for (const code of [row.upc, row.gtin, row.ean].filter(Boolean)) {
    run(db, 'INSERT OR IGNORE INTO item_codes (partner_id, code14, item_id) VALUES (?, ?, ?)', row.partnerId, toGtin14(code), id);
  }
}

const items = mappingTable<ItemMapping, ItemMapping>({
  table: 'item_map',
  key: ['partner_id', 'buyer_part', 'vendor_part', 'upc', 'gtin', 'ean'],
  columns:
    'partner_id AS partnerId, buyer_part AS buyerPart, vendor_part AS vendorPart, upc, gtin, ean, item_number AS itemNumber, unit',
  read: (row) => row,
  keyOf: (row) => [row.partnerId, row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean],
  insert: insertItem,
});

const units = mappingTable<UnitMapping, UnitMapping>({
  table: 'unit_map',
  key: ['partner_id', 'item_number', 'edi_unit'],
  columns: 'partner_id AS partnerId, item_number AS itemNumber, edi_unit AS ediUnit, unit, factor',
  read: (row) => row,
  keyOf: (row) => [row.partnerId, row.itemNumber, row.ediUnit],
  insert: (db, row) =>
    void run(
      db,
      'INSERT INTO unit_map (partner_id, item_number, edi_unit, unit, factor) VALUES (?, ?, ?, ?, ?)',
      row.partnerId,
      row.itemNumber,
      row.ediUnit,
      row.unit,
      row.factor,
    ),
});

export const mappingTables: { readonly [K in MappingKind]: MappingTable<MappingTables[K]> } = {
  partners,
  locations,
  items,
  units,
};
