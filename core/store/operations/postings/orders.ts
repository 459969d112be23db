import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { all, change, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { AnsweredThread, OrderedSaga } from '../../types/postings.ts';
import { beginAckClock } from '../ackClocks.ts';
import { documentsOfThread } from '../documents.ts';
import { wake } from './wakes.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Which lot of Dynamics stands for which line of the plan; the order is swept from now on. */
export function saveLots(db: Db, { sagaId, lots }: In<'saveLots'>): void {
  for (const { position, lotId } of lots)
    change(
      db,
      `INSERT INTO order_lots (saga_id, position, lot_id, company) SELECT id, ?, ?, company FROM order_sagas WHERE id = ?
       ON CONFLICT (saga_id, lot_id) DO UPDATE SET position = excluded.position`,
      position,
      lotId,
      sagaId,
    );
}

/**
 * An order that stands in Dynamics is asked about once a day until it is closed, from the day after it was made; and from
 * now on somebody should confirm it. `day`: the workspace's; in the evening it is not that of UTC.
 */
export function beginSweeps(db: Db, threadId: number, day: LocalDate): void {
  const begun = change(db, 'INSERT OR IGNORE INTO order_sweeps (thread_id, swept_on, closed) VALUES (?, ?, 0)', threadId, day);
  if (begun > 0) beginAckClock(db, threadId);
}

/** An order is asked about again in this or the next run, also where nothing more was expected of it. */
export function sweepAnew(db: Db, threadId: number): void {
  change(db, `UPDATE order_sweeps SET swept_on = '', closed = 0, asked = asked + 1 WHERE thread_id = ?`, threadId);
}

/** Orders that were not asked about on this day, those of longest ago first; then those of days to come, when the clock stood wrong. */
export function sweepDue(db: Db, { day, limit }: In<'sweepDue'>): Out<'sweepDue'> {
  const before = sweptOn(db, '<', { day, limit });
  return before.length === limit ? before : [...before, ...sweptOn(db, '>', { day, limit: limit - before.length })];
}

function sweptOn(db: Db, than: '<' | '>', { day, limit }: In<'sweepDue'>): Out<'sweepDue'> {
  return all<{ threadId: number; asked: number; orders: string }>(
    db,
    `SELECT w.thread_id AS threadId, w.asked AS asked, (SELECT json_group_array(json_object('company', s.company, 'salesOrder', s.sales_order_number))
       FROM order_sagas s WHERE s.thread_id = w.thread_id AND s.sales_order_number IS NOT NULL AND s.state <> 'abandoned') AS orders
     FROM order_sweeps w WHERE w.closed = 0 AND w.swept_on ${than} ? ORDER BY w.swept_on, w.thread_id LIMIT ?`,
    day,
    limit,
  ).map(({ orders, ...due }) => ({ ...due, orders: JSON.parse(orders) as Out<'sweepDue'>[number]['orders'] }));
}

export function swept(db: Db, { day, threads }: In<'swept'>): void {
  for (const { threadId, closed, canceled, asked, wakes } of threads) {
    change(db, 'UPDATE order_sweeps SET canceled = ? WHERE thread_id = ?', Number(canceled), threadId);
    change(
      db,
      // Of an order that is over nobody waits for a confirmation any more.
      `UPDATE order_sweeps SET swept_on = ?, closed = ?, ack_due = CASE WHEN ? THEN NULL ELSE ack_due END
       WHERE thread_id = ? AND CASE WHEN ? THEN asked = ? ELSE swept_on <> '' END`,
      day,
      Number(closed),
      Number(closed),
      threadId,
      Number(asked !== undefined),
      asked ?? 0,
    );
    if (wakes) wake(db, threadId, wakes.why, wakes.at);
  }
}

export function acksWaiting(db: Db, { threadIds }: In<'acksWaiting'>): Out<'acksWaiting'> {
  return all<{ id: number }>(
    db,
    `SELECT wanted.value AS id FROM json_each(?) wanted WHERE EXISTS (
       SELECT 1 FROM outbound_threads t JOIN outbound_documents o ON o.id = t.outbound_id
       WHERE t.thread_id = wanted.value AND o.kind = '855' AND o.draft_state IN ('waiting', 'held', 'review', 'ring', 'ready'))`,
    JSON.stringify(threadIds),
  ).map(({ id }) => id);
}

export function answeredThreads(db: Db, { threadIds }: In<'answeredThreads'>): Out<'answeredThreads'> {
  const threads = all<Omit<AnsweredThread['thread'], 'cancelled'> & { cancelled: number }>(
    db,
    `SELECT t.id, t.partner_id AS partnerId, t.vendor, t.number, t.release, t.store, t.copy, t.cancelled
     FROM json_each(?) wanted JOIN threads t ON t.id = wanted.value`,
    JSON.stringify(threadIds),
  ).toSorted((a, b) => a.id - b.id);
  return threads.map((thread) => ({
    thread: { ...thread, cancelled: thread.cancelled === 1 },
    documents: documentsOfThread(db, thread.id),
    sagas: sagasOf(db, thread.id),
    refusal:
      one<{ reason: string }>(
        db,
        `SELECT h.reason FROM holds h WHERE h.thread_id = ? AND h.choice = 'abandon' AND h.closed_at IS NOT NULL ORDER BY h.id DESC LIMIT 1`,
        thread.id,
      )?.reason ?? '',
    canceledThere: one(db, 'SELECT 1 FROM order_sweeps WHERE thread_id = ? AND canceled = 1', thread.id) !== undefined,
  }));
}

interface StoredSaga extends Omit<OrderedSaga, 'plan' | 'lots' | 'salesOrderNumber' | 'asked'> {
  readonly asked: number;
  readonly plan: string;
  readonly salesOrderNumber: string | null;
  readonly lots: string;
}

function sagasOf(db: Db, threadId: number): readonly OrderedSaga[] {
  return all<StoredSaga>(
    db,
    `SELECT s.id, s.thread_id AS threadId, s.document_id AS documentId, s.state, p.plan, s.sales_order_number AS salesOrderNumber,
       s.created_at AS createdAt, EXISTS (SELECT 1 FROM order_attempts a WHERE a.saga_id = s.id) AS asked,
       (SELECT json_group_array(json_object('position', l.position, 'lotId', l.lot_id)) FROM order_lots l WHERE l.saga_id = s.id) AS lots
     FROM order_sagas s CROSS JOIN order_plans p ON p.saga_id = s.id WHERE s.thread_id = ? ORDER BY s.id`,
    threadId,
  ).map(({ plan, salesOrderNumber, lots, asked, ...saga }) => ({
    ...saga,
    asked: asked === 1,
    plan: JSON.parse(plan) as SalesOrderPlan,
    salesOrderNumber: salesOrderNumber ?? undefined,
    lots: JSON.parse(lots) as OrderedSaga['lots'],
  }));
}
