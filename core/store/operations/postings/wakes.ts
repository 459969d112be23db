import { all, change, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Has the answers to an order looked at again. */
export function wake(db: Db, threadId: number, why: string, at: string): void {
  change(
    db,
    `INSERT INTO outbound_wakes (thread_id, turn, why, at) VALUES (?, 1, ?, ?)
     ON CONFLICT (thread_id) DO UPDATE SET turn = turn + 1, why = excluded.why, at = excluded.at`,
    threadId,
    why,
    at,
  );
}

export function wakeOutbound(db: Db, { threadIds, why, at }: In<'wakeOutbound'>): void {
  for (const threadId of threadIds) wake(db, threadId, why, at);
}

/** Orders of a partner with answers that have not left: what they rest on changed. Returns how many. */
export function wakePartner(db: Db, partnerId: string, why: string, at: string): number {
  return change(
    db,
    `INSERT INTO outbound_wakes (thread_id, turn, why, at)
     SELECT DISTINCT t.thread_id, 1, ?, ? FROM outbound_documents o JOIN outbound_threads t ON t.outbound_id = o.id
     WHERE o.partner_id = ? AND o.draft_state IN ('waiting', 'held', 'review', 'ring', 'ready')
     ON CONFLICT (thread_id) DO UPDATE SET turn = turn + 1, why = excluded.why, at = excluded.at`,
    why,
    at,
    partnerId,
  );
}

export function outboundWakes(db: Db, { limit, afterThreadId }: In<'outboundWakes'>): Out<'outboundWakes'> {
  return all<Out<'outboundWakes'>[number]>(
    db,
    'SELECT thread_id AS threadId, turn, why FROM outbound_wakes WHERE thread_id > ? ORDER BY thread_id LIMIT ?',
    afterThreadId ?? 0,
    limit,
  );
}

export function wakesDone(db: Db, { wakes }: In<'wakesDone'>): void {
  for (const { threadId, turn } of wakes)
    change(db, 'DELETE FROM outbound_wakes WHERE thread_id = ? AND turn = ?', threadId, turn);
}
