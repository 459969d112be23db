import type { Count } from '#core/contract/views/count.ts';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { outboundPlaces, type OutboundPlace } from '#core/domain/outbound.ts';
import { nextStepOf } from '#core/domain/outboundSteps.ts';
import { all, one, type Db } from '../../database.ts';
import { isText, isWhole, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { nextRingEnd } from './candidates.ts';
import { correctedByColumn } from './corrected.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const partnerName = `(SELECT p.name FROM partners p WHERE p.partner_id = o.partner_id AND p.vendor IN (o.vendor, '') ORDER BY p.vendor DESC LIMIT 1)`;

/** Of a document `o`, as lists show it. */
export const listColumns = `o.id AS outboundId, o.version_id AS versionId, o.kind, o.number, o.revision, o.store, o.intent, o.partner_id AS partnerId,
  coalesce(${partnerName}, o.partner_id) AS partnerName, o.vendor, o.purchase_order AS purchaseOrder, o.amount, o.currency, o.place,
  o.draft_state AS draft, o.transport, o.business, o.blocked_by AS blockedBy, o.due_at AS dueAt, o.due_by AS dueBy, o.due_sort AS dueSort,
  o.remote_path AS remotePath, o.sent_at AS sentAt, o.collected_at AS collectedAt, o.created_at AS createdAt, o.changed_at AS changedAt,
  o.wait_text AS waitText, o.wait_reason AS waitReason, o.next_at AS nextAt,
  (SELECT count(*) FROM outbound_threads WHERE outbound_id = o.id) AS orders,
  (SELECT thread_id FROM outbound_threads WHERE outbound_id = o.id ORDER BY position LIMIT 1) AS threadId,
  (SELECT h.message FROM holds h WHERE h.outbound_id = o.id AND h.closed_at IS NULL ORDER BY h.id LIMIT 1) AS problem,
  (SELECT h.next_step FROM holds h WHERE h.outbound_id = o.id AND h.closed_at IS NULL ORDER BY h.id LIMIT 1) AS holdStep,
  ${correctedByColumn}`;

type Optional = 'threadId' | 'amount' | 'problem' | 'blockedBy' | 'dueAt' | 'dueBy' | 'remotePath' | 'sentAt' | 'collectedAt';

export type StoredListRow = Omit<OutboundListRow, Optional | 'nextStep' | 'outOfTurn'> & {
  readonly [K in Optional]: Exclude<OutboundListRow[K], undefined> | null;
} & {
  readonly dueSort: string;
  readonly waitText: string | null;
  readonly waitReason: string | null;
  readonly holdStep: string | null;
  readonly nextAt: string | null;
  readonly correctedBy: string | null;
};

export function listRow(row: StoredListRow): OutboundListRow {
  const {
    dueSort: _,
    waitText,
    waitReason,
    holdStep,
    nextAt,
    correctedBy,
    threadId,
    amount,
    problem,
    blockedBy,
    dueAt,
    dueBy,
    remotePath,
    sentAt,
    collectedAt,
    ...plain
  } = row;
  return {
    ...plain,
    outOfTurn: waitReason === 'order' && (plain.draft === 'waiting' || plain.draft === 'held'),
    nextStep: nextStepOf({
      ...plain,
      waitText: waitText ?? undefined,
      holdStep: holdStep ?? undefined,
      nextAt: nextAt ?? undefined,
      correctedBy: correctedBy ?? undefined,
    }),
    ...(threadId === null ? {} : { threadId }),
    ...(amount === null ? {} : { amount }),
    ...(problem === null ? {} : { problem }),
    ...(blockedBy === null ? {} : { blockedBy }),
    ...(dueAt === null ? {} : { dueAt }),
    ...(dueBy === null ? {} : { dueBy }),
    ...(remotePath === null ? {} : { remotePath }),
    ...(sentAt === null ? {} : { sentAt }),
    ...(collectedAt === null ? {} : { collectedAt }),
  };
}

const isPlace = pair(isText, isWhole);

/** One keyset page: each filter with each sort has its index. */
export function outboundList(db: Db, { filter, sort, cursor, limit }: In<'outboundList'>): Out<'outboundList'> {
  const filters: readonly (readonly [string, string | undefined])[] = [
    ['o.place', filter.place],
    ['o.kind', filter.kind],
    ['o.partner_id', filter.partnerId],
  ];
  const { threadId } = filter;
  const ofThread = threadId === undefined ? '' : 'outbound_threads t JOIN ';
  const used = filters.filter(([, value]) => value !== undefined);
  const after = readCursor(cursor, isPlace);
  const newest = sort === 'newest';
  const conditions = used.map(([column]) => `${column} = ?`);
  if (threadId !== undefined) conditions.unshift('t.thread_id = ?');
  const id = threadId === undefined ? 'o.id' : 't.outbound_id';
  if (after) conditions.push(newest ? `${id} < ?` : '(o.due_sort, o.id) > (?, ?)');
  const rows = all<StoredListRow>(
    db,
    `SELECT ${listColumns} FROM ${ofThread}outbound_documents o ${threadId === undefined ? '' : 'ON o.id = t.outbound_id'} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY ${newest ? `${id} DESC` : 'o.due_sort, o.id'} LIMIT ?`,
    ...(threadId === undefined ? [] : [threadId]),
    ...used.map(([, value]) => value),
    ...(after ? (newest ? [after[1]] : after) : []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(listRow),
    ...(rows.length > limit && last ? { nextCursor: JSON.stringify([last.dueSort, last.outboundId]) } : {}),
  };
}

/** Places that are work: their numbers are exact. The others grow with the years. */
const openPlaces: readonly OutboundPlace[] = ['waiting', 'held', 'review', 'ring', 'ready', 'unknown', 'refused', 'rejected'];
const countCap = 10_000;

export function outboundCounts(db: Db): Out<'outboundCounts'> {
  const ringEnd = nextRingEnd(db);
  const places = Object.fromEntries(outboundPlaces.map((place) => [place, countOf(db, place)])) as Record<OutboundPlace, Count>;
  return { places, ...(ringEnd === undefined ? {} : { nextRingEnd: ringEnd }) };
}

function countOf(db: Db, place: OutboundPlace): Count {
  const open = openPlaces.includes(place);
  const value =
    one<{ value: number }>(
      db,
      `SELECT count(*) AS value FROM (SELECT 1 FROM outbound_documents WHERE place = ? LIMIT ?)`,
      place,
      open ? -1 : countCap + 1,
    )?.value ?? 0;
  return value > countCap && !open ? { value: countCap, capped: true } : { value, capped: false };
}
