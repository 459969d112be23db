import type { ThreadState } from '#core/domain/states.ts';
import { all, change, one, type Db } from './database.ts';

interface Facts {
  readonly cancelled: number;
  readonly openHolds: number;
  readonly stuckDocuments: number;
  readonly sagas: number;
  readonly unfinished: number;
  /** Its 850s that a person set aside, and those that still mean something. */
  readonly filed: number;
  readonly meant: number;
}

/** What a thread's state is, from the rows that make it. */
function threadStateOf(facts: Facts): ThreadState {
  if (facts.openHolds > 0 || facts.stuckDocuments > 0) return 'attention';
  if (facts.cancelled === 1 || isSetAside(facts)) return 'cancelled';
  return facts.sagas > 0 && facts.unfinished === 0 ? 'ordered' : 'open';
}

/** Nothing is made of it, because a person said so. */
const isSetAside = ({ sagas, filed, meant }: Facts): boolean => sagas === 0 && filed > 0 && meant === 0;

/** Counts what `threadStateOf` needs, from the rows themselves. */
export function threadFacts(db: Db, threadId: number): Facts | undefined {
  return one<Facts>(
    db,
    `SELECT cancelled,
      (SELECT count(*) FROM holds WHERE thread_id = t.id AND closed_at IS NULL) AS openHolds,
      (SELECT count(*) FROM documents WHERE thread_id = t.id AND processing IN ('parked', 'held')) AS stuckDocuments,
      (SELECT count(*) FROM order_sagas WHERE thread_id = t.id AND state <> 'abandoned') AS sagas,
      (SELECT count(*) FROM order_sagas WHERE thread_id = t.id AND state NOT IN ('fresh', 'done', 'abandoned')) AS unfinished,
      (SELECT count(*) FROM documents WHERE thread_id = t.id AND kind = '850' AND processing = 'filed') AS filed,
      (SELECT count(*) FROM documents WHERE thread_id = t.id AND kind = '850' AND processing NOT IN ('filed', 'superseded', 'duplicate')) AS meant
    FROM threads t WHERE t.id = ?`,
    threadId,
  );
}

/** Rewrites a thread's derived columns in the transaction that changed what they derive from. */
export function refreshThread(db: Db, threadId: number, at: string): void {
  const facts = threadFacts(db, threadId);
  if (!facts) return;
  const state = threadStateOf(facts);
  const company =
    one<{ company: string }>(
      db,
      `SELECT company FROM order_sagas WHERE thread_id = ? AND state <> 'abandoned' ORDER BY id LIMIT 1`,
      threadId,
    )?.company ?? '';
  const done = facts.sagas > 0 && facts.unfinished === 0;
  const kept = change(
    db,
    'UPDATE threads SET changed_at = ? WHERE id = ? AND state = ? AND company = ? AND (ordered_at IS NOT NULL) = ?',
    at,
    threadId,
    state,
    company,
    done ? 1 : 0,
  );
  // Most steps of an order change none of this, and each of these columns stands in half a dozen indexes.
  if (kept > 0) return;
  change(
    db,
    `UPDATE threads SET state = ?, company = ?, changed_at = ?,
      ordered_at = CASE WHEN ? THEN coalesce(ordered_at, ?) ELSE NULL END WHERE id = ?`,
    state,
    company,
    at,
    done ? 1 : 0,
    at,
    threadId,
  );
}

/** A document whose sales orders are all complete is done. */
export function finishDocument(db: Db, documentId: number, at: string): void {
  change(
    db,
    `UPDATE documents SET processing = 'done', changed_at = ? WHERE id = ? AND processing = 'ready'
      AND NOT EXISTS (SELECT 1 FROM order_sagas WHERE document_id = ? AND state NOT IN ('fresh', 'done', 'abandoned'))`,
    at,
    documentId,
    documentId,
  );
}

/** Threads whose stored state is not the one their rows make: none, ever. Used by tests and the integrity check. */
export function driftedThreads(db: Db): readonly number[] {
  return all<{ id: number; state: ThreadState }>(db, 'SELECT id, state FROM threads').flatMap(({ id, state }) => {
    const facts = threadFacts(db, id);
    return facts && threadStateOf(facts) === state ? [] : [id];
  });
}
