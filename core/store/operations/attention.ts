import type { AttentionRow } from '#core/contract/views/attention.ts';
import { all, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import {
  attentionColumns,
  fileAttention,
  fileColumns,
  holdAttention,
  incidentAttention,
  incidentColumns,
  lostAttention,
  lostColumns,
  waitAttention,
  waitColumns,
  type StoredAttention,
  type StoredFile,
  type StoredIncident,
  type StoredLost,
  type StoredWait,
} from './attentionRows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Kind = AttentionRow['kind'];

/** Each kind is one keyset query; the list walks them one after the other. */
const kinds: readonly Kind[] = ['incident', 'held', 'parked', 'quarantined', 'waiting'];

interface Page {
  readonly rows: readonly AttentionRow[];
  /** Key of the last row, for the next page of the same kind. */
  readonly last: readonly (string | number)[] | undefined;
}

/** What needs a hand, by kind; rows that one fix frees stand together. */
export function attentionList(db: Db, { kind, cursor, limit }: In<'attentionList'>): Out<'attentionList'> {
  const from = cursor === undefined ? undefined : (JSON.parse(cursor) as { kind: Kind; after: (string | number)[] | null });
  const wanted = (kind === undefined ? kinds : [kind]).filter(
    (name, _, list) => !from || list.indexOf(name) >= list.indexOf(from.kind),
  );
  const rows: AttentionRow[] = [];
  for (const name of wanted) {
    const after = from?.kind === name ? from.after : null;
    const page = pageOf(db, name, after ?? undefined, limit - rows.length + 1);
    for (const row of page.rows) {
      if (rows.length === limit) return { rows, nextCursor: JSON.stringify({ kind: name, after: lastKey(rows, name) }) };
      rows.push(row);
    }
  }
  return { rows };
}

function lastKey(rows: readonly AttentionRow[], kind: Kind): readonly (string | number)[] | null {
  const last = rows.at(-1);
  if (!last || last.kind !== kind) return null;
  return kind === 'held' || kind === 'parked'
    ? [last.group, last.hold?.id ?? 0]
    : [Number(last.key.slice(last.key.indexOf(':') + 1))];
}

function pageOf(db: Db, kind: Kind, after: readonly (string | number)[] | undefined, limit: number): Page {
  switch (kind) {
    case 'held':
      return holdRows(db, 'held', `h.cause <> 'gap'`, after, limit);
    case 'parked':
      return holdRows(db, 'parked', `h.cause = 'gap'`, after, limit);
    case 'quarantined':
      return fileRows(db, after, limit);
    case 'waiting':
      return waitingRows(db, after, limit);
    case 'incident':
      return incidentRows(db, after, limit);
  }
}

function holdRows(
  db: Db,
  kind: 'held' | 'parked',
  which: string,
  after: readonly (string | number)[] | undefined,
  limit: number,
): Page {
  const rows = all<StoredAttention>(
    db,
    `SELECT ${attentionColumns} FROM holds h LEFT JOIN threads t ON t.id = h.thread_id
     WHERE h.closed_at IS NULL AND ${which} ${after ? 'AND (h.group_key, h.id) > (?, ?)' : ''} ORDER BY h.group_key, h.id LIMIT ?`,
    ...(after ?? []),
    limit,
  );
  const last = rows.at(-1);
  return { rows: rows.map((row) => holdAttention(kind, row)), last: last && [last.groupKey, last.id] };
}

function fileRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const rows = all<StoredFile>(
    db,
    `SELECT ${fileColumns} FROM files f WHERE f.state IN ('quarantined', 'too-large') AND f.id > ? ORDER BY f.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  );
  return { rows: rows.map(fileAttention), last: rows.length > 0 ? [rows.at(-1)?.id ?? 0] : undefined };
}

/** What went wrong outside of any order and cannot be undone by a run: a person must know of it. */
function incidentRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const rows = all<StoredIncident>(
    db,
    `SELECT ${incidentColumns} FROM incidents i WHERE i.resolved_at IS NULL AND i.remote = 'here' AND i.id > ? ORDER BY i.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  );
  return { rows: rows.map(incidentAttention), last: rows.length > 0 ? [rows.at(-1)?.id ?? 0] : undefined };
}

/** Documents that wait for another one, and sales orders whose answer was lost: both go on by themselves. */
function waitingRows(db: Db, after: readonly (string | number)[] | undefined, limit: number): Page {
  const from = Number(after?.[0] ?? 0);
  const documents = all<StoredWait>(
    db,
    `SELECT ${waitColumns} FROM documents d WHERE d.processing = 'waiting' AND d.id > ? ORDER BY d.id LIMIT ?`,
    from,
    limit,
  );
  // Unknown sales orders are few: they stand on the first page.
  const unknown = from === 0 ? unknownRows(db) : [];
  return {
    rows: [...unknown, ...documents.map(waitAttention)],
    last: documents.length > 0 ? [documents.at(-1)?.id ?? 0] : undefined,
  };
}

function unknownRows(db: Db): readonly AttentionRow[] {
  return all<StoredLost>(
    db,
    `SELECT ${lostColumns} FROM order_sagas s JOIN threads t ON t.id = s.thread_id
     WHERE s.state IN ('header-unknown', 'lines-unknown') ORDER BY s.id LIMIT 200`,
  ).map(lostAttention);
}

/** Exact counts of open work, each over its own partial index: as many as the list has rows of the kind. */
export function attentionCounts(db: Db): Out<'attentionCounts'> {
  const count = (text: string): number => one<{ value: number }>(db, `SELECT count(*) AS value ${text}`)?.value ?? 0;
  return {
    parked: count(`FROM holds WHERE closed_at IS NULL AND cause = 'gap'`),
    held: count(`FROM holds WHERE closed_at IS NULL AND cause <> 'gap'`),
    incident: count(`FROM incidents WHERE resolved_at IS NULL AND remote = 'here'`),
    quarantined: count(`FROM files WHERE state IN ('quarantined', 'too-large')`),
    waiting:
      count(`FROM documents WHERE processing = 'waiting'`) +
      count(`FROM order_sagas WHERE state IN ('header-unknown', 'lines-unknown')`),
  };
}
