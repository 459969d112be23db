import { AppError } from '#core/contract/errors.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import { finishDocument, refreshThread } from '../derive.ts';
import type { NewHold } from '../rows.types.ts';
import type { Store } from '../store.types.ts';
import { holdColumns, holdView, seenOf, type HoldRow } from './holdView.ts';
import { wake } from './postings/wakes.ts';
import { addReleases } from './releases.ts';
import { addSearchKeys } from './search.ts';
import { keepBefore } from './triage/undo.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Closes the open holds of a document or a sales order because what they asked about was decided anew. */
export function closeHolds(
  db: Db,
  { documentId, sagaId, at }: { readonly documentId?: number; readonly sagaId?: number; readonly at: string },
): void {
  if (documentId !== undefined)
    change(
      db,
      `UPDATE holds SET closed_at = ?, closed_by = 'Quayside' WHERE document_id = ? AND saga_id IS NULL AND closed_at IS NULL`,
      at,
      documentId,
    );
  if (sagaId !== undefined)
    change(db, `UPDATE holds SET closed_at = ?, closed_by = 'Quayside' WHERE saga_id = ? AND closed_at IS NULL`, at, sagaId);
}

/** Closes what held a document that a person set aside; the reason is what its order is refused with. */
export function closeSetAside(
  db: Db,
  {
    documentId,
    at,
    who,
    reason,
  }: { readonly documentId: number; readonly at: string; readonly who: string; readonly reason: string },
): void {
  change(
    db,
    `UPDATE holds SET closed_at = ?, closed_by = ?, choice = 'abandon', reason = ? WHERE document_id = ? AND saga_id IS NULL AND closed_at IS NULL`,
    at,
    who,
    reason,
    documentId,
  );
}

export interface Opening {
  readonly holds: readonly NewHold[];
  readonly documentId: number | undefined;
  readonly threadId: number | undefined;
  readonly sagaId?: number;
  readonly outboundId?: number;
  readonly at: string;
}

