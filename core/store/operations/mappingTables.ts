import { toGtin14 } from '#core/domain/checkDigit.ts';
import type {
  ItemMapping,
  Kept,
  MappingKind,
  MappingTables,
  Partner,
  PartnerLocation,
  UnitMapping,
} from '#core/domain/mapping.ts';
import { asCompared } from '#core/domain/mappingKey.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import { all, change, one, run, type Db } from '../database.ts';

/** A row as it lies in its table, with its number and the change set that wrote it. */
export interface StoredMapping<Row> {
  readonly id: number;
  readonly setId: number;
  readonly row: Row;
}

/** How one kind of mapping lies in its table. */
export interface MappingTable<Row> {
  readonly table: string;
  /** Columns of the key in key order; the day is the last where rows have one. */
  readonly key: readonly string[];
  /** Columns (and fields) by which a person looks for a row, each the second of an index that begins with the partner. */
  readonly searched: readonly (readonly [column: string, field: string])[];
  keyOf(row: Row): readonly string[];
  /** True where the row says that its key means nothing. */
  ends(row: Row): boolean;
  select(db: Db, tail: string, ...values: readonly unknown[]): readonly StoredMapping<Row>[];
  byId(db: Db, id: number): StoredMapping<Row> | undefined;
  /** The row of the same key and day, in whatever letters orders find it. */
  find(db: Db, row: Row): StoredMapping<Row> | undefined;
  /** All rows of the same key, by their days. */
  ofKey(db: Db, row: Row): readonly StoredMapping<Row>[];
  /** The day of the next row of the same key, '' where there is none. */
  nextDay(db: Db, row: Row): string;
  insert(db: Db, row: Row, setId: number, id?: number): number;
  update(db: Db, before: StoredMapping<Row>, row: Row, setId: number): void;
  remove(db: Db, id: number): void;
}

type Value = string | number;

interface Layout<Row> {
  readonly table: string;
  readonly key: readonly string[];
  readonly searched: MappingTable<Row>['searched'];
  /** Field by column, in the order of the statement. */
  readonly columns: readonly (readonly [column: string, field: string])[];
  readonly read: (stored: Readonly<Record<string, Value>>) => Row;
  readonly write: (row: Row) => Readonly<Record<string, Value>>;
  readonly ends: (row: Row) => boolean;
  /** The column of the key that orders find in other letters too, and a row with it in the form that is compared. */
  readonly folded?: { readonly column: string; readonly compared: (row: Row) => Row };
  /** What else a row leaves in other tables. */
  readonly after?: (db: Db, id: number, row: Row, before: Row | undefined) => void;
}

