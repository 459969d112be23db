import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { all, one, type Db } from '../database.ts';
import { readCursor, texts } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { kept, mappingTables, type MappingTable } from './mappingTables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Only the rows that could match one document. */
export function mappingRows(db: Db, { partnerId, vendor, locationCodes, items }: In<'mappingRows'>): Out<'mappingRows'> {
  // First of all: where a change comes in between, what is decided counts as older than it and is looked at again.
  const asOf = newestSet(db);
  const partners = mappingTables.partners.select(
    db,
    `WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
  const known = itemsSince(db, asOf);
  const found = new Map<number, KeptItem>();
  for (const item of items) for (const row of known(partnerId, item)) found.set(row.id, row);
  return {
    partner: partners[0]?.row,
    locations: locationCodes
      .flatMap((code) => mappingTables.locations.select(db, 'WHERE partner_id = ? AND code = ?', partnerId, code))
      .map(kept),
    items: [...found.values()],
    units: mappingTables.units.select(db, 'WHERE partner_id = ?', partnerId).map(kept),
    asOf,
  };
}

/** The newest change set; 0 before the first. */
export function newestSet(db: Db): number {
  return one<{ id: number | null }>(db, 'SELECT max(id) AS id FROM mapping_sets')?.id ?? 0;
}

type WantedItem = In<'mappingRows'>['items'][number];
type KeptItem = Out<'mappingRows'>['items'][number];

/** More different items than an order day has. */
const mostRemembered = 4000;
const remembered = new WeakMap<Db, { readonly asOf: number; readonly items: Map<string, readonly KeptItem[]> }>();

/**
 * The rows that could match an item, as they are since a change set. Every change of a map is a new set, so until the next
 * one they are what they were: the orders of one poll name the same products again and again.
 */
function itemsSince(db: Db, asOf: number): (partnerId: string, item: WantedItem) => readonly KeptItem[] {
  const before = remembered.get(db);
  const items =
    before?.asOf === asOf && before.items.size < mostRemembered ? before.items : new Map<string, readonly KeptItem[]>();
  remembered.set(db, { asOf, items });
  return (partnerId, item) => {
    const key = JSON.stringify([partnerId, item.buyerPart, item.vendorPart, item.upc, item.gtin, item.ean]);
    const same = items.get(key);
    if (same) return same;
    const rows = [...new Set(itemsLike(db, partnerId, item))].flatMap((id) => mappingTables.items.byId(db, id) ?? []).map(kept);
    items.set(key, rows);
    return rows;
  };
}

function itemsLike(db: Db, partnerId: string, item: WantedItem): readonly number[] {
  const ids: number[] = [];
  const add = (text: string, ...values: unknown[]): void => {
    for (const row of all<{ id: number }>(db, text, partnerId, ...values)) ids.push(row.id);
  };
  if (item.buyerPart) add(`SELECT id FROM item_map WHERE partner_id = ? AND buyer_part = ? AND buyer_part <> ''`, item.buyerPart);
  if (item.vendorPart)
    add(`SELECT id FROM item_map WHERE partner_id = ? AND vendor_part = ? AND vendor_part <> ''`, item.vendorPart);
  for (const code of [item.upc, item.gtin, item.ean]) {
    if (code) add('SELECT item_id AS id FROM item_codes WHERE partner_id = ? AND code14 = ?', toGtin14(code));
  }
  return ids;
}

/** Rows of one part: large enough to be worth its way to another thread, small enough for a thread's memory. */
const partSize = 20_000;

/** One part of all rows in key order as JSON text; the cursor is the key of the last row. */
export function mappingsPacked(db: Db, { kind, partnerId, after }: In<'mappingsPacked'>): Out<'mappingsPacked'> {
  return packedPart(db, mappingTables[kind] as MappingTable<MappingTables[MappingKind]>, partnerId, after);
}

function packedPart<Row>(
  db: Db,
  table: MappingTable<Row>,
  partnerId: string | undefined,
  after: string | undefined,
): Out<'mappingsPacked'> {
  const { text, values } = inKeyOrder(table, partnerId, after);
  const rows = table.select(db, text, ...values, partSize + 1);
  const part = rows.slice(0, partSize);
  const last = part.at(-1);
  return {
    rows: part.length,
    bytes: Buffer.from(JSON.stringify(part.map(({ row }) => row)), 'utf8'),
    ...(rows.length > partSize && last ? { nextCursor: JSON.stringify(table.keyOf(last.row)) } : {}),
  };
}

/** One page of rows in key order; the cursor is the key of the last row. */
export function mappingPage<K extends MappingKind>(
  db: Db,
  { kind, limit, after }: { readonly kind: K; readonly limit: number; readonly after?: string },
) {
  const table: MappingTable<MappingTables[K]> = mappingTables[kind];
  const { text, values } = inKeyOrder(table, undefined, after);
  const rows = table.select(db, text, ...values, limit + 1).map(({ row }) => row);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: JSON.stringify(table.keyOf(last)) } : {}) };
}

/** The end of a statement that walks a kind in key order from behind a row, of one partner or of all. `LIMIT` comes last. */
export function inKeyOrder<Row>(
  table: Pick<MappingTable<Row>, 'key'>,
  partnerId: string | undefined,
  after: string | undefined,
): { readonly text: string; readonly values: readonly string[] } {
  const columns = table.key.join(', ');
  const key = readCursor(after, texts(table.key.length)) ?? [];
  const conditions = [
    ...(partnerId === undefined ? [] : ['partner_id = ?']),
    ...(after === undefined ? [] : [`(${columns}) > (${table.key.map(() => '?').join(', ')})`]),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return {
    text: `${where} ORDER BY ${columns} LIMIT ?`,
    values: [...(partnerId === undefined ? [] : [partnerId]), ...key],
  };
}
