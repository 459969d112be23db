import { zstdDecompressSync } from 'node:zlib';
import { AppError } from '#core/contract/errors.ts';
import type { MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { all, change, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import type { ImportedSet } from '../types/mappings.ts';
import { createWork, openSet, sameRow } from './mappingChanges.ts';
import { baseKey, mappingTables, type MappingTable } from './mappingTables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type AnyRow = MappingTables[MappingKind];

function turnAround(entry: MappingChange<MappingKind>, id: number | undefined): MappingChange<MappingKind> {
  const known = id === undefined ? {} : { id };
  switch (entry.change) {
    case 'add':
      return { change: 'remove', ...known, before: entry.row };
    case 'remove':
      return { change: 'add', ...known, row: entry.before };
    case 'update':
      return { change: 'update', ...known, before: entry.row, row: entry.before };
  }
}

interface StoredSet {
  readonly kind: MappingKind;
  readonly origin: string;
  readonly source: string;
  readonly undoneAt: string | null;
  readonly packed: Uint8Array | null;
}

interface StoredChange {
  readonly kind: MappingKind;
  readonly change: 'add' | 'update' | 'remove';
  readonly mappingId: number;
  readonly before: string | null;
  readonly after: string | null;
}

/** A change with the table that it is about: a set of items may hold their units. */
interface Turned {
  readonly kind: MappingKind;
  readonly entry: MappingChange<MappingKind>;
}

/** The changes of a set that would take it back, the last first. */
function backwards(db: Db, changeSetId: number, set: StoredSet): readonly Turned[] {
  if (set.packed !== null)
    return unpackChanges(set.packed)
      .map((entry) => ({ kind: set.kind, entry: turnAround(entry, undefined) }))
      .toReversed();
  return all<StoredChange>(
    db,
    'SELECT kind, change, mapping_id AS mappingId, before, after FROM mapping_changes WHERE set_id = ? ORDER BY id DESC',
    changeSetId,
  ).map((row) => ({ kind: row.kind, entry: turnAround(changeOf(row), row.mappingId) }));
}

/** A stored change as it was made. */
function changeOf({ change: made, before, after }: StoredChange): MappingChange<MappingKind> {
  const rowOf = (text: string | null): AnyRow => JSON.parse(text ?? '{}') as AnyRow;
  switch (made) {
    case 'add':
      return { change: 'add', row: rowOf(after) };
    case 'remove':
      return { change: 'remove', before: rowOf(before) };
    case 'update':
      return { change: 'update', before: rowOf(before), row: rowOf(after) };
  }
}

/** Changes of the time before rows had a day: they have always held. */
export function unpackChanges(packed: Uint8Array): readonly MappingChange<MappingKind>[] {
  const entries = JSON.parse(zstdDecompressSync(packed).toString('utf8')) as MappingChange<MappingKind>[];
  const dated = (row: AnyRow): AnyRow => ('company' in row ? row : { ...row, validFrom: '' });
  return entries.map((entry): MappingChange<MappingKind> => {
    switch (entry.change) {
      case 'add':
        return { change: 'add', row: dated(entry.row) };
      case 'remove':
        return { change: 'remove', before: dated(entry.before) };
      case 'update':
        return { change: 'update', before: dated(entry.before), row: dated(entry.row) };
    }
  });
}

/** How many rows a refusal names. */
const named = 5;

/** Puts back what a change set changed. Throws `conflict` that names the rows that changed since. */
export function undoMappings(db: Db, { changeSetId, who, at, why }: In<'undoMappings'>): Out<'undoMappings'> {
  const set = one<StoredSet>(
    db,
    'SELECT kind, origin, source, undone_at AS undoneAt, packed FROM mapping_sets WHERE id = ?',
    changeSetId,
  );
  if (!set) throw new AppError({ code: 'not-found', message: 'This change does not exist.' });
  if (set.undoneAt !== null) throw new AppError({ code: 'conflict', message: 'This change was taken back already.' });
  const back = backwards(db, changeSetId, set);
  if (back.length === 0) throw new AppError({ code: 'conflict', message: 'There is nothing that could be put back.' });
  refuseChanged(db, back);
  const setId = openSet(db, { ...set, at, who, why, undoes: changeSetId });
  const work = createWork(db, set.kind, setId);
  for (const { kind, entry } of back) work.make(kind, entry);
  work.close({ at, who, what: 'put back', detail: why });
  change(db, 'UPDATE mapping_sets SET undone_at = ?, undone_by = ? WHERE id = ?', at, setId, changeSetId);
  return { changeSetId: setId, kind: set.kind, changes: back.length };
}

/** All rows that are not as the change set left them, named at once. */
function refuseChanged(db: Db, back: readonly Turned[]): void {
  const changed: string[] = [];
  let more = 0;
  for (const { kind, entry } of back) {
    if (entry.change === 'add') continue;
    const table = mappingTables[kind] as MappingTable<AnyRow>;
    const current = entry.id === undefined ? table.find(db, entry.before) : table.byId(db, entry.id);
    if (current && sameRow(current.row, entry.before)) continue;
    if (changed.length < named) changed.push(baseKey(table, entry.before).split('\u001f').filter(Boolean).join(' · '));
    else more += 1;
  }
  if (changed.length === 0) return;
  throw new AppError({
    code: 'conflict',
    message: `${changed.join(', ')}${more > 0 ? ` and ${more} more` : ''} changed since. Nothing was put back; correct these rows by themselves.`,
  });
}

export function lastImport(db: Db): Out<'lastImport'> {
  const newest = (which: string): (ImportedSet & { readonly undoneAt: string | null }) | undefined =>
    one(
      db,
      `SELECT id AS changeSetId, kind, source, at, added + updated + removed AS changes, undone_at AS undoneAt FROM mapping_sets
       WHERE ${which} undoes IS NULL AND origin IN ('file', 'paste') AND added + updated + removed > 0
       ORDER BY id DESC LIMIT 1`,
    );
  const found = newest('');
  if (!found) return undefined;
  const { undoneAt, ...last } = found;
  if (undoneAt === null) return { last, standing: last };
  const before = newest('undone_at IS NULL AND');
  if (!before) return { last, undoneAt };
  const { undoneAt: _, ...standing } = before;
  return { last, undoneAt, standing };
}
