import { AppError } from '#core/contract/errors.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, type Db } from '../../database.ts';
import { refreshThread } from '../../derive.ts';
import type { Store } from '../../store.types.ts';
import { wake } from './wakes.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What stands and stood in the way of a document's draft: what a person accepted is read from it. */
export function draftHolds(db: Db, { outboundId }: In<'draftHolds'>): Out<'draftHolds'> {
  const rows = all<
    Omit<Out<'draftHolds'>[number], 'rule' | 'path' | 'open' | 'accepted' | 'closedBy' | 'closedAt' | 'reason'> & {
      rule: string | null;
      path: string | null;
      choice: string | null;
      closedBy: string | null;
      closedAt: string | null;
      reason: string | null;
    }
  >(
    db,
    `SELECT id, cause, rule, path, basis, message, group_key AS groupKey, choice, closed_by AS closedBy, closed_at AS closedAt, reason
     FROM holds WHERE outbound_id = ? AND (closed_at IS NULL OR choice = 'accept') ORDER BY id`,
    outboundId,
  );
  return rows.map(({ rule, path, choice, closedBy, closedAt, reason, ...row }) => ({
    ...row,
    rule: rule ?? '',
    path: path ?? '',
    open: closedAt === null,
    accepted: choice === 'accept',
    closedBy: closedBy ?? '',
    closedAt: closedAt ?? '',
    reason: reason ?? '',
  }));
}

/** A person lets findings pass: each bound to what it rested on. Throws `conflict` where one is closed by then; then none is. */
export function acceptDraftHolds(db: Db, { holdIds, who, reason, at }: In<'acceptDraftHolds'>): void {
  const held = holdIds.map((holdId) => passableHold(db, holdId));
  for (const { id } of held)
    change(db, `UPDATE holds SET closed_at = ?, closed_by = ?, choice = 'accept', reason = ? WHERE id = ?`, at, who, reason, id);
  const threadIds = all<{ id: number }>(
    db,
    `SELECT DISTINCT t.thread_id AS id FROM json_each(?) wanted JOIN outbound_threads t ON t.outbound_id = wanted.value`,
    JSON.stringify([...new Set(held.map(({ outboundId }) => outboundId))]),
  );
  for (const { id } of threadIds) {
    wake(db, id, 'a person let a finding pass', at);
    refreshThread(db, id, at);
  }
  appendAudit(
    db,
    held.map(({ message, threadId }) => ({
      at,
      who,
      what: `Let pass: ${message}`,
      detail: reason,
      tone: 'neutral' as const,
      ...(threadId === null ? {} : { threadId }),
    })),
  );
}

interface PassableHold {
  readonly id: number;
  readonly outboundId: number;
  readonly threadId: number | null;
  readonly message: string;
}

function passableHold(db: Db, holdId: number): PassableHold {
  const row = one<Omit<PassableHold, 'outboundId'> & { outboundId: number | null; cause: string; closedAt: string | null }>(
    db,
    'SELECT id, outbound_id AS outboundId, thread_id AS threadId, cause, message, closed_at AS closedAt FROM holds WHERE id = ?',
    holdId,
  );
  if (row?.outboundId === undefined || row.outboundId === null)
    throw new AppError({ code: 'not-found', message: 'This hold does not exist any more.' });
  if (row.closedAt !== null)
    throw new AppError({ code: 'conflict', message: 'Somebody answered this already; look at the document again.' });
  if (!['draft-rule', 'corrected'].includes(row.cause))
    throw new AppError({ code: 'not-allowed', message: 'Nobody may let this pass: put it right, or set the document aside.' });
  return { ...row, outboundId: row.outboundId };
}

export function ackAnswers(db: Db, { threadIds }: In<'ackAnswers'>): Out<'ackAnswers'> {
  return all<Out<'ackAnswers'>[number]>(
    db,
    `SELECT a.thread_id AS threadId, a.posting_key AS postingKey, a.position, a.store, a.about, a.answer
     FROM json_each(?) wanted JOIN ack_answers a ON a.thread_id = wanted.value`,
    JSON.stringify(threadIds),
  ).toSorted((a, b) => a.threadId - b.threadId || a.position - b.position);
}

export function saveAckAnswers(db: Db, { answers, at, who }: In<'saveAckAnswers'>): void {
  for (const { threadId, postingKey, position, store, about, answer } of answers)
    change(
      db,
      `INSERT INTO ack_answers (thread_id, posting_key, position, store, about, answer) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (thread_id, posting_key, position, store, about) DO UPDATE SET answer = excluded.answer`,
      threadId,
      postingKey,
      position,
      store,
      about,
      answer,
    );
  for (const threadId of new Set(answers.map((one) => one.threadId)))
    wake(db, threadId, 'a question about its acknowledgment was answered', at);
  appendAudit(
    db,
    answers.map(({ threadId, position, said }) => ({
      at,
      who,
      what: `Line ${position} is acknowledged as ${said}`,
      tone: 'neutral' as const,
      threadId,
    })),
  );
}
