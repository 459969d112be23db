import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '#core/contract/errors.ts';
import { toGtin14 } from '#core/domain/checkDigit.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import type { Store } from '../store.types.ts';
import { mappingTables, type MappingTable } from './mappingTables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Only the rows that could match one document. */
export function mappingRows(db: Db, { partnerId, vendor, locationCodes, items }: In<'mappingRows'>): Out<'mappingRows'> {
  const partners = mappingTables.partners.select(
    db,
    `WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
  const itemIds = new Set<number>();
  for (const item of items) for (const id of itemsLike(db, partnerId, item)) itemIds.add(id);
  return {
    partner: partners[0],
    locations: locationCodes.flatMap((code) =>
      mappingTables.locations.select(db, 'WHERE partner_id = ? AND code = ?', partnerId, code),
    ),
    items: [...itemIds].flatMap((id) => mappingTables.items.select(db, 'WHERE id = ?', id)),
    units: mappingTables.units.select(db, 'WHERE partner_id = ?', partnerId),
  };
}

function itemsLike(db: Db, partnerId: string, item: In<'mappingRows'>['items'][number]): readonly number[] {
  const ids: number[] = [];
  const add = (text: string, ...values: unknown[]): void => {
    for (const row of all<{ id: number }>(db, text, partnerId, ...values)) ids.push(row.id);
  };
  if (item.buyerPart) add('SELECT id FROM item_map WHERE partner_id = ? AND buyer_part = ?', item.buyerPart);
  if (item.vendorPart)
    add(`SELECT id FROM item_map WHERE partner_id = ? AND vendor_part = ? AND vendor_part <> ''`, item.vendorPart);
  for (const code of [item.upc, item.gtin, item.ean]) {
    if (code) add('SELECT item_id AS id FROM item_codes WHERE partner_id = ? AND code14 = ?', toGtin14(code));
  }
  return ids;
}

/** One page in key order; the cursor is the key of the last row. */
export function mappingPage<K extends MappingKind>(
  db: Db,
  { kind, limit, after }: { readonly kind: K; readonly limit: number; readonly after?: string },
) {
  const table: MappingTable<MappingTables[K]> = mappingTables[kind];
  const key = after === undefined ? table.key.map(() => '') : (JSON.parse(after) as string[]);
  const columns = table.key.join(', ');
  const marks = table.key.map(() => '?').join(', ');
  const where = after === undefined ? '' : `WHERE (${columns}) > (${marks})`;
  const rows = table.select(db, `${where} ORDER BY ${columns} LIMIT ?`, ...(after === undefined ? [] : key), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: JSON.stringify(table.keyOf(last)) } : {}) };
}

/** Applies changes as one, keeps them for undo, and lets parked documents of the partners concerned be looked at again. */
export function applyMappings<K extends MappingKind>(
  db: Db,
  input: {
    readonly kind: K;
    readonly changes: readonly MappingChange<K>[];
    readonly who: string;
    readonly at: string;
    readonly source: string;
  },
): Out<'applyMappings'> {
  const { kind, changes, who, at, source } = input;
  for (const entry of changes) applyOne(db, kind, entry);
  const importId = run(
    db,
    'INSERT INTO mapping_imports (kind, at, who, source, change_count, changes) VALUES (?, ?, ?, ?, ?, ?)',
    kind,
    at,
    who,
    source,
    changes.length,
    zstdCompressSync(Buffer.from(JSON.stringify(changes), 'utf8')),
  );
  wakeParked(db, changes);
  appendAudit(db, [{ at, who, what: `${changes.length} ${kind} changed`, detail: source, tone: 'neutral' }]);
  return { importId };
}

function applyOne<K extends MappingKind>(db: Db, kind: K, entry: MappingChange<K>): void {
  const table: MappingTable<MappingTables[K]> = mappingTables[kind];
  if (entry.change !== 'add') {
    const current = table.find(db, entry.before);
    if (!current || !sameRow(current, entry.before)) {
      throw new AppError({
        code: 'conflict',
        message: `The ${kind} row ${table.keyOf(entry.before).filter(Boolean).join(' · ')} changed meanwhile. Look at the difference again.`,
      });
    }
    table.remove(db, entry.before);
  } else if (table.find(db, entry.row)) {
    throw new AppError({
      code: 'conflict',
      message: `The ${kind} row ${table.keyOf(entry.row).filter(Boolean).join(' · ')} is there already. Look at the difference again.`,
    });
  }
  if (entry.change !== 'remove') table.insert(db, entry.row);
}

const sameRow = (a: object, b: object): boolean => stable(a) === stable(b);
const stable = (row: object): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

function wakeParked(db: Db, changes: readonly MappingChange<MappingKind>[]): void {
  const partners = new Set(changes.map((entry) => (entry.change === 'remove' ? entry.before : entry.row).partnerId));
  for (const partnerId of partners)
    change(db, `UPDATE documents SET pending = 1 WHERE processing = 'parked' AND partner_id = ?`, partnerId);
}

function turnAround(entry: MappingChange<MappingKind>): MappingChange<MappingKind> {
  switch (entry.change) {
    case 'add':
      return { change: 'remove', before: entry.row };
    case 'remove':
      return { change: 'add', row: entry.before };
    case 'update':
      return { change: 'update', before: entry.row, row: entry.before };
  }
}

/** Puts back what an import changed. Throws `conflict` when a row changed since. */
export function undoMappings(db: Db, { importId, who, at }: In<'undoMappings'>): void {
  const row = one<{ kind: MappingKind; changes: Uint8Array; undoneAt: string | null }>(
    db,
    'SELECT kind, changes, undone_at AS undoneAt FROM mapping_imports WHERE id = ?',
    importId,
  );
  if (!row) throw new AppError({ code: 'not-found', message: 'This import does not exist.' });
  if (row.undoneAt !== null) throw new AppError({ code: 'conflict', message: 'This import was undone already.' });
  const changes = JSON.parse(zstdDecompressSync(row.changes).toString('utf8')) as MappingChange<MappingKind>[];
  const back = changes.map(turnAround).toReversed();
  for (const entry of back) applyOne(db, row.kind, entry);
  wakeParked(db, back);
  change(db, 'UPDATE mapping_imports SET undone_at = ? WHERE id = ?', at, importId);
  appendAudit(db, [{ at, who, what: `Import of ${changes.length} ${row.kind} undone`, tone: 'warn' }]);
}

export function lastImport(db: Db): Out<'lastImport'> {
  const row = one<{ importId: number; kind: MappingKind; changes: number; at: string; undoneAt: string | null }>(
    db,
    'SELECT id AS importId, kind, change_count AS changes, at, undone_at AS undoneAt FROM mapping_imports ORDER BY id DESC LIMIT 1',
  );
  if (!row) return undefined;
  const { undoneAt, ...rest } = row;
  return { ...rest, undone: undoneAt !== null };
}