function mappingTable<Row>(layout: Layout<Row>): MappingTable<Row> {
  const { table, key, searched, columns, read, write, ends, folded, after } = layout;
  const names = columns.map(([column]) => column);
  const fieldOf = new Map(columns.map(([column, field]) => [column, field]));
  const listed = columns.map(([column, field]) => (column === field ? column : `${column} AS ${field}`)).join(', ');
  const insertSql = `INSERT INTO ${table} (id, set_id, ${names.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`;
  const byKey = `WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`;
  const valuesOf = (row: Row): readonly Value[] => {
    const written = write(row);
    return columns.map(([, field]) => written[field] ?? '');
  };
  const keyOf = (row: Row): readonly string[] => {
    const written = write(row);
    return key.map((column) => String(written[fieldOf.get(column) ?? ''] ?? ''));
  };
  // Texts of statements are made once: rows are asked for one by one, many times a page.
  const selectSql = `SELECT id, set_id AS setId, ${listed} FROM ${table}`;
  const byIdSql = `${selectSql} WHERE id = ?`;
  const byKeySql = `${selectSql} ${byKey}`;
  const dated = key.at(-1) === 'valid_from';
  const dayOf = (row: Row): string => (dated ? (keyOf(row).at(-1) ?? '') : '');
  const fixed = key.filter((column) => column !== 'valid_from' && column !== folded?.column);
  const ofKeyTail = `WHERE ${fixed.map((column) => `${column} = ?`).join(' AND ')} ORDER BY ${key.join(', ')}`;
  type Stored = Readonly<Record<string, Value>>;
  const stored = ({ id, setId, ...rest }: Stored): StoredMapping<Row> => ({
    id: Number(id),
    setId: Number(setId),
    row: read(rest),
  });
  const optional = (found: Stored | undefined): StoredMapping<Row> | undefined => found && stored(found);
  const select = (db: Db, tail: string, ...values: readonly unknown[]): readonly StoredMapping<Row>[] =>
    all<Stored>(db, `${selectSql} ${tail}`, ...values).map(stored);
  const ofKey = (db: Db, row: Row): readonly StoredMapping<Row>[] => {
    const written = keyOf(row);
    const rows = select(db, ofKeyTail, ...fixed.map((column) => written[key.indexOf(column)]));
    if (!folded) return rows;
    // SQLite folds letters of A to Z only, orders all: the few spellings of one item are compared here.
    const compared = (one: Row): string | undefined => keyOf(folded.compared(one))[key.indexOf(folded.column)];
    const wanted = compared(row);
    const same = rows.filter((one) => compared(one.row) === wanted).map((one) => ({ one, day: dayOf(one.row) }));
    return same.toSorted((a, b) => Number(a.day > b.day) - Number(a.day < b.day)).map(({ one }) => one);
  };
  const daysOf = (db: Db, row: Row): readonly string[] => ofKey(db, row).map((other) => dayOf(other.row));
  const find = (db: Db, row: Row): StoredMapping<Row> | undefined =>
    optional(one(db, byKeySql, ...keyOf(row))) ??
    (folded ? ofKey(db, row).find((other) => dayOf(other.row) === dayOf(row)) : undefined);
  return {
    table,
    key,
    searched,
    keyOf,
    ends,
    select,
    byId: (db, id) => optional(one(db, byIdSql, id)),
    find,
    ofKey,
    nextDay: (db, row) => (dated ? (daysOf(db, row).find((day) => day > dayOf(row)) ?? '') : ''),
    insert(db, row, setId, id) {
      const made = run(db, insertSql, id ?? null, setId, ...valuesOf(row));
      after?.(db, made, row, undefined);
      return made;
    },
    update(db, before, row, setId) {
      // Only what changed: a column that is written costs every index that it stands in.
      const old = valuesOf(before.row);
      const changed = valuesOf(row).flatMap((value, index) =>
        value === old[index] ? [] : [{ name: names[index] ?? '', value }],
      );
      const sets = ['set_id = ?', ...changed.map(({ name }) => `${name} = ?`)].join(', ');
      change(db, `UPDATE ${table} SET ${sets} WHERE id = ?`, setId, ...changed.map(({ value }) => value), before.id);
      after?.(db, before.id, row, before.row);
    },
    remove: (db, id) => void change(db, `DELETE FROM ${table} WHERE id = ?`, id),
  };
}

/** A row whose fields lie in its columns as they are. */
const plain = <Row>(): Pick<Layout<Row>, 'read' | 'write'> => ({
  read: (stored) => stored as unknown as Row,
  write: (row) => row as unknown as Readonly<Record<string, Value>>,
});

const partners = mappingTable<Partner>({
  table: 'partners',
  key: ['partner_id', 'vendor'],
  searched: [],
  columns: [
    ['partner_id', 'partnerId'],
    ['vendor', 'vendor'],
    ['name', 'name'],
    ['company', 'company'],
    ['customer', 'customer'],
    ['invoice_account', 'invoiceAccount'],
    ['site', 'site'],
    ['warehouse', 'warehouse'],
    ['active', 'active'],
    ['review', 'review'],
    ['undo_seconds', 'undoSeconds'],
    ['sheet', 'sheet'],
  ],
  read: ({ active, review, sheet, ...rest }) => ({
    ...(rest as unknown as Omit<Partner, 'active' | 'review' | 'sheet'>),
    active: active === 1,
    review: review === 1,
    sheet: { ...defaultPartnerSheet, ...(JSON.parse(String(sheet)) as Partial<PartnerSheet>) },
  }),
  write: ({ active, review, sheet, ...rest }) => ({
    ...rest,
    active: Number(active),
    review: Number(review),
    sheet: JSON.stringify(sheet),
  }),
  ends: () => false,
});