export function openHolds(db: Db, { holds, documentId, threadId, sagaId, outboundId, at }: Opening): void {
  for (const hold of holds) {
    run(
      db,
      `INSERT INTO holds (thread_id, document_id, saga_id, outbound_id, cause, rule, path, message, group_key, group_title, consequence, next_step, differences, fix, basis, lines, opened_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      threadId ?? null,
      documentId ?? null,
      sagaId ?? null,
      outboundId ?? null,
      hold.cause,
      hold.rule ?? null,
      hold.path ?? null,
      hold.message,
      hold.groupKey,
      hold.groupTitle,
      hold.consequence,
      hold.nextStep,
      JSON.stringify(hold.differences ?? []),
      hold.fix === undefined ? null : JSON.stringify(hold.fix),
      hold.basis ?? '',
      hold.lines ?? 1,
      at,
    );
  }
}

interface StoredHold extends HoldRow {
  readonly sagaId: number | null;
  readonly purchaseOrder: string | null;
}

function holdRow(db: Db, holdId: number): StoredHold | undefined {
  return one<StoredHold>(
    db,
    `SELECT ${holdColumns}, h.saga_id AS sagaId, t.number AS purchaseOrder FROM holds h LEFT JOIN threads t ON t.id = h.thread_id WHERE h.id = ?`,
    holdId,
  );
}

export function hold(db: Db, { holdId }: In<'hold'>): Out<'hold'> {
  const row = holdRow(db, holdId);
  if (!row) return undefined;
  const { id, cause, rule, documentId, sagaId, threadId, closedAt, closedBy, choice, message, purchaseOrder } = row;
  const successor = closedAt !== null && choice === null ? successorOf(db, row) : undefined;
  return {
    id,
    cause,
    message,
    rule: rule ?? undefined,
    documentId: documentId ?? undefined,
    sagaId: sagaId ?? undefined,
    threadId: threadId ?? undefined,
    purchaseOrder: purchaseOrder ?? '',
    seen: seenOf(row),
    open: closedAt === null,
    ...(closedAt === null ? {} : { closed: { by: closedBy ?? '', choice: choice ?? undefined, at: closedAt } }),
    ...(successor === undefined ? {} : { successor: holdView(successor) }),
  };
}

/** The open hold with which a new decision about the same document or sales order replaced one, the same place first. */
function successorOf(db: Db, { documentId, sagaId, cause, rule, path }: StoredHold): HoldRow | undefined {
  const [which, whose] = documentId === null ? ['saga_id', sagaId] : ['document_id', documentId];
  const open = all<HoldRow>(
    db,
    `SELECT ${holdColumns} FROM holds h WHERE h.${which} = ? AND h.closed_at IS NULL AND h.cause = ? AND h.rule IS ?`,
    whose,
    cause,
    rule,
  );
  return open.find((row) => row.path === path) ?? open[0];
}

/** A person's answer: closes the hold with name and reason, and does what the engine decided that it means. */
export function answerHold(db: Db, input: In<'answerHold'>): void {
  const row = holdRow(db, input.holdId);
  if (!row || row.closedAt !== null)
    throw new AppError({ code: 'conflict', message: 'Somebody answered this hold already; look at the order again.' });
  const { who, at, choice, reason } = input;
  if (row.documentId !== null && row.sagaId === null) keepBefore(db, row.id, row.documentId, at);
  change(
    db,
    'UPDATE holds SET closed_at = ?, closed_by = ?, choice = ?, reason = ? WHERE id = ?',
    at,
    who,
    choice,
    reason,
    row.id,
  );
  if (row.sagaId !== null && input.saga) {
    change(
      db,
      `UPDATE order_sagas SET state = ?, next_attempt_at = ?, changed_at = ?, failures = 0, message = NULL,
        sales_order_number = CASE WHEN ? THEN ? ELSE sales_order_number END, ignore_foreign = coalesce(?, ignore_foreign) WHERE id = ?`,
      input.saga.state,
      at,
      at,
      input.saga.salesOrderNumber === undefined ? 0 : 1,
      input.saga.salesOrderNumber ?? null,
      input.saga.ignoreForeign === undefined ? null : Number(input.saga.ignoreForeign),
      row.sagaId,
    );
    // What Dynamics stored otherwise stays so in an order that goes on; one that is made anew has nothing of it.
    const anew = input.saga.state === 'ready' || input.saga.state === 'abandoned';
    change(
      db,
      `UPDATE holds SET closed_at = ?, closed_by = ?, choice = ?, reason = ?
       WHERE saga_id = ? AND closed_at IS NULL AND (? OR cause <> 'differs')`,
      at,
      who,
      choice,
      reason,
      row.sagaId,
      Number(anew),
    );
  }
  const adopted = input.saga?.salesOrderNumber;
  if (row.threadId !== null && typeof adopted === 'string')
    addSearchKeys(db, row.threadId, [{ kind: 'sales order', key: adopted }]);
  if (row.documentId !== null && input.documentProcessing) answerDocument(db, input, row);
  else if (row.documentId !== null) finishDocument(db, row.documentId, at);
  // What was set aside is answered, too: no confirmation of it will ever come.
  if (row.threadId !== null && choice === 'abandon') wake(db, row.threadId, 'the order was set aside', at);
  if (row.threadId !== null) refreshThread(db, row.threadId, at);
  appendAudit(db, [
    {
      at,
      who,
      what: `Answered "${choice}": ${row.message}`,
      detail: reason,
      tone: 'neutral',
      ...(row.threadId === null ? {} : { threadId: row.threadId }),
      ...(row.documentId === null ? {} : { documentId: row.documentId }),
    },
  ]);
}

const decisions: readonly string[] = ['separate-order', 'as-replacement', 'as-change'];

function answerDocument(db: Db, input: In<'answerHold'>, row: StoredHold): void {
  const processing = input.documentProcessing ?? 'new';
  change(
    db,
    'UPDATE documents SET processing = ?, pending = ?, changed_at = ?, decided_as = coalesce(?, decided_as) WHERE id = ?',
    processing,
    processing === 'new' ? 1 : 0,
    input.at,
    decisions.includes(input.choice) ? input.choice : null,
    row.documentId,
  );
  if (input.choice === 'accept' && row.rule !== null && row.documentId !== null)
    releaseRule(db, input, { rule: row.rule, documentId: row.documentId, holdId: row.id });
  if (processing !== 'new') closeHolds(db, { documentId: row.documentId ?? 0, at: input.at });
}

/** Releases a hold and those of its document with the same rule and cause: each is kept with what exactly it rested on. */
function releaseRule(
  db: Db,
  { at, who, choice, reason }: In<'answerHold'>,
  { rule, documentId, holdId }: { readonly rule: string; readonly documentId: number; readonly holdId: number },
): void {
  const same = all<{ id: number; path: string | null; basis: string }>(
    db,
    `SELECT h.id, h.path, h.basis FROM holds h JOIN holds answered ON answered.id = ?
     WHERE h.document_id = ? AND h.rule = answered.rule AND h.group_key = answered.group_key AND (h.closed_at IS NULL OR h.id = answered.id)`,
    holdId,
    documentId,
  );
  addReleases(
    db,
    documentId,
    same.map(({ path, basis }) => ({ rule, path: path ?? '', basis, who, at, reason })),
  );
  for (const { id } of same)
    change(
      db,
      'UPDATE holds SET closed_at = ?, closed_by = ?, choice = ?, reason = ? WHERE id = ? AND closed_at IS NULL',
      at,
      who,
      choice,
      reason,
      id,
    );
}
