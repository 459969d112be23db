import type { HoldView } from '#core/contract/views/attention.ts';
import type { OrderRow, ThreadView } from '#core/contract/views/orders.ts';
import { heldNow, type SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { ProcessingState, SagaState, ThreadState } from '#core/domain/states.ts';
import { all, one, type Db } from '../database.ts';
import { isText, isWhole, pair, readCursor } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { ackDueOf } from './ackClocks.ts';
import { holdColumns, holdView, type HoldRow } from './holdView.ts';
import { partnerName } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const sortColumns = { received: 'received_at', shipBy: 'ship_sort', number: 'number' } as const;

const rowColumns = `t.id AS threadId, t.number AS purchaseOrder, t.release, t.store, t.copy, t.partner_id AS partnerId,
  coalesce(${partnerName}, t.partner_id) AS partnerName, t.vendor, t.state, t.company, t.line_count AS lines, t.amount, t.currency,
  t.received_at AS receivedAt, t.ship_by AS shipBy, t.ship_sort AS shipSort, t.cancel_after AS cancelAfter,
  (SELECT json_group_array(s.sales_order_number) FROM order_sagas s WHERE s.thread_id = t.id AND s.sales_order_number IS NOT NULL AND s.state <> 'abandoned') AS salesOrders,
  (SELECT h.message FROM holds h WHERE h.thread_id = t.id AND h.closed_at IS NULL ORDER BY h.id LIMIT 1) AS problem`;

interface StoredOrder {
  readonly threadId: number;
  readonly purchaseOrder: string;
  readonly release: string;
  readonly store: string;
  readonly copy: number;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly vendor: string;
  readonly state: ThreadState;
  readonly company: string;
  readonly lines: number;
  readonly amount: string | null;
  readonly currency: string;
  readonly receivedAt: string;
  readonly shipBy: string | null;
  readonly shipSort: string;
  readonly cancelAfter: string | null;
  readonly salesOrders: string;
  readonly problem: string | null;
}

function orderRow(row: StoredOrder): OrderRow {
  const { amount, shipBy, cancelAfter, problem, salesOrders, shipSort: _, ...rest } = row;
  return {
    ...rest,
    salesOrders: JSON.parse(salesOrders) as string[],
    ...(amount === null ? {} : { amount }),
    ...(shipBy === null ? {} : { shipBy }),
    ...(cancelAfter === null ? {} : { cancelAfter }),
    ...(problem === null ? {} : { problem }),
  };
}

interface Where {
  readonly text: string;
  readonly values: readonly unknown[];
}

function whereOf(filter: In<'ordersList'>['filter']): Where {
  const parts: string[] = [];
  const values: unknown[] = [];
  if (filter.state !== undefined) {
    parts.push('t.state = ?');
    values.push(filter.state);
  }
  if (filter.partnerId !== undefined) {
    parts.push('t.partner_id = ?');
    values.push(filter.partnerId);
  }
  if (filter.receivedFrom !== undefined) {
    parts.push('t.received_at >= ?');
    values.push(filter.receivedFrom);
  }
  if (filter.receivedTo !== undefined) {
    parts.push('t.received_at < ?');
    values.push(filter.receivedTo);
  }
  return { text: parts.join(' AND '), values };
}

const isPlace = pair(isText, isWhole);

/** One keyset page of orders: each filter with each sort has its index, both ways. */
export function ordersList(db: Db, { filter, sort, descending, cursor, limit }: In<'ordersList'>): Out<'ordersList'> {
  const column = sortColumns[sort];
  const where = whereOf(filter);
  const direction = descending ? 'DESC' : 'ASC';
  const after = readCursor(cursor, isPlace);
  const conditions = [where.text, after ? `(t.${column}, t.id) ${descending ? '<' : '>'} (?, ?)` : ''].filter(Boolean);
  const rows = all<StoredOrder>(
    db,
    `SELECT ${rowColumns} FROM threads t ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY t.${column} ${direction}, t.id ${direction} LIMIT ?`,
    ...where.values,
    ...(after ?? []),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const key = last && { received: last.receivedAt, shipBy: last.shipSort, number: last.purchaseOrder }[sort];
  return {
    rows: page.map(orderRow),
    ...(rows.length > limit && last ? { nextCursor: JSON.stringify([key, last.threadId]) } : {}),
  };
}

const countCap = 10_000;

/** How many orders a filter has: exact for open work, closed sets stop at 10,000 and say so. */
export function ordersCount(db: Db, { filter }: In<'ordersCount'>): Out<'ordersCount'> {
  const where = whereOf(filter);
  const open = filter.state === 'open' || filter.state === 'attention';
  const bound = open ? -1 : countCap + 1;
  const value =
    one<{ value: number }>(
      db,
      `SELECT count(*) AS value FROM (SELECT 1 FROM threads t ${where.text ? `WHERE ${where.text}` : ''} LIMIT ?)`,
      ...where.values,
      bound,
    )?.value ?? 0;
  return open || value <= countCap ? { value, capped: false } : { value: countCap, capped: true };
}

/** Partners that orders came from, by a walk over the index: one probe a partner. */
export function ordersPartners(db: Db): Out<'ordersPartners'> {
  const partners: { partnerId: string; name: string }[] = [];
  let last = '';
  for (;;) {
    const row = one<{ partnerId: string; name: string }>(
      db,
      `SELECT t.partner_id AS partnerId, coalesce(${partnerName}, t.partner_id) AS name FROM threads t WHERE t.partner_id > ? ORDER BY t.partner_id LIMIT 1`,
      last,
    );
    if (!row) return { partners };
    partners.push(row);
    last = row.partnerId;
  }
}

type Tone = ThreadView['timeline'][number]['tone'];

/** Entries of the timeline that come with the order itself. */
const newest = 50;

/** Everything about one order. */
export function ordersThread(db: Db, { threadId }: In<'ordersThread'>): Awaited<ReturnType<Store['ordersThread']>> {
  const order = one<StoredOrder>(db, `SELECT ${rowColumns} FROM threads t WHERE t.id = ?`, threadId);
  if (!order) return undefined;
  const ackDue = ackDueOf(db, threadId);
  return {
    order: orderRow(order),
    ...(ackDue === undefined ? {} : { ackDue }),
    holds: openFirst(
      all<HoldRow>(db, `SELECT ${holdColumns} FROM holds h WHERE h.thread_id = ? ORDER BY h.id DESC`, threadId).map(holdView),
    ),
    documents: all<{
      id: number;
      direction: 'in' | 'out';
      kind: string;
      processing: ProcessingState;
      purpose: string;
      fileId: number;
      path: string;
      format: string;
      receivedAt: string;
      sha256: string;
    }>(
      db,
      `SELECT d.id, d.direction, d.kind, d.processing, d.purpose, d.file_id AS fileId, f.path, f.format, d.received_at AS receivedAt, f.sha256
       FROM documents d JOIN files f ON f.id = d.file_id WHERE d.thread_id = ? ORDER BY d.id DESC`,
      threadId,
    ),
    salesOrders: salesOrders(db, threadId),
    lines: threadLines(db, threadId),
    timeline: all<{ id: number; at: string; what: string; who: string; detail: string | null; tone: Tone }>(
      db,
      `SELECT id, at, what, who, detail, tone FROM audit WHERE thread_id = ? ORDER BY id DESC LIMIT ${newest}`,
      threadId,
    ).map(({ detail, ...row }) => ({ ...row, ...(detail === null ? {} : { detail }) })),
  };
}

/** Holds that wait for an answer before those that have one. */
function openFirst(holds: readonly HoldView[]): HoldView[] {
  return [...holds.filter((hold) => hold.closedAt === undefined), ...holds.filter((hold) => hold.closedAt !== undefined)];
}

function salesOrders(db: Db, threadId: number): ThreadView['salesOrders'] {
  type Row = {
    sagaId: number;
    state: SagaState;
    salesOrderNumber: string | null;
    company: string;
    customer: string;
    reference: string;
    store: string;
    message: string | null;
    nextAttemptAt: string;
    unknown: number;
  };
  type Attempt = ThreadView['salesOrders'][number]['attempts'][number];
  return all<Row>(
    db,
    `SELECT id AS sagaId, state, sales_order_number AS salesOrderNumber, company, customer, reference, store, message, next_attempt_at AS nextAttemptAt,
      state IN ('header-unknown', 'lines-unknown', 'ready', 'header-done') AS unknown FROM order_sagas WHERE thread_id = ? AND (state <> 'abandoned' OR sales_order_number IS NOT NULL) ORDER BY id`,
    threadId,
  ).map(({ salesOrderNumber, message, nextAttemptAt, unknown, ...row }) => ({
    ...row,
    ...(salesOrderNumber === null ? {} : { salesOrderNumber }),
    ...(message === null ? {} : { message }),
    ...(unknown === 1 ? { nextAttemptAt } : {}),
    attempts: all<Omit<Attempt, 'endedAt' | 'message'> & { endedAt: string | null; message: string | null }>(
      db,
      'SELECT id, step, started_at AS startedAt, ended_at AS endedAt, outcome, message, request_id AS requestId FROM order_attempts WHERE saga_id = ? ORDER BY id',
      row.sagaId,
    ).map(({ endedAt, message: text, ...attempt }) => ({
      ...attempt,
      ...(endedAt === null ? {} : { endedAt }),
      ...(text === null ? {} : { message: text }),
    })),
  }));
}

function threadLines(db: Db, threadId: number): ThreadView['lines'] {
  type Row = Omit<ThreadView['lines'][number], 'price'> & { readonly price: string | null };
  const planned = new Map<string, { item: string; quantity: string; unit: string }>();
  for (const { plan } of all<{ plan: string }>(
    db,
    `SELECT p.plan FROM order_sagas s CROSS JOIN order_plans p ON p.saga_id = s.id WHERE s.thread_id = ? AND s.state <> 'abandoned'`,
    threadId,
  )) {
    for (const line of (JSON.parse(plan) as SalesOrderPlan).lines) {
      if (!planned.has(line.path))
        planned.set(line.path, { item: line.itemNumber, quantity: line.store === '' ? heldNow(line) : '', unit: line.unit });
    }
  }
  return all<Row>(
    db,
    `SELECT position, line_number AS lineNumber, buyer_part AS buyerPart, vendor_part AS vendorPart, description, ordered, unit, price, path
     FROM thread_lines WHERE thread_id = ? ORDER BY position`,
    threadId,
  ).map(({ price, ...row }) => {
    const plan = planned.get(row.path);
    return {
      ...row,
      ...(price === null ? {} : { price }),
      ...(plan
        ? { itemNumber: plan.item, erpUnit: plan.unit, ...(plan.quantity === '' ? {} : { erpQuantity: plan.quantity }) }
        : {}),
    };
  });
}