const locations = mappingTable<PartnerLocation>({
  ...plain(),
  table: 'partner_locations',
  key: ['partner_id', 'code', 'qualifier', 'valid_from'],
  searched: [
    ['code', 'code'],
    ['address_location_id', 'addressLocationId'],
  ],
  columns: [
    ['partner_id', 'partnerId'],
    ['qualifier', 'qualifier'],
    ['code', 'code'],
    ['address_location_id', 'addressLocationId'],
    ['valid_from', 'validFrom'],
  ],
  ends: (row) => row.addressLocationId === '',
});

/** Codes of all three columns are compared as GTIN-14: a UPC in the order may stand as GTIN in the map. */
function writeCodes(db: Db, id: number, row: ItemMapping, before: ItemMapping | undefined): void {
  const codesOf = ({ partnerId, upc, gtin, ean }: ItemMapping): string => [partnerId, upc, gtin, ean].join(' ');
  if (before && codesOf(before) === codesOf(row)) return;
  if (before) change(db, 'DELETE FROM item_codes WHERE item_id = ?', id);
  for (const code of [row.upc, row.gtin, row.ean].filter(Boolean)) {
    run(db, 'INSERT OR IGNORE INTO item_codes (partner_id, code14, item_id) VALUES (?, ?, ?)', row.partnerId, toGtin14(code), id);
  }
}

const items = mappingTable<ItemMapping>({
  ...plain(),
  table: 'item_map',
  key: ['partner_id', 'buyer_part', 'vendor_part', 'upc', 'gtin', 'ean', 'valid_from'],
  searched: [
    ['buyer_part', 'buyerPart'],
    ['vendor_part', 'vendorPart'],
    ['item_number', 'itemNumber'],
  ],
  columns: [
    ['partner_id', 'partnerId'],
    ['buyer_part', 'buyerPart'],
    ['vendor_part', 'vendorPart'],
    ['upc', 'upc'],
    ['gtin', 'gtin'],
    ['ean', 'ean'],
    ['item_number', 'itemNumber'],
    ['unit', 'unit'],
    ['valid_from', 'validFrom'],
  ],
  ends: (row) => row.itemNumber === '',
  after: writeCodes,
});

const units = mappingTable<UnitMapping>({
  ...plain(),
  table: 'unit_map',
  key: ['partner_id', 'item_number', 'edi_unit', 'valid_from'],
  searched: [
    ['item_number', 'itemNumber'],
    ['edi_unit', 'ediUnit'],
  ],
  columns: [
    ['partner_id', 'partnerId'],
    ['item_number', 'itemNumber'],
    ['edi_unit', 'ediUnit'],
    ['unit', 'unit'],
    ['factor', 'factor'],
    ['valid_from', 'validFrom'],
  ],
  ends: (row) => row.unit === '',
  folded: { column: 'edi_unit', compared: (row) => asCompared('units', row) },
});

export const mappingTables: { readonly [K in MappingKind]: MappingTable<MappingTables[K]> } = {
  partners,
  locations,
  items,
  units,
};

/** A stored row with its number among its fields. */
export function kept<Row extends object>({ id, row }: StoredMapping<Row>): Kept<Row> {
  return { ...row, id };
}

/** What the rows of one key share, as one text. */
export function baseKey<Row>(table: MappingTable<Row>, row: Row): string {
  const dated = table.key.at(-1) === 'valid_from';
  const key = table.keyOf(row);
  return (dated ? key.slice(0, -1) : key).join('\u001f');
}
