import { worthOf } from '#core/domain/currency.ts';
import { dueUntil } from '#core/domain/due.ts';
import type { ThreadState } from '#core/domain/states.ts';
import type { Instant } from '#core/domain/time.ts';
import { all, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';
import { nextUnconfirmed } from './ackClocks.ts';
import { attentionCounts } from './attention.ts';
import { runsList } from './records/runs.ts';
import { partnerName } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What happened since `since`, and what needs a hand grouped by the fix that frees it. */
export function today(db: Db, { since, day, now }: In<'today'>): Out<'today'> {
  const arrived = all<Arrived>(db, 'SELECT state, amount, currency FROM threads WHERE received_at >= ?', since);
  return {
    since,
    arrived: arrived.length,
    ordered: arrived.filter((row) => row.state === 'ordered').length,
    worth: worthOf(arrived),
    attention: attentionCounts(db),
    leaving: leaving(db, { since, day, now }),
    groups: groups(db),
    recentRuns: runsList(db, { filter: {}, limit: 8 }).rows,
  };
}

/** What left since then, what may have left, and what should have: a day is late when it is over, an instant when it has passed. */
function leaving(db: Db, { since, day, now }: In<'today'>): Out<'today'>['leaving'] {
  const count = (sql: string, ...values: readonly string[]): number => one<{ count: number }>(db, sql, ...values)?.count ?? 0;
  return {
    sent: count('SELECT count(*) AS count FROM outbound_documents WHERE sent_at >= ?', since),
    unknown: count(`SELECT count(*) AS count FROM sends WHERE state = 'unknown'`),
    late: count(
      `SELECT count(*) AS count FROM outbound_documents
       WHERE draft_state IN ('waiting', 'held', 'review', 'ring', 'ready') AND due_by < CASE length(due_by) WHEN 10 THEN ? ELSE ? END`,
      day,
      now,
    ),
  };
}

interface Arrived {
  readonly state: ThreadState;
  readonly amount: string | null;
  readonly currency: string;
}

const mostGroups = 50;

function groups(db: Db): Out<'today'>['groups'] {
  const rows = [`cause = 'gap'`, `cause <> 'gap'`].flatMap((which) =>
    all<GroupRow>(
      db,
      `SELECT h.group_key AS key, min(h.cause) AS cause, min(h.group_title) AS title, min(h.next_step) AS nextStep,
        count(DISTINCT h.thread_id) AS orders, min(t.ship_by) AS earliestShipBy,
        min(t.partner_id) AS partnerId, max(t.partner_id) AS lastPartnerId
       FROM holds h LEFT JOIN threads t ON t.id = h.thread_id
       WHERE h.closed_at IS NULL AND h.${which} GROUP BY h.group_key`,
    ),
  );
  return rows
    .sort((a, b) => ((a.earliestShipBy ?? '9') < (b.earliestShipBy ?? '9') ? -1 : 1))
    .slice(0, mostGroups)
    .map(({ earliestShipBy, partnerId, lastPartnerId, ...row }) => ({
      ...row,
      ...(partnerId === null || partnerId !== lastPartnerId ? {} : { partner: nameOf(db, partnerId) }),
      ...(earliestShipBy === null ? {} : { earliestShipBy }),
    }));
}

interface GroupRow {
  readonly key: string;
  readonly cause: string;
  readonly title: string;
  readonly nextStep: string;
  readonly orders: number;
  readonly earliestShipBy: string | null;
  readonly partnerId: string | null;
  readonly lastPartnerId: string | null;
}

const nameOf = (db: Db, partnerId: string): string =>
  one<{ name: string }>(db, `SELECT name FROM partners WHERE partner_id = ? ORDER BY vendor LIMIT 1`, partnerId)?.name ??
  partnerId;

/**
 * What is due first: the ship-by day of an order that is not in Dynamics yet, the 855 of one that is there and that nobody
 * has confirmed, or a document that has not left.
 */
export function nextDeadline(db: Db, { today: day, timeZone }: In<'nextDeadline'>): Out<'nextDeadline'> {
  const until = ({ date }: Deadline): Instant => dueUntil(date, timeZone);
  return [nextShipBy(db, day), nextConfirmation(db), ...nextDocuments(db)]
    .filter((deadline) => deadline !== undefined)
    .toSorted((a, b) => (until(a) < until(b) ? -1 : until(a) > until(b) ? 1 : 0))[0];
}

function nextConfirmation(db: Db): Deadline | undefined {
  const row = nextUnconfirmed(db);
  if (!row) return undefined;
  const { threadId, purchaseOrder, partnerName: partner, dueBy } = row;
  return { threadId, purchaseOrder, partner, date: dueBy, of: 'confirmation', what: '855 due' };
}

type Deadline = NonNullable<Out<'nextDeadline'>>;

function nextShipBy(db: Db, day: string): Deadline | undefined {
  const row = one<Pick<Deadline, 'threadId' | 'purchaseOrder' | 'partner' | 'date'>>(
    db,
    `SELECT t.id AS threadId, t.number AS purchaseOrder, coalesce(${partnerName}, t.partner_id) AS partner, t.ship_by AS date
     FROM threads t INDEXED BY threads_deadline WHERE t.ship_by IS NOT NULL AND t.state IN ('open', 'attention') ORDER BY t.ship_by, t.id LIMIT 1`,
  );
  return row && { ...row, of: 'order', what: row.date < day ? 'ship date passed' : 'ships' };
}

/** Places of documents that have not left, each read along its own index. */
const notLeft = ['waiting', 'held', 'review', 'ring', 'ready', 'refused'] as const;

/** The first of each place; which of them is the first of all is for who compares. */
function nextDocuments(db: Db): readonly Deadline[] {
  const rows = notLeft.flatMap(
    (place) =>
      one<Pick<Deadline, 'threadId' | 'purchaseOrder' | 'partner' | 'date'> & { readonly kind: string }>(
        db,
        `SELECT t.id AS threadId, t.number AS purchaseOrder, coalesce(${partnerName}, t.partner_id) AS partner, o.due_by AS date, o.kind
         FROM outbound_documents o INDEXED BY outbound_by_place_due
         JOIN outbound_threads ot ON ot.outbound_id = o.id JOIN threads t ON t.id = ot.thread_id
         WHERE o.place = ? AND o.due_by IS NOT NULL ORDER BY o.due_sort LIMIT 1`,
        place,
      ) ?? [],
  );
  return rows.map(({ kind, ...row }) => ({ ...row, of: 'document', what: `${kind} due` }));
}
