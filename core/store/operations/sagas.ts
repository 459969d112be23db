import type { SagaState } from '#core/domain/states.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { sameOrder } from '#core/domain/sameOrder.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import { finishDocument, refreshThread } from '../derive.ts';
import { replayedKey } from '../guardPosition.ts';
import { overtaken } from '../overtaken.ts';
import type { AttemptStep, SagaChange, SagaRow } from '../rows.types.ts';
import type { Store } from '../store.types.ts';
import { closeHolds, openHolds } from './holds.ts';
import { beginSweeps, saveLots, sweepAnew } from './postings/orders.ts';
import { abandonSaga, begun } from './sagaBegun.ts';
import { addSearchKeys } from './search.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const columns = `s.id, thread_id AS threadId, document_id AS documentId, state, plan, sales_order_number AS salesOrderNumber, seen_numbers AS seenNumbers,
  unknown_since AS unknownSince, next_attempt_at AS nextAttemptAt, failures, ignore_foreign AS ignoreForeign,
  EXISTS (SELECT 1 FROM documents d WHERE d.thread_id = s.thread_id AND d.purpose = '01') AS cancels,
  EXISTS (SELECT 1 FROM meta m JOIN documents d ON d.id = s.document_id WHERE m.key = '${replayedKey}' AND d.received_at < m.value) AS restored`;
const withPlan = 'CROSS JOIN order_plans p ON p.saga_id = s.id';

/** Sales orders of a reference, a company and a customer as Dynamics compares: each of them is the same in whatever letters. */
const ofReference = 'reference = ? COLLATE NOCASE AND company = ? COLLATE NOCASE AND customer = ? COLLATE NOCASE';

interface StoredSaga {
  readonly id: number;
  readonly threadId: number;
  readonly documentId: number;
  readonly state: SagaState;
  readonly plan: string;
  readonly salesOrderNumber: string | null;
  readonly seenNumbers: string;
  readonly unknownSince: string | null;
  readonly nextAttemptAt: string;
  readonly failures: number;
  readonly ignoreForeign: number;
  readonly cancels: number;
  readonly restored: number;
}

function sagaRow(row: StoredSaga): SagaRow {
  return {
    ...row,
    plan: JSON.parse(row.plan) as SalesOrderPlan,
    salesOrderNumber: row.salesOrderNumber ?? undefined,
    seenNumbers: JSON.parse(row.seenNumbers) as string[],
    unknownSince: row.unknownSince ?? undefined,
    ignoreForeign: row.ignoreForeign === 1,
    cancels: row.cancels === 1,
    restored: row.restored === 1,
  };
}

/**
 * Sales orders to make, in place of those of the same document of which nothing is in Dynamics. One that the thread has already
 * (another store's, where one order of a split was refused and tried again) stays as it is.
 */
export function replaceSagas(
  db: Db,
  input: {
    readonly documentId: number;
    readonly threadId: number;
    readonly plans: readonly SalesOrderPlan[];
    readonly at: string;
  },
): readonly number[] {
  const { documentId, threadId, plans, at } = input;
  change(
    db,
    `DELETE FROM order_sagas WHERE document_id = ? AND NOT EXISTS (SELECT 1 FROM order_attempts a WHERE a.saga_id = order_sagas.id)
      AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.saga_id = order_sagas.id)`,
    documentId,
  );
  decideAnew(db, input);
  const missing = plans.filter(
    (plan) =>
      !one(
        db,
        `SELECT id FROM order_sagas WHERE ${ofReference} AND reference = ? AND thread_id = ? AND state <> 'abandoned'`,
        plan.reference,
        plan.company,
        plan.customer,
        plan.reference,
        threadId,
      ),
  );
  return missing.map((plan) => {
    const sagaId = run(
      db,
      `INSERT INTO order_sagas (thread_id, document_id, state, company, customer, reference, store, next_attempt_at, created_at, changed_at)
       VALUES (?, ?, 'ready', ?, ?, ?, ?, ?, ?, ?)`,
      threadId,
      documentId,
      plan.company,
      plan.customer,
      plan.reference,
      plan.store,
      at,
      at,
      at,
    );
    run(db, 'INSERT INTO order_plans (saga_id, plan) VALUES (?, ?)', sagaId, JSON.stringify(plan));
    return sagaId;
  });
}

/**
 * Of a document's sales orders that are not begun those that were refused, or are not wanted any more, end. One that a person
 * was asked about (an order made by hand) keeps question and answer, with what it is to hold by now.
 */
function decideAnew(db: Db, { documentId, plans, at }: Parameters<typeof replaceSagas>[1]): void {
  const left = all<{ id: number; state: SagaState; company: string; customer: string; reference: string }>(
    db,
    `SELECT s.id, s.state, s.company, s.customer, s.reference FROM order_sagas s
     WHERE s.document_id = ? AND s.state <> 'abandoned' AND NOT ${begun}`,
    documentId,
  );
  for (const { id, state, ...place } of left) {
    const plan = plans.find((one) => sameOrder(one, place));
    if (plan && state !== 'refused') writePlan(db, id, plan);
    else abandonSaga(db, id, at);
  }
}

/** What a sales order is to hold from now on. */
export function writePlan(db: Db, sagaId: number, plan: SalesOrderPlan): void {
  change(db, 'UPDATE order_plans SET plan = ? WHERE saga_id = ?', JSON.stringify(plan), sagaId);
}

/** Whether a saga `s` waits for another decision about its document: a map changed, and it may go to another customer by then. */
const toDecideAnew = `(s.state = 'ready' AND EXISTS (SELECT 1 FROM documents d WHERE d.id = s.document_id AND d.pending = 1))`;

export function dueSagas(db: Db, { at, limit, afterId }: In<'dueSagas'>): readonly SagaRow[] {
  return all<StoredSaga>(
    db,
    `SELECT ${columns} FROM order_sagas s INDEXED BY sagas_active ${withPlan}
     WHERE state IN ('ready', 'header-unknown', 'header-done', 'lines-unknown', 'fresh') AND s.id > ?
       AND next_attempt_at <= ? AND NOT ${toDecideAnew} ORDER BY s.id LIMIT ?`,
    afterId ?? 0,
    at,
    limit,
  ).map(sagaRow);
}

export function saga(db: Db, { sagaId }: In<'saga'>): SagaRow | undefined {
  const row = one<StoredSaga>(db, `SELECT ${columns} FROM order_sagas s ${withPlan} WHERE s.id = ?`, sagaId);
  return row && sagaRow(row);
}

export function threadsWithReference(
  db: Db,
  { company, customer, reference }: In<'threadsWithReference'>,
): Out<'threadsWithReference'> {
  const rows = all<{ threadId: number; reference: string }>(
    db,
    `SELECT DISTINCT thread_id AS threadId, reference FROM order_sagas WHERE ${ofReference} AND state <> 'abandoned'`,
    reference,
    company,
    customer,
  );
  const exact = rows.filter((row) => row.reference === reference);
  return { threadIds: exact.map((row) => row.threadId), inOtherLetters: rows.filter((row) => !exact.includes(row)) };
}

/** States in which a step may begin; a header that a person wants deleted stands in one that nobody works on. */
const beginsIn: Partial<Readonly<Record<AttemptStep, readonly SagaState[]>>> = {
  header: ['ready', 'header-unknown'],
  changeset: ['ready', 'header-unknown'],
  lines: ['header-done', 'lines-unknown'],
};

/** The attempt row that must be on disk before its POST leaves. Throws `conflict` where its order is to be decided anew by then. */
export function beginAttempt(db: Db, { sagaId, step, at, requestId, salesOrderNumber }: In<'beginAttempt'>): Out<'beginAttempt'> {
  const states = beginsIn[step];
  if (states) {
    const now = one<{ state: SagaState }>(db, `SELECT s.state FROM order_sagas s WHERE s.id = ? AND NOT ${toDecideAnew}`, sagaId);
    if (!now || !states.includes(now.state)) throw overtaken();
  }
  if (salesOrderNumber !== undefined)
    change(db, 'UPDATE order_sagas SET sales_order_number = ? WHERE id = ?', salesOrderNumber, sagaId);
  const attemptId = run(
    db,
    `INSERT INTO order_attempts (saga_id, step, started_at, outcome, request_id) VALUES (?, ?, ?, 'pending', ?)`,
    sagaId,
    step,
    at,
    requestId,
  );
  return { attemptId };
}

/** What came of one step, and the attempt of the next. */
export function changeSagaAndBegin(
  db: Db,
  { change: input, step, requestId }: In<'changeSagaAndBegin'>,
): Out<'changeSagaAndBegin'> {
  changeSaga(db, input);
  return beginAttempt(db, { sagaId: input.sagaId, step, at: input.at, requestId });
}

/** Everything one step of a sales order changes. */
export function changeSaga(db: Db, input: SagaChange): void {
  const row = one<{ threadId: number; documentId: number; seenNumbers: string }>(
    db,
    'SELECT thread_id AS threadId, document_id AS documentId, seen_numbers AS seenNumbers FROM order_sagas WHERE id = ?',
    input.sagaId,
  );
  if (!row) return;
  const { sagaId, at } = input;
  const seen = new Set(JSON.parse(row.seenNumbers) as string[]);
  if (input.seenNumber !== undefined) seen.add(input.seenNumber);
  change(
    db,
    `UPDATE order_sagas SET state = ?, changed_at = ?, seen_numbers = ?, message = ?,
      next_attempt_at = coalesce(?, next_attempt_at), failures = coalesce(?, failures),
      sales_order_number = CASE WHEN ? THEN ? ELSE sales_order_number END,
      unknown_since = CASE WHEN ? THEN ? ELSE unknown_since END WHERE id = ?`,
    input.state,
    at,
    JSON.stringify([...seen]),
    input.message ?? null,
    input.nextAttemptAt ?? null,
    input.failures ?? null,
    input.salesOrderNumber === undefined ? 0 : 1,
    input.salesOrderNumber ?? null,
    input.unknownSince === undefined ? 0 : 1,
    input.unknownSince ?? null,
    sagaId,
  );
  if (input.plan) writePlan(db, sagaId, input.plan);
  if (input.attempt) {
    const { id, outcome, message } = input.attempt;
    change(db, 'UPDATE order_attempts SET ended_at = ?, outcome = ?, message = ? WHERE id = ?', at, outcome, message ?? null, id);
  }
  if (input.holds) {
    closeHolds(db, { sagaId, at });
    openHolds(db, { holds: input.holds, documentId: row.documentId, threadId: row.threadId, sagaId, at });
  }
  openHolds(db, { holds: input.addHolds ?? [], documentId: row.documentId, threadId: row.threadId, sagaId, at });
  if (input.lots) saveLots(db, { sagaId, lots: input.lots });
  // From here on Dynamics may post something of it.
  if (input.state === 'fresh' || input.state === 'done') beginSweeps(db, row.threadId, input.day ?? at.slice(0, 10));
  if (input.sweepNow) sweepAnew(db, row.threadId);
  addSearchKeys(db, row.threadId, input.searchKeys ?? []);
  finishDocument(db, row.documentId, at);
  refreshThread(db, row.threadId, at);
  appendAudit(
    db,
    input.audit.map((entry) => ({ ...entry, at, threadId: row.threadId, documentId: row.documentId })),
  );
}
