import type { AttentionRow } from '#core/contract/views/attention.ts';
import { all, one, type Db } from '../database.ts';
import { isRecord, isText, isWhole, pair, readCursor } from '../readCursor.ts';
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

/** Each stage is one keyset query; the list walks them one after the other. What waits has two: sales orders and documents. */
const stages = ['incident', 'held', 'parked', 'quarantined', 'lost', 'waiting'] as const satisfies readonly (Kind | 'lost')[];
type Stage = (typeof stages)[number];
type Key = readonly (string | number)[];

/** A row with its key, from which the next page of its stage goes on. */
interface Placed {
  readonly row: AttentionRow;
  readonly at: Key;
}

const kindOf = (stage: Stage): Kind => (stage === 'lost' ? 'waiting' : stage);

interface Place {
  readonly stage: Stage;
  readonly after?: Key;
}

const isGroupKey = pair(isText, isWhole);
const isIdKey = (value: unknown): value is readonly [number] => Array.isArray(value) && value.length === 1 && isWhole(value[0]);

/** Holds stand by their group, all others by their number. */
const isPlace =
  (wanted: readonly Stage[]) =>
  (value: unknown): value is Place => {
    const stage = isRecord(value) ? wanted.find((name) => name === value.stage) : undefined;
    if (!isRecord(value) || stage === undefined) return false;
    return value.after === undefined || (stage === 'held' || stage === 'parked' ? isGroupKey : isIdKey)(value.after);
  };

/** What needs a hand, by kind; rows that one fix frees stand together. */
export function attentionList(db: Db, { kind, cursor, limit }: In<'attentionList'>): Out<'attentionList'> {
  const wanted = stages.filter((stage) => kind === undefined || kindOf(stage) === kind);
  const from = readCursor(cursor, isPlace(wanted));
  const rows: AttentionRow[] = [];
  for (const stage of wanted.slice(from ? wanted.indexOf(from.stage) : 0)) {
    const room = limit - rows.length;
    const found = stageRows(db, stage, from?.stage === stage ? from.after : undefined, room + 1);
    const page = found.slice(0, room);
    rows.push(...page.map(({ row }) => row));
    if (found.length > room) return { rows, nextCursor: JSON.stringify({ stage, after: page.at(-1)?.at }) };
  }
  return { rows };
}

function stageRows(db: Db, stage: Stage, after: Key | undefined, limit: number): readonly Placed[] {
  switch (stage) {
    case 'held':
      return holdRows(db, 'held', `h.cause <> 'gap'`, after, limit);
    case 'parked':
      return holdRows(db, 'parked', `h.cause = 'gap'`, after, limit);
    case 'quarantined':
      return fileRows(db, after, limit);
    case 'lost':
      return lostRows(db, after, limit);
    case 'waiting':
      return waitingRows(db, after, limit);
    case 'incident':
      return incidentRows(db, after, limit);
  }
}

function holdRows(db: Db, kind: 'held' | 'parked', which: string, after: Key | undefined, limit: number): readonly Placed[] {
  return all<StoredAttention>(
    db,
    `SELECT ${attentionColumns} FROM holds h LEFT JOIN threads t ON t.id = h.thread_id
     WHERE h.closed_at IS NULL AND ${which} ${after ? 'AND (h.group_key, h.id) > (?, ?)' : ''} ORDER BY h.group_key, h.id LIMIT ?`,
    ...(after ?? []),
    limit,
  ).map((row) => ({ row: holdAttention(kind, row), at: [row.groupKey, row.id] }));
}

function fileRows(db: Db, after: Key | undefined, limit: number): readonly Placed[] {
  return all<StoredFile>(
    db,
    `SELECT ${fileColumns} FROM files f WHERE f.state IN ('quarantined', 'too-large') AND f.id > ? ORDER BY f.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  ).map((row) => ({ row: fileAttention(row), at: [row.id] }));
}

/** What went wrong outside of any order and cannot be undone by a run: a person must know of it. */
function incidentRows(db: Db, after: Key | undefined, limit: number): readonly Placed[] {
  return all<StoredIncident>(
    db,
    `SELECT ${incidentColumns} FROM incidents i WHERE i.resolved_at IS NULL AND i.remote = 'here' AND i.id > ? ORDER BY i.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  ).map((row) => ({ row: incidentAttention(row), at: [row.id] }));
}

/** Documents that wait for another one: they go on by themselves. */
function waitingRows(db: Db, after: Key | undefined, limit: number): readonly Placed[] {
  return all<StoredWait>(
    db,
    `SELECT ${waitColumns} FROM documents d WHERE d.processing = 'waiting' AND d.id > ? ORDER BY d.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  ).map((row) => ({ row: waitAttention(row), at: [row.id] }));
}

/** Sales orders whose answer was lost: the next runs look for them. */
function lostRows(db: Db, after: Key | undefined, limit: number): readonly Placed[] {
  return all<StoredLost>(
    db,
    `SELECT ${lostColumns} FROM order_sagas s JOIN threads t ON t.id = s.thread_id
     WHERE s.state IN ('header-unknown', 'lines-unknown') AND s.id > ? ORDER BY s.id LIMIT ?`,
    after?.[0] ?? 0,
    limit,
  ).map((row) => ({ row: lostAttention(row), at: [row.id] }));
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
