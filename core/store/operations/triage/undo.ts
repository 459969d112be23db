import type { ProcessingState } from '#core/domain/states.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import { refreshThread } from '../../derive.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** How a document stood before an answer. */
interface Before {
  readonly processing: ProcessingState;
  readonly pending: number;
  readonly decidedAs: string | null;
  readonly releasedRules: string;
  readonly changedAt: string;
  /** Its open holds. */
  readonly holds: readonly number[];
}

/** Answers of before this are not taken back any more. */
const keptMs = 86_400_000;

/** Keeps how a document stands, in the transaction of the answer and before it changes anything. */
export function keepBefore(db: Db, holdId: number, documentId: number, at: string): void {
  change(db, 'DELETE FROM answers_before WHERE at < ?', new Date(Date.parse(at) - keptMs).toISOString());
  const row = one<Omit<Before, 'holds'>>(
    db,
    `SELECT processing, pending, decided_as AS decidedAs, released_rules AS releasedRules, changed_at AS changedAt FROM documents WHERE id = ?`,
    documentId,
  );
  if (!row) return;
  const holds = all<{ id: number }>(db, 'SELECT id FROM holds WHERE document_id = ? AND closed_at IS NULL', documentId);
  run(
    db,
    'INSERT OR REPLACE INTO answers_before (hold_id, document_id, at, before) VALUES (?, ?, ?, ?)',
    holdId,
    documentId,
    at,
    JSON.stringify({ ...row, holds: holds.map(({ id }) => id) } satisfies Before),
  );
}

interface Stored {
  readonly holdId: number;
  readonly documentId: number;
  readonly threadId: number | null;
  readonly at: string;
  readonly before: string;
  readonly changedAt: string;
}

/** Newest first, so that two answers on one document are unwound in order. */
export function undoAnswers(db: Db, { holdIds, who, at }: In<'undoAnswers'>): Out<'undoAnswers'> {
  const kept = holdIds.toReversed().map((holdId) => ({ holdId, stored: storedOf(db, holdId) }));
  /** What an undo of a later answer will put a document's time back to. */
  const changedAt = new Map<number, string>();
  const taken = kept.flatMap(({ holdId, stored }) => {
    if (!stored) return [holdId];
    const stands = changedAt.get(stored.documentId) ?? stored.changedAt;
    changedAt.set(stored.documentId, (JSON.parse(stored.before) as Before).changedAt);
    return stands === stored.at ? [] : [holdId];
  });
  if (taken.length > 0) return { undone: 0, taken };
  for (const { stored } of kept) if (stored) putBack(db, stored, who, at);
  return { undone: kept.length, taken: [] };
}

function storedOf(db: Db, holdId: number): Stored | undefined {
  return one<Stored>(
    db,
    `SELECT b.hold_id AS holdId, b.document_id AS documentId, d.thread_id AS threadId, b.at, b.before, d.changed_at AS changedAt
     FROM answers_before b JOIN documents d ON d.id = b.document_id WHERE b.hold_id = ?`,
    holdId,
  );
}

function putBack(db: Db, { holdId, documentId, threadId, at: answeredAt, before: json }: Stored, who: string, at: string): void {
  const before = JSON.parse(json) as Before;
  change(
    db,
    'UPDATE documents SET processing = ?, pending = ?, decided_as = ?, released_rules = ?, changed_at = ? WHERE id = ?',
    before.processing,
    before.pending,
    before.decidedAs,
    before.releasedRules,
    before.changedAt,
    documentId,
  );
  for (const id of before.holds)
    change(
      db,
      'UPDATE holds SET closed_at = NULL, closed_by = NULL, choice = NULL, reason = NULL WHERE id = ? AND closed_at = ?',
      id,
      answeredAt,
    );
  change(db, 'DELETE FROM answers_before WHERE hold_id = ?', holdId);
  if (threadId !== null) refreshThread(db, threadId, at);
  const message = one<{ message: string }>(db, 'SELECT message FROM holds WHERE id = ?', holdId)?.message ?? '';
  appendAudit(db, [
    {
      at,
      who,
      what: `Took the answer back: ${message}`,
      tone: 'neutral',
      documentId,
      ...(threadId === null ? {} : { threadId }),
    },
  ]);
}
