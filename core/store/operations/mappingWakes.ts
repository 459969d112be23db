import { datedKinds } from '#core/contract/views/mappingRows.ts';
import type { DatedKind, MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { all, change, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import type { MappingTable } from './mappingTables.ts';
import { useKinds } from './mappingUses.ts';
import { wakeHeldByRules } from './releases.ts';
import { begun, wakeNotBegun } from './sagaBegun.ts';
import { setMeta } from './upkeep.ts';

/** Whatever is parked of a partner may go on with what its map says by now. */
export function wakeParked(db: Db, partnerId: string): number {
  return change(db, `UPDATE documents SET pending = 1 WHERE processing = 'parked' AND partner_id = ?`, partnerId);
}

/** Orders that were decided by a row and are not begun in Dynamics are decided anew. */
export function wakeUsers(db: Db, kind: MappingKind, id: number): number {
  const useKind = useKinds[kind];
  if (useKind === undefined) return 0;
  if (!one(db, 'SELECT 1 FROM mapping_uses WHERE kind = ? AND mapping_id = ? LIMIT 1', useKind, id)) return 0;
  return change(
    db,
    `UPDATE documents SET pending = 1 WHERE id IN (SELECT document_id FROM mapping_uses WHERE kind = ? AND mapping_id = ?)
      AND pending = 0 AND processing IN ('held', 'ready')
      AND NOT EXISTS (SELECT 1 FROM order_sagas s WHERE s.document_id = documents.id AND ${begun})`,
    useKind,
    id,
  );
}

/** Whether a row speaks from now on where another one, or none, spoke before. An end that goes lets one speak again. */
export function arrives<K extends MappingKind>(table: MappingTable<MappingTables[K]>, entry: MappingChange<K>): boolean {
  switch (entry.change) {
    case 'add':
      return true;
    case 'remove':
      return table.ends(entry.before);
    case 'update': {
      const old = table.keyOf(entry.before);
      return table.ends(entry.before) || table.keyOf(entry.row).some((text, index) => text !== old[index]);
    }
  }
}

/** So many codes and items of one partner are looked up one by one; of more all its orders are looked at. */
const mostNamed = 200;

/** What a row of the maps is about, as far as arrivals care. */
interface Arrived {
  readonly partnerId: string;
  readonly code?: string;
  readonly itemNumber?: string;
}

/** What the arrivals of one partner are about. */
interface Reach {
  readonly codes: Set<string>;
  readonly items: Set<string>;
  everything: boolean;
}

/**
 * Rows that arrive in one change. The orders that they decide otherwise rest on other rows, or on none: a unit of one item
 * comes beside the unit of all, a location with its qualifier beside the one without. Those are found by code and by item;
 * a row of the item map may share any number with any line, and a unit of all items any line. Woken once, at the end: a
 * large file says the same of a partner again and again.
 */
export function createArrivals() {
  const reaches = new Map<string, Reach>();
  return {
    note(kind: MappingKind, row: Arrived): void {
      const reach = reaches.get(row.partnerId) ?? { codes: new Set(), items: new Set(), everything: false };
      reaches.set(row.partnerId, reach);
      if (reach.everything) return;
      if (kind === 'locations' && row.code !== undefined) reach.codes.add(row.code);
      else if (kind === 'units' && row.itemNumber !== undefined && row.itemNumber !== '') reach.items.add(row.itemNumber);
      else reach.everything = true;
      if (reach.codes.size + reach.items.size > mostNamed) reach.everything = true;
    },
    wake(db: Db): number {
      let woken = 0;
      for (const [partnerId, { codes, items, everything }] of reaches)
        if (everything) woken += wakeHeldByRules(db, partnerId) + wakeNotBegun(db, partnerId);
        else woken += wakeNamed(db, partnerId, { codes, items });
      return woken;
    },
  };
}

const rowsOf = {
  locations: 'SELECT id FROM partner_locations WHERE partner_id = ? AND code = ?',
  items: 'SELECT id FROM item_map WHERE partner_id = ? AND item_number = ?',
} as const;

/** Orders that rest on any row of these codes, or on any that leads to these items. */
function wakeNamed(db: Db, partnerId: string, { codes, items }: Pick<Reach, 'codes' | 'items'>): number {
  let woken = 0;
  const users = (kind: keyof typeof rowsOf, named: string): void => {
    for (const { id } of all<{ id: number }>(db, rowsOf[kind], partnerId, named)) woken += wakeUsers(db, kind, id);
  };
  for (const code of codes) users('locations', code);
  for (const item of items) users('items', item);
  return woken;
}

/** What the rows of each kind that may hold from a day on are about, each once: a file may date a hundred thousand of them alike. */
const datedSql = {
  locations: 'SELECT DISTINCT partner_id AS partnerId, code FROM partner_locations',
  items: 'SELECT DISTINCT partner_id AS partnerId FROM item_map',
  units: 'SELECT DISTINCT partner_id AS partnerId, item_number AS itemNumber FROM unit_map',
} as const satisfies Readonly<Record<DatedKind, string>>;

/**
 * A row whose day came arrives on it: what waits for it goes on, and what another row decided until yesterday, and is not
 * begun in Dynamics, is decided anew. `today`: the workspace's day. Says how many documents; none where this day was asked about.
 */
export function wakeForDay(db: Db, { today }: Parameters<Store['wakeForDay']>[0]): Awaited<ReturnType<Store['wakeForDay']>> {
  const before = one<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'mappings.day'`)?.value ?? '';
  if (before >= today) return { woken: 0 };
  const arrivals = createArrivals();
  const partners = new Set<string>();
  for (const kind of datedKinds)
    for (const row of all<Arrived>(
      db,
      `${datedSql[kind]} WHERE valid_from <> '' AND valid_from > ? AND valid_from <= ?`,
      before,
      today,
    )) {
      partners.add(row.partnerId);
      arrivals.note(kind, row);
    }
  let woken = arrivals.wake(db);
  for (const partnerId of partners) woken += wakeParked(db, partnerId);
  setMeta(db, { key: 'mappings.day', value: today });
  return { woken };
}
