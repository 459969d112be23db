import { identityKey } from '#core/domain/identity.ts';
import { change, one, run, type Db } from '../database.ts';
import type { DocumentChange, ThreadRow } from '../rows.types.ts';
import { writeFacts } from './threadFacts.ts';

/** The thread that a document is in. */
export function threadOf(db: Db, documentId: number): number | undefined {
  const row = one<{ threadId: number | null }>(db, 'SELECT thread_id AS threadId FROM documents WHERE id = ?', documentId);
  return row?.threadId ?? undefined;
}

/** Puts a document into the thread that its decision says: a new one, one that is there, or the one it is in. Returns its id. */
export function placeInThread(db: Db, { thread, documentId, at }: DocumentChange): number | undefined {
  if (!thread) return threadOf(db, documentId);
  if ('attach' in thread) {
    if (thread.cancelled !== undefined)
      change(db, 'UPDATE threads SET cancelled = ? WHERE id = ?', Number(thread.cancelled), thread.attach);
    setIdentity(db, thread.attach, thread);
    if (thread.facts) writeFacts(db, thread.attach, thread.facts);
    return thread.attach;
  }
  const { create, facts } = thread;
  const threadId = run(
    db,
    `INSERT INTO threads (identity_key, partner_id, vendor, number, release, store, copy, state, currency, ship_sort, line_count, received_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', '', '', 0, ?, ?)`,
    identityKey(create),
    create.partnerId,
    create.vendor,
    create.number,
    create.release,
    create.store,
    create.copy,
    at,
    at,
  );
  writeFacts(db, threadId, facts);
  wakeWaiting(db, create);
  return threadId;
}

/**
 * A separate order takes the next number of its copies when its reference turns out to be taken; an order gets its store when
 * the partner's sheet says that one number covers several.
 */
function setIdentity(db: Db, threadId: number, next: { readonly copy?: number; readonly store?: string }): void {
  const row = one<Omit<ThreadRow, 'id' | 'cancelled'>>(
    db,
    'SELECT partner_id AS partnerId, vendor, number, release, store, copy FROM threads WHERE id = ?',
    threadId,
  );
  if (!row) return;
  const { copy = row.copy, store = row.store } = next;
  if (row.copy === copy && row.store === store) return;
  const key = identityKey({ ...row, copy, store });
  change(db, 'UPDATE threads SET copy = ?, store = ?, identity_key = ? WHERE id = ?', copy, store, key, threadId);
}

/** A change or cancellation that waited for this order, by a key that may lack vendor number and release, is looked at again. */
function wakeWaiting(db: Db, order: Pick<ThreadRow, 'partnerId' | 'vendor' | 'number' | 'release'>): void {
  change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'waiting' AND partner_id = ? AND vendor IN (?, '') AND number = ? AND release IN (?, '')`,
    order.partnerId,
    order.vendor,
    order.number,
    order.release,
  );
}
