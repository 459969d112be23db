import { all, one, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import type { PostingTags } from '../../types/postings.ts';
import { byKeys, postingColumns, postingRow, type StoredPosting } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function watermarks(db: Db): Out<'watermarks'> {
  const rows = all<{ name: string; value: string }>(db, 'SELECT name, value FROM watermarks');
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

export function firstOrderedAt(db: Db): Out<'firstOrderedAt'> {
  return one<{ at: string }>(db, 'SELECT created_at AS at FROM order_sagas WHERE id = (SELECT min(id) FROM order_sagas)')?.at;
}

export function postingTags(db: Db, { keys }: In<'postingTags'>): Out<'postingTags'> {
  const rows = all<{ key: string; tags: string }>(
    db,
    'SELECT p.key, p.tags FROM json_each(?) wanted JOIN postings p ON p.key = wanted.value',
    JSON.stringify(keys),
  );
  return Object.fromEntries(rows.map(({ key, tags }) => [key, JSON.parse(tags) as PostingTags]));
}

/** Companies compare without case, order and customer numbers as they are. */
export function postingOwners(db: Db, { orders, customers }: In<'postingOwners'>): Out<'postingOwners'> {
  return {
    orders: all<Out<'postingOwners'>['orders'][number]>(
      db,
      `SELECT wanted.value ->> 'company' AS company, wanted.value ->> 'salesOrder' AS salesOrder, s.thread_id AS threadId
       FROM json_each(?) wanted JOIN order_sagas s ON s.sales_order_number = wanted.value ->> 'salesOrder'
       WHERE lower(s.company) = lower(wanted.value ->> 'company') AND s.state <> 'abandoned'`,
      JSON.stringify(orders),
    ),
    customers: all<Out<'postingOwners'>['customers'][number]>(
      db,
      `SELECT DISTINCT wanted.value ->> 'company' AS company, wanted.value ->> 'customer' AS customer
       FROM json_each(?) wanted JOIN partners p
       ON lower(p.company) = lower(wanted.value ->> 'company') AND wanted.value ->> 'customer' IN (p.customer, p.invoice_account)`,
      JSON.stringify(customers),
    ),
    notOurs: all<Out<'postingOwners'>['notOurs'][number]>(
      db,
      `SELECT lower(p.company) AS company, p.customer AS customer, count(*) AS count
       FROM (SELECT DISTINCT value ->> 'customer' AS customer FROM json_each(?)) wanted
       JOIN postings p ON p.customer = wanted.customer WHERE p.state = 'not-ours' GROUP BY 1, 2`,
      JSON.stringify(customers),
    ),
  };
}

/**
 * Begins with the orders that are watched: a customer may have had any number of others. The named ones are among them.
 * Companies compare without case, as everywhere.
 */
export function ordersUntold(db: Db, { kind, orders }: In<'ordersUntold'>): Out<'ordersUntold'> {
  const rows = all<{ company: string; salesOrder: string; purchaseOrder: string; besides: string }>(
    db,
    `WITH named AS (
       SELECT lower(s.company) AS company, s.customer AS customer, json_group_array(s.sales_order_number) AS besides
       FROM json_each(?) wanted JOIN order_sagas s ON s.sales_order_number = wanted.value ->> 'salesOrder'
       WHERE lower(s.company) = lower(wanted.value ->> 'company') AND s.state <> 'abandoned'
       GROUP BY lower(s.company), s.customer)
     SELECT o.company AS company, o.sales_order_number AS salesOrder, t.number AS purchaseOrder, n.besides AS besides
     FROM order_sweeps w INDEXED BY order_sweeps_open CROSS JOIN order_sagas o ON o.thread_id = w.thread_id
     CROSS JOIN named n ON n.company = lower(o.company) AND n.customer = o.customer
     JOIN threads t ON t.id = o.thread_id
     WHERE w.closed = 0 AND o.sales_order_number IS NOT NULL AND o.state <> 'abandoned' AND NOT EXISTS (
       SELECT 1 FROM posting_threads l JOIN postings p ON p.id = l.posting_id WHERE l.thread_id = o.thread_id AND p.kind = ?)`,
    JSON.stringify(orders),
    kind,
  );
  return rows.map(({ besides, ...row }) => ({ kind, ...row, besides: JSON.parse(besides) as string[] }));
}

export function postingsByKey(db: Db, { keys }: In<'postingsByKey'>): Out<'postingsByKey'> {
  return byKeys(db, keys).map(postingRow);
}

export function postingsOfThreads(db: Db, { threadIds }: In<'postingsOfThreads'>): Out<'postingsOfThreads'> {
  return all<StoredPosting>(
    db,
    `SELECT ${postingColumns} FROM postings p WHERE p.id IN (
       SELECT posting_id FROM json_each(?) wanted JOIN posting_threads ON thread_id = wanted.value) ORDER BY p.id`,
    JSON.stringify(threadIds),
  ).map(postingRow);
}

export function postingsNumbered(db: Db, { kind, company, number }: In<'postingsNumbered'>): Out<'postingsNumbered'> {
  return all<StoredPosting>(
    db,
    `SELECT ${postingColumns} FROM postings p WHERE p.company = ? AND p.number = ? AND p.kind = ? ORDER BY p.id`,
    company,
    number,
    kind,
  ).map(postingRow);
}

/** Newest first: what came last is what somebody looks for. */
export function postingsNotOurs(db: Db, { kind, cursor, limit }: In<'postingsNotOurs'>): Out<'postingsNotOurs'> {
  const before = readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER;
  const page = all<StoredPosting>(
    db,
    `SELECT ${postingColumns} FROM postings p WHERE p.state = 'not-ours' AND p.id < ? ${kind === undefined ? '' : 'AND p.kind = ?'}
     ORDER BY p.id DESC LIMIT ?`,
    before,
    ...(kind === undefined ? [] : [kind]),
    limit + 1,
  ).map(postingRow);
  const rows = page.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ id, posting, message, firstSeenAt }) => ({
      id,
      kind: posting.kind,
      company: posting.company,
      number: posting.number,
      date: posting.date,
      customer: posting.customer,
      salesOrders: [...posting.salesOrders],
      requisition: posting.requisition,
      reference: posting.reference,
      lines: posting.lines.length,
      ...(posting.total === undefined ? {} : { total: posting.total }),
      currency: posting.currency,
      why: message,
      firstSeenAt,
    })),
    ...(page.length > limit && last ? { nextCursor: String(last.id) } : {}),
  };
}
