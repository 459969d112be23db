import { ackDueAt } from '#core/domain/ackClock.ts';
import { all, change, one, type Db } from '../database.ts';
import { isText, isWhole, pair, readCursor } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { partnerName } from './search.ts';
import { outboundSheet } from './sheets/sheets.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** An order that stands in Dynamics is due to be answered; it runs until its 855 is drafted, which then has a time of its own. */
export function beginAckClock(db: Db, threadId: number): void {
  const due = isAnswered(db, threadId) ? undefined : dueOf(db, threadId);
  change(db, 'UPDATE order_sweeps SET ack_due = ? WHERE thread_id = ?', due ?? null, threadId);
}

export function endAckClocks(db: Db, threadIds: readonly number[]): void {
  for (const threadId of threadIds)
    change(db, 'UPDATE order_sweeps SET ack_due = NULL WHERE thread_id = ? AND ack_due IS NOT NULL', threadId);
}

/** The partner agreed another time, or no 855 any more: its open orders that nobody has confirmed. */
export function renewAckClocks(db: Db, partnerId: string): void {
  const open = all<{ id: number }>(
    db,
    `SELECT w.thread_id AS id FROM order_sweeps w INDEXED BY order_sweeps_open JOIN threads t ON t.id = w.thread_id
     WHERE w.closed = 0 AND t.partner_id = ?`,
    partnerId,
  );
  for (const { id } of open) beginAckClock(db, id);
}

function isAnswered(db: Db, threadId: number): boolean {
  const ack = one(
    db,
    `SELECT 1 FROM outbound_threads o JOIN outbound_documents a ON a.id = o.outbound_id
     WHERE o.thread_id = ? AND a.kind = '855' AND a.draft_state NOT IN ('set-aside', 'superseded') LIMIT 1`,
    threadId,
  );
  return ack !== undefined;
}

/** From the 850 that its sales orders were made of, and the sheet of its partner as it is now. */
function dueOf(db: Db, threadId: number): string | undefined {
  const order = one<{ partnerId: string; vendor: string | null; receivedAt: string | null }>(
    db,
    `SELECT t.partner_id AS partnerId,
       (SELECT p.vendor FROM partners p WHERE p.partner_id = t.partner_id AND p.vendor IN (t.vendor, '') ORDER BY p.vendor DESC LIMIT 1) AS vendor,
       (SELECT max(d.received_at) FROM order_sagas s JOIN documents d ON d.id = s.document_id WHERE s.thread_id = t.id AND s.state <> 'abandoned') AS receivedAt
     FROM threads t WHERE t.id = ?`,
    threadId,
  );
  if (!order || order.vendor === null || order.receivedAt === null) return undefined;
  const sheet = outboundSheet(db, { partnerId: order.partnerId, vendor: order.vendor })?.sheet;
  return sheet && ackDueAt(order.receivedAt, sheet);
}

/** Orders whose clock runs: whole in Dynamics, and not cancelled by the retailer. */
const running = `FROM order_sweeps w INDEXED BY order_sweeps_ack JOIN threads t ON t.id = w.thread_id
  WHERE w.ack_due IS NOT NULL AND t.ordered_at IS NOT NULL AND t.cancelled = 0`;

const rowColumns = `t.id AS threadId, t.number AS purchaseOrder, t.partner_id AS partnerId, coalesce(${partnerName}, t.partner_id) AS partnerName,
  t.received_at AS receivedAt, w.ack_due AS dueBy`;

type Row = Out<'unconfirmedOrders'>['rows'][number];

const isPlace = pair(isText, isWhole);

/** A page of orders that nobody has confirmed, what is due first first; how many there are, and how many are late. */
export function unconfirmedOrders(db: Db, { now, cursor, limit }: In<'unconfirmedOrders'>): Out<'unconfirmedOrders'> {
  const after = readCursor(cursor, isPlace);
  const rows = all<Row>(
    db,
    `SELECT ${rowColumns} ${running} ${after ? 'AND (w.ack_due, w.thread_id) > (?, ?)' : ''} ORDER BY w.ack_due, w.thread_id LIMIT ?`,
    ...(after ?? []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const count = one<{ orders: number; late: number }>(
    db,
    `SELECT count(*) AS orders, count(*) FILTER (WHERE w.ack_due <= ?) AS late ${running}`,
    now,
  );
  return {
    orders: count?.orders ?? 0,
    late: count?.late ?? 0,
    rows: page,
    ...(rows.length > limit && last ? { nextCursor: JSON.stringify([last.dueBy, last.threadId]) } : {}),
  };
}

/** The one that is due first. */
export function nextUnconfirmed(db: Db): Row | undefined {
  return one<Row>(db, `SELECT ${rowColumns} ${running} ORDER BY w.ack_due, w.thread_id LIMIT 1`);
}

/** When the first answer to an order is due: while nobody has confirmed it, and then while its 855 has not left. */
export function ackDueOf(db: Db, threadId: number): string | undefined {
  const row = one<{ due: string | null }>(
    db,
    `SELECT coalesce(
       (SELECT w.ack_due FROM order_sweeps w JOIN threads t ON t.id = w.thread_id WHERE w.thread_id = ? AND t.ordered_at IS NOT NULL AND t.cancelled = 0),
       (SELECT min(a.due_by) FROM outbound_threads o JOIN outbound_documents a ON a.id = o.outbound_id
        WHERE o.thread_id = ? AND a.kind = '855' AND a.draft_state IN ('waiting', 'held', 'review', 'ring', 'ready'))) AS due`,
    threadId,
    threadId,
  );
  return row?.due ?? undefined;
}
