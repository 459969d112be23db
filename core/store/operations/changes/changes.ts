import { AppError } from '#core/contract/errors.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import { refreshThread } from '../../derive.ts';
import type { Store } from '../../store.types.ts';
import type { ChangedSaga, OrderChangeRow, StoredChangeDecision, WantedLine } from '../../types/changes.ts';
import { changeDocument } from '../changeDocument.ts';
import { seenColumn } from '../documents.ts';
import { writeFacts } from '../threadFacts.ts';
import { saveLots } from '../postings/orders.ts';
import { wake } from '../postings/wakes.ts';
import { writePlan } from '../sagas.ts';
import { threadOf } from '../threadPlace.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

type Stored = Omit<OrderChangeRow, 'decision' | 'wanted' | 'unknownSince'> & {
  readonly decision: string;
  readonly wanted: string;
  readonly unknownSince: string | null;
};

const columns = `c.id, c.document_id AS documentId, c.thread_id AS threadId, c.state, c.decision, c.wanted, c.message, c.changed_at AS changedAt,
  (SELECT max(a.ended_at) FROM change_attempts a WHERE a.change_id = c.id AND a.outcome = 'unknown') AS unknownSince`;

const rowOf = ({ decision, wanted, unknownSince, ...row }: Stored): OrderChangeRow => ({
  ...row,
  unknownSince: unknownSince ?? undefined,
  decision: JSON.parse(decision) as StoredChangeDecision,
  wanted: JSON.parse(wanted) as WantedLine[],
});

export function orderChange(db: Db, { documentId }: In<'orderChange'>): Out<'orderChange'> {
  const row = one<Stored>(db, `SELECT ${columns} FROM order_changes c WHERE c.document_id = ?`, documentId);
  return row && rowOf(row);
}

export function changesOfThreads(db: Db, { threadIds }: In<'changesOfThreads'>): Out<'changesOfThreads'> {
  const rows = all<Stored>(
    db,
    `SELECT ${columns} FROM json_each(?) wanted JOIN order_changes c ON c.thread_id = wanted.value`,
    JSON.stringify(threadIds),
  );
  return rows.map(rowOf).toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : a.changedAt > b.changedAt ? 1 : a.id - b.id));
}

export function dueChanges(db: Db, { limit, afterId = 0 }: In<'dueChanges'>): Out<'dueChanges'> {
  return all<Stored>(
    db,
    `SELECT ${columns} FROM order_changes c WHERE c.state IN ('applying', 'unknown') AND c.id > ? ORDER BY c.id LIMIT ?`,
    afterId,
    limit,
  ).map(rowOf);
}

export function decideChange(db: Db, { documentId, threadId, decision, wanted }: In<'decideChange'>): Out<'decideChange'> {
  const before = orderChange(db, { documentId });
  if (before && before.state !== 'failed')
    throw new AppError({ code: 'conflict', message: 'Somebody decided about this change already; look at the order again.' });
  if (threadOf(db, documentId) !== threadId)
    throw new AppError({ code: 'conflict', message: 'This change was moved to another order meanwhile; decide about it there.' });
  if (!one(db, `SELECT 1 FROM documents WHERE id = ? AND processing IN ('held', 'parked')`, documentId)) throw changedMeanwhile();
  if (one(db, `SELECT 1 FROM order_changes WHERE thread_id = ? AND state IN ('applying', 'unknown')`, threadId))
    throw new AppError({
      code: 'conflict',
      message:
        'Another change of this order is on its way to Dynamics; decide once it is there, because it may decide this one too.',
    });
  const values = ['applying', JSON.stringify(decision), JSON.stringify(wanted), '', decision.at, decision.at] as const;
  const changeId = before
    ? before.id
    : run(
        db,
        `INSERT INTO order_changes (state, decision, wanted, message, decided_at, changed_at, document_id, thread_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...values,
        documentId,
        threadId,
      );
  if (before)
    change(
      db,
      'UPDATE order_changes SET state = ?, decision = ?, wanted = ?, message = ?, decided_at = ?, changed_at = ? WHERE id = ?',
      ...values,
      before.id,
    );
  const words = { accept: 'accepted', 'accept-in-part': 'accepted in part', refuse: 'refused' } as const;
  appendAudit(db, [
    {
      at: decision.at,
      who: decision.who,
      what: `The retailer's change was ${words[decision.decision]}`,
      ...(decision.reason === '' ? {} : { detail: decision.reason }),
      tone: 'neutral',
      threadId,
      documentId,
    },
  ]);
  return { changeId };
}

const changedMeanwhile = (): AppError =>
  new AppError({ code: 'conflict', message: 'This change was answered or moved meanwhile; look at the order again.' });

