import { all, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { closeOutboundHolds, openOutboundHolds, refreshThreadsOf } from './change.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** A document that may go has no folder to go to: said once, and no more of one that a person took back meanwhile. */
export function noteNoFolder(db: Db, { outboundId, at, hold }: In<'noteNoFolder'>): Out<'noteNoFolder'> {
  const waits = one(
    db,
    `SELECT 1 FROM outbound_documents o WHERE id = ? AND draft_state = 'ready' AND NOT EXISTS
      (SELECT 1 FROM holds h WHERE h.outbound_id = o.id AND h.cause = ? AND h.closed_at IS NULL)`,
    outboundId,
    hold.cause,
  );
  if (waits === undefined) return { opened: false };
  openOutboundHolds(db, outboundId, [hold], at);
  refreshThreadsOf(db, outboundId, at);
  return { opened: true };
}

/** These groups have their folder: nothing of them asks for one any more. */
export function foldersSet(db: Db, { groupKeys, at }: In<'foldersSet'>): Out<'foldersSet'> {
  const asked = groupKeys.flatMap((groupKey) =>
    all<{ id: number }>(
      db,
      `SELECT DISTINCT outbound_id AS id FROM holds
       WHERE group_key = ? AND closed_at IS NULL AND cause <> 'gap' AND outbound_id IS NOT NULL`,
      groupKey,
    ),
  );
  for (const { id } of asked) {
    closeOutboundHolds(db, id, ['no-folder'], at, { who: 'Quayside', reason: 'A folder is set for it.' });
    refreshThreadsOf(db, id, at);
  }
  return { freed: asked.length };
}
