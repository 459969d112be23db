import { AppError } from '#core/contract/errors.ts';
import type { MappingChange, MappingKind, MappingTables, Partner } from '#core/domain/mapping.ts';
import { appendAudit } from '../audit.ts';
import { change, run, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import type { MappingApply } from '../types/mappings.ts';
import { baseKey, mappingTables, type MappingTable } from './mappingTables.ts';
import { checkSeenUses } from './mappingUses.ts';
import { arrives, createArrivals, wakeParked, wakeUsers } from './mappingWakes.ts';
import { wakePartner } from './postings/wakes.ts';
import { wakeHeldByRules, wakeSameNumber } from './releases.ts';
import { wakeNotBegun } from './sagaBegun.ts';
import { carryColumns } from './sheets/sheets.ts';

type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type AnyRow = MappingTables[MappingKind];

/** Makes changes as one, keeps them for undo, and lets the documents that they concern be looked at again. */
export function applyMappings<K extends MappingKind>(db: Db, input: MappingApply<K>): Out<'applyMappings'> {
  const { kind, seenUses } = input;
  if (seenUses) checkSeenUses(db, kind, seenUses);
  const setId = openSet(db, { ...input, undoes: undefined });
  const work = createWork(db, kind, setId);
  for (const entry of input.units ?? []) work.make('units', entry);
  if ('changes' in input) for (const entry of input.changes) work.make(kind, entry);
  else
    for (const part of input.packed)
      for (const entry of JSON.parse(Buffer.from(part).toString('utf8')) as MappingChange<K>[]) work.make(kind, entry);
  return work.close({
    at: input.at,
    who: input.who,
    what: 'changed',
    detail: [input.source, input.why].filter(Boolean).join(': '),
  });
}

export interface NewSet {
  readonly kind: MappingKind;
  readonly at: string;
  readonly who: string;
  readonly why: string;
  readonly origin: string;
  readonly source: string;
  readonly undoes: number | undefined;
}

export function openSet(db: Db, set: NewSet): number {
  return run(
    db,
    'INSERT INTO mapping_sets (kind, at, who, why, origin, source, added, updated, removed, undoes) VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, ?)',
    set.kind,
    set.at,
    set.who,
    set.why,
    set.origin,
    set.source,
    set.undoes ?? null,
  );
}

/** The row of the same key that a new one with a day takes over from. */
function rowBefore<K extends MappingKind>(
  db: Db,
  table: MappingTable<MappingTables[K]>,
  row: MappingTables[K],
): number | undefined {
  if (!('validFrom' in row) || row.validFrom === '') return undefined;
  const { validFrom } = row;
  return table.ofKey(db, row).findLast((other) => 'validFrom' in other.row && other.row.validFrom < validFrom)?.id;
}

/** The changes of one set while they are made: of one kind, and units that its items need beside them. */
export function createWork(db: Db, setKind: MappingKind, setId: number) {
  const columns: (readonly [Partner, Partner])[] = [];
  const figures = { add: 0, update: 0, remove: 0 };
  const perKind = new Map<MappingKind, number>();
  const partners = new Set<string>();
  const arrivals = createArrivals();
  let last: { readonly id: number; readonly removed: boolean } | undefined;
  let woken = 0;

  function note<K extends MappingKind>(
    kind: K,
    table: MappingTable<MappingTables[K]>,
    entry: MappingChange<K>,
    id: number,
  ): void {
    const row = entry.change === 'remove' ? entry.before : entry.row;
    figures[entry.change] += 1;
    perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
    partners.add(row.partnerId);
    if (kind === setKind) last = { id, removed: entry.change === 'remove' };
    run(
      db,
      'INSERT INTO mapping_changes (set_id, kind, mapping_id, row_key, change, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
      setId,
      kind,
      id,
      baseKey(table, row),
      entry.change,
      entry.change === 'add' ? null : JSON.stringify(entry.before),
      entry.change === 'remove' ? null : JSON.stringify(entry.row),
    );
    const touched = entry.change === 'add' ? rowBefore(db, table, entry.row) : id;
    if (touched !== undefined) woken += wakeUsers(db, kind, touched);
    if (arrives(table, entry)) arrivals.note(kind, row);
  }

  return {
    make<K extends MappingKind>(kind: K, entry: MappingChange<K>): void {
      const table: MappingTable<MappingTables[K]> = mappingTables[kind];
      note(kind, table, entry, applyOne(db, kind, table, setId, entry));
      if (kind === 'partners' && entry.change === 'update') columns.push([entry.before as Partner, entry.row as Partner]);
    },
    close(told: { readonly at: string; readonly who: string; readonly what: string; readonly detail: string }) {
      change(
        db,
        'UPDATE mapping_sets SET added = ?, updated = ?, removed = ? WHERE id = ?',
        figures.add,
        figures.update,
        figures.remove,
        setId,
      );
      for (const partnerId of partners) {
        woken += wakeParked(db, partnerId);
        wakePartner(db, partnerId, 'a mapping of its partner changed', told.at);
      }
      for (const [old, row] of columns) carryColumns(db, old, row, { who: told.who, at: told.at, why: told.detail });
      for (const [old, row] of columns)
        if (row.sheet.numberPerStore && !old.sheet.numberPerStore) woken += wakeSameNumber(db, row.partnerId);
      woken += arrivals.wake(db);
      // Its sheet says how much a price may be off, and how much a rule weighs.
      if (setKind === 'partners')
        for (const partnerId of partners) woken += wakeHeldByRules(db, partnerId) + wakeNotBegun(db, partnerId);
      appendAudit(db, [
        {
          at: told.at,
          who: told.who,
          what: `${countsInWords(setKind, perKind)} ${told.what}`,
          detail: told.detail,
          tone: 'neutral',
        },
      ]);
      const single = perKind.get(setKind) === 1 && last?.removed === false;
      return { changeSetId: setId, id: single ? last?.id : undefined, woken };
    },
  };
}

/** `1 item mapping and 1 unit`, what the set is about first. */
function countsInWords(setKind: MappingKind, perKind: ReadonlyMap<MappingKind, number>): string {
  const kinds = [setKind, ...[...perKind.keys()].filter((kind) => kind !== setKind)];
  return kinds
    .map((kind) => ({ kind, count: perKind.get(kind) ?? 0 }))
    .map(({ kind, count }) => `${count} ${count === 1 ? singular[kind] : kind}`)
    .join(' and ');
}

const singular: Readonly<Record<MappingKind, string>> = {
  partners: 'partner',
  locations: 'location',
  items: 'item mapping',
  units: 'unit',
};

/** Makes one change and tells the row's number. Throws `conflict` where the row is not as it was seen. */
function applyOne<K extends MappingKind>(
  db: Db,
  kind: K,
  table: MappingTable<MappingTables[K]>,
  setId: number,
  entry: MappingChange<K>,
): number {
  const named = (row: AnyRow): string =>
    baseKey(table as MappingTable<AnyRow>, row)
      .split('\u001f')
      .filter(Boolean)
      .join(' · ');
  if (entry.change === 'add') {
    const there = table.find(db, entry.row);
    if (there) throw conflict(`The ${singular[kind]} ${named(entry.row)} is there already.`, entry.row, there.row);
    return table.insert(db, entry.row, setId, entry.id);
  }
  const current = entry.id === undefined ? table.find(db, entry.before) : table.byId(db, entry.id);
  if (!current)
    throw new AppError({
      code: 'not-found',
      message: `The ${singular[kind]} ${named(entry.before)} is not there any more. Look at the list again; nothing was changed.`,
    });
  if (!sameRow(current.row, entry.before))
    throw conflict(`The ${singular[kind]} ${named(entry.before)} was changed meanwhile.`, entry.before, current.row);
  if (entry.change === 'remove') {
    table.remove(db, current.id);
    return current.id;
  }
  const moved = !sameTexts(table.keyOf(entry.row), table.keyOf(current.row));
  const other = moved ? table.find(db, entry.row) : undefined;
  // A key that is written in other letters only is its own.
  if (other && other.id !== current.id)
    throw conflict(`The ${singular[kind]} ${named(entry.row)} is there already.`, entry.row, other.row);
  table.update(db, current, entry.row, setId);
  return current.id;
}

const sameTexts = (a: readonly string[], b: readonly string[]): boolean => a.every((text, index) => text === b[index]);

/** Both rows travel with the error, so that a screen can show them side by side. */
function conflict(sentence: string, seen: AnyRow, now: AnyRow): AppError {
  return new AppError({
    code: 'conflict',
    message: `${sentence} Look at the difference again; nothing was changed.`,
    details: { seen: JSON.stringify(seen), now: JSON.stringify(now) },
  });
}

/** Whether two rows say the same. Most fields are plain; what is not is compared by its text. */
export function sameRow(a: object, b: object): boolean {
  const other = b as Readonly<Record<string, unknown>>;
  const fields = Object.entries(a);
  if (fields.length !== Object.keys(b).length) return false;
  return fields.every(
    ([name, value]) => value === other[name] || (typeof value === 'object' && stable(value) === stable(other[name])),
  );
}

/** A row's text with its fields in one order, however it was put together. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${name}:${stable(field)}`).join(',')}}`;
}