/** What was decided once is (or was) on its way to the order that it stands with: it stays there. */
export function moveChange(db: Db, { documentId, threadId, seen, at, audit }: In<'moveChange'>): void {
  if (orderChange(db, { documentId }))
    throw new AppError({
      code: 'conflict',
      message: 'This change was decided meanwhile for the order that it stands with, so it stays there; look at the order again.',
    });
  const now = one<{ seen: string }>(db, `SELECT ${seenColumn} AS seen FROM documents d WHERE d.id = ?`, documentId);
  if (now?.seen !== seen) throw changedMeanwhile();
  changeDocument(db, { documentId, at, processing: 'new', thread: { attach: threadId }, holds: [], audit: [audit] });
}

export function beginChangeAttempt(db: Db, input: In<'beginChangeAttempt'>): Out<'beginChangeAttempt'> {
  const { changeId, salesOrder, requestId, at } = input;
  const attemptId = run(
    db,
    `INSERT INTO change_attempts (change_id, sales_order, started_at, outcome, request_id) VALUES (?, ?, ?, 'pending', ?)`,
    changeId,
    salesOrder,
    at,
    requestId,
  );
  return { attemptId };
}

export function endChangeAttempt(db: Db, { attemptId, outcome, message, at }: In<'endChangeAttempt'>): void {
  change(
    db,
    'UPDATE change_attempts SET ended_at = ?, outcome = ?, message = ? WHERE id = ?',
    at,
    outcome,
    message ?? null,
    attemptId,
  );
}

export function changedByHand(db: Db, { documentId, threadId, decision, sagas, facts }: In<'changedByHand'>): void {
  const { changeId } = decideChange(db, { documentId, threadId, decision, wanted: [] });
  const what = 'The change was made in Dynamics by hand';
  // A cancellation of what had left already changes nothing there.
  const audit =
    decision.decision === 'refuse' ? [] : [{ who: decision.who, what, detail: decision.reason, tone: 'good' as const }];
  const { at } = decision;
  settleChange(db, { changeId, state: 'applied', message: '', at, sagas, ...(facts === undefined ? {} : { facts }), audit });
}

/** Sales orders as Dynamics holds them since the change; an order that was quiet is asked about again. */
function writeSagas(db: Db, threadId: number, sagas: readonly ChangedSaga[]): void {
  for (const { sagaId, plan, lots } of sagas) {
    if (!one(db, 'SELECT 1 FROM order_sagas WHERE id = ? AND thread_id = ?', sagaId, threadId)) continue;
    writePlan(db, sagaId, plan);
    saveLots(db, { sagaId, lots });
  }
  change(db, 'UPDATE order_sweeps SET closed = 0, asked = asked + 1 WHERE thread_id = ?', threadId);
}

export function settleChange(db: Db, { changeId, state, message, at, facts, sagas, audit }: In<'settleChange'>): void {
  const row = one<Stored>(db, `SELECT ${columns} FROM order_changes c WHERE c.id = ?`, changeId);
  if (!row) return;
  const { documentId, threadId } = row;
  // Changes stand in the order in which they came to Dynamics, also where the clock was set back between them.
  change(
    db,
    `UPDATE order_changes SET state = ?, message = ?, changed_at = max(?,
       coalesce((SELECT max(o.changed_at) FROM order_changes o WHERE o.thread_id = ? AND o.state = 'applied'), '')) WHERE id = ?`,
    state,
    message,
    at,
    threadId,
    changeId,
  );
  change(
    db,
    `UPDATE change_attempts SET outcome = 'unknown', ended_at = ? WHERE change_id = ? AND outcome = 'pending'`,
    at,
    changeId,
  );
  if (facts) writeFacts(db, threadId, facts);
  if (sagas) writeSagas(db, threadId, sagas);
  if (state === 'applied') {
    const { who, reason, decision } = rowOf(row).decision;
    change(
      db,
      `UPDATE holds SET closed_at = ?, closed_by = ?, choice = 'mark-applied', reason = ? WHERE document_id = ? AND closed_at IS NULL`,
      at,
      who,
      reason,
      documentId,
    );
    // A cancellation that was refused says nothing of its order: what is done with purpose 01 calls the order off.
    change(
      db,
      `UPDATE documents SET processing = CASE WHEN ? AND purpose = '01' THEN 'filed' ELSE 'done' END, pending = 0, changed_at = ? WHERE id = ?`,
      decision === 'refuse' ? 1 : 0,
      at,
      documentId,
    );
    wake(db, threadId, 'a change of the retailer was decided', at);
  }
  refreshThread(db, threadId, at);
  appendAudit(
    db,
    audit.map((entry) => ({ ...entry, at, threadId, documentId })),
  );
}
