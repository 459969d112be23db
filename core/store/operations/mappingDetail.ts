import type { MappingKind, MappingOrigin, MappingTables } from '#core/domain/mapping.ts';
import { all, one, type Db } from '../database.ts';
import { isWhole, readCursor } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import type { MappingEventRow } from '../types/mappings.ts';
import { entriesOf, tableOf } from './mappingEntries.ts';
import { baseKey } from './mappingTables.ts';
import { unpackChanges } from './mappingUndo.ts';
import { usedCount, useKinds } from './mappingUses.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function mappingEntry(db: Db, { kind, id, today }: In<'mappingEntry'>): Out<'mappingEntry'> {
  const stored = tableOf(kind).byId(db, id);
  return stored && entriesOf(db, kind, [stored], today)[0];
}

const mostEvents = 50;

/** A row, the rows that follow each other under its key, what happened to the key, and who used the row. */
export function mappingDetail(db: Db, { kind, id, cursor, limit, today }: In<'mappingDetail'>): Out<'mappingDetail'> {
  const before = readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER;
  const table = tableOf(kind);
  const stored = table.byId(db, id);
  if (!stored) return undefined;
  const [entry] = entriesOf(db, kind, [stored], today);
  if (!entry) return undefined;
  const events = all<StoredEvent>(
    db,
    `SELECT ${eventColumns} FROM mapping_changes c CROSS JOIN mapping_sets s ON s.id = c.set_id
     WHERE c.kind = ? AND c.row_key = ? ORDER BY c.id DESC LIMIT ?`,
    kind,
    baseKey(table, stored.row),
    mostEvents,
  );
  return {
    entry,
    rows: entriesOf(db, kind, table.ofKey(db, stored.row), today),
    history: events.map(eventOf),
    usedBy: usedBy(db, kind, id, before, limit),
  };
}

const eventColumns = 'c.id, c.set_id AS changeSetId, c.kind, c.change, s.at, s.who, s.why, s.origin, c.before, c.after';

interface StoredEvent {
  readonly id: number;
  readonly changeSetId: number;
  readonly kind: MappingKind;
  readonly change: MappingEventRow['change'];
  readonly at: string;
  readonly who: string;
  readonly why: string;
  readonly origin: MappingOrigin;
  readonly before: string | null;
  readonly after: string | null;
}

function eventOf({ before, after, ...event }: StoredEvent): MappingEventRow {
  const rowOf = (text: string | null) => (text === null ? undefined : (JSON.parse(text) as MappingTables[MappingKind]));
  return { ...event, before: rowOf(before), after: rowOf(after) };
}

/** Documents that used a row, newest first. */
function usedBy(
  db: Db,
  kind: MappingKind,
  id: number,
  before: number,
  limit: number,
): NonNullable<Out<'mappingDetail'>>['usedBy'] {
  const count = usedCount(db, kind, id);
  const useKind = useKinds[kind];
  if (useKind === undefined) return { rows: [], count };
  const rows = all<{
    documentId: number;
    threadId: number | null;
    purchaseOrder: string;
    processing: string;
    receivedAt: string;
  }>(
    db,
    `SELECT d.id AS documentId, d.thread_id AS threadId, d.number AS purchaseOrder, d.processing, d.received_at AS receivedAt
     FROM mapping_uses u CROSS JOIN documents d ON d.id = u.document_id
     WHERE u.kind = ? AND u.mapping_id = ? AND u.document_id < ? ORDER BY u.document_id DESC LIMIT ?`,
    useKind,
    id,
    before,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return {
    rows: page.map(({ threadId, ...row }) => ({ ...row, ...(threadId === null ? {} : { threadId }) })),
    ...(rows.length > limit ? { nextCursor: String(page.at(-1)?.documentId ?? 0) } : {}),
    count,
  };
}

/** Change sets, newest first. */
export function mappingSets(db: Db, { kind, cursor, limit }: In<'mappingSets'>): Out<'mappingSets'> {
  const before = readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER;
  const rows = all<StoredSetRow>(
    db,
    `SELECT id, kind, at, who, why, origin, source, added, updated, removed, undoes, undone_at AS undoneAt, undone_by AS undoneBy, packed
     FROM mapping_sets WHERE ${kind === undefined ? '' : 'kind = ? AND '} id < ? ORDER BY id DESC LIMIT ?`,
    ...(kind === undefined ? [] : [kind]),
    before,
    limit + 1,
  );
  const page = rows.slice(0, limit);
  return {
    rows: page.map(setOf),
    ...(rows.length > limit ? { nextCursor: String(page.at(-1)?.id ?? 0) } : {}),
  };
}

interface StoredSetRow {
  readonly id: number;
  readonly kind: MappingKind;
  readonly at: string;
  readonly who: string;
  readonly why: string;
  readonly origin: MappingOrigin;
  readonly source: string;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  readonly undoes: number | null;
  readonly undoneAt: string | null;
  readonly undoneBy: number | null;
  readonly packed: Uint8Array | null;
}

function setOf({ packed, undoes, undoneAt, undoneBy, ...set }: StoredSetRow): Out<'mappingSets'>['rows'][number] {
  const entries = packed === null ? undefined : unpackChanges(packed);
  const counted = (change: string): number => entries?.filter((entry) => entry.change === change).length ?? 0;
  return {
    ...set,
    ...(entries ? { added: counted('add'), updated: counted('update'), removed: counted('remove') } : {}),
    ...(undoes === null ? {} : { undoes }),
    ...(undoneAt === null ? {} : { undoneAt }),
    ...(undoneBy === null ? {} : { undoneBy }),
  };
}

/** The changes of one set in the order in which they were made. */
export function mappingSetRows(db: Db, { changeSetId, cursor, limit }: In<'mappingSetRows'>): Out<'mappingSetRows'> {
  const after = readCursor(cursor, isWhole) ?? 0;
  const set = one<{ kind: MappingKind; at: string; who: string; why: string; origin: MappingOrigin; packed: Uint8Array | null }>(
    db,
    'SELECT kind, at, who, why, origin, packed FROM mapping_sets WHERE id = ?',
    changeSetId,
  );
  if (set?.packed) {
    const { packed, ...facts } = set;
    const entries = unpackChanges(packed);
    const rows = entries.slice(after, after + limit).map((entry, index): MappingEventRow => ({
      ...facts,
      id: after + index + 1,
      changeSetId,
      change: entry.change,
      before: entry.change === 'add' ? undefined : entry.before,
      after: entry.change === 'remove' ? undefined : entry.row,
    }));
    return { rows, ...(after + limit < entries.length ? { nextCursor: String(after + limit) } : {}) };
  }
  const events = all<StoredEvent>(
    db,
    `SELECT ${eventColumns} FROM mapping_changes c CROSS JOIN mapping_sets s ON s.id = c.set_id
     WHERE c.set_id = ? AND c.id > ? ORDER BY c.id LIMIT ?`,
    changeSetId,
    after,
    limit + 1,
  );
  const page = events.slice(0, limit).map(eventOf);
  return { rows: page, ...(events.length > limit ? { nextCursor: String(page.at(-1)?.id ?? 0) } : {}) };
}
