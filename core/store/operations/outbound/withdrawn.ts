import { brokenPromiseGroup, withdrawnGroup } from '#core/domain/outbound.ts';
import type { Instant } from '#core/domain/time.ts';
import { all, change, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { auditOutbound, closeOutboundHolds, refreshThreadsOf } from './change.ts';

/** Dynamics tells a posting anew: what was said of its documents while it was taken back does not hold any more. */
export function closeWithdrawn(db: Db, postingKey: string, at: Instant): void {
  const holds = all<{ id: number; outboundId: number }>(
    db,
    `SELECT h.id, h.outbound_id AS outboundId FROM outbound_postings o JOIN holds h ON h.outbound_id = o.outbound_id
     WHERE o.posting_key = ? AND h.group_key = ? AND h.closed_at IS NULL`,
    postingKey,
    withdrawnGroup,
  );
  for (const { id, outboundId } of holds) {
    change(db, `UPDATE holds SET closed_at = ?, closed_by = 'Quayside' WHERE id = ?`, at, id);
    refreshThreadsOf(db, outboundId, at);
  }
}

export function promisesStand(
  db: Db,
  { threadIds, at }: Parameters<Store['promisesStand']>[0],
): Awaited<ReturnType<Store['promisesStand']>> {
  const holds = all<{ id: number; outboundId: number }>(
    db,
    `SELECT h.id, h.outbound_id AS outboundId FROM json_each(?) wanted CROSS JOIN holds h ON h.thread_id = wanted.value
     WHERE h.group_key = ? AND h.outbound_id IS NOT NULL AND h.closed_at IS NULL`,
    JSON.stringify(threadIds),
    brokenPromiseGroup,
  );
  for (const { id, outboundId } of holds) {
    change(db, `UPDATE holds SET closed_at = ?, closed_by = 'Quayside' WHERE id = ?`, at, id);
    const what = 'Its sales order is not cancelled in Dynamics any more, or nobody waits for it';
    auditOutbound(db, outboundId, at, [{ who: 'Quayside', what, tone: 'good' }]);
    refreshThreadsOf(db, outboundId, at);
  }
  return { closed: holds.length };
}

export function correctionsOver(
  db: Db,
  { outboundId, at }: Parameters<Store['correctionsOver']>[0],
): Awaited<ReturnType<Store['correctionsOver']>> {
  const closed = closeOutboundHolds(db, outboundId, ['corrected'], at);
  if (closed > 0) {
    const what = 'Dynamics says again what this document says: nothing is to be corrected';
    auditOutbound(db, outboundId, at, [{ who: 'Quayside', what, tone: 'good' }]);
    refreshThreadsOf(db, outboundId, at);
  }
  return { closed };
}
