import { outboundKinds } from '#core/domain/outbound.ts';
import { change, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import {
  auditOutbound,
  changeOutbound,
  closeOutboundHolds,
  ofTurn,
  openOutboundHolds,
  refreshThreadsOf,
  wake,
} from './change.ts';
import { canStay } from './person.ts';
import { outboundById, outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Opens holds on a document; with `hold` it does not leave until drafting lets it. */
export function holdOutbound(
  db: Db,
  { outboundId, at, hold, holds, audit, orNothing = false }: In<'holdOutbound'>,
): Out<'holdOutbound'> {
  const row = outboundById(db, outboundId);
  const stays = row !== undefined && canStay(row);
  if (!row || (orNothing && !stays)) return { done: false };
  if (hold && stays && row.draft !== 'left') {
    closeOutboundHolds(db, outboundId, ofTurn, at);
    changeOutbound(db, outboundId, at, { draft: 'held', wait: null, dueAt: null, nextAt: null, released: null });
  }
  openOutboundHolds(db, outboundId, holds, at);
  auditOutbound(db, outboundId, at, audit);
  refreshThreadsOf(db, outboundId, at);
  return { done: true };
}

/** A new version of a sheet rules what is still open from now on. */
export function applySendingRules(db: Db, { partnerId, vendor, at, rules }: In<'applySendingRules'>): Out<'applySendingRules'> {
  let changed = 0;
  for (const kind of outboundKinds) {
    const open = outboundWhere(
      db,
      `WHERE o.place IN ('waiting', 'held', 'review', 'ring', 'ready', 'unknown', 'refused', 'rejected', 'sent') AND o.kind = ?
        AND o.partner_id = ? AND (o.vendor = ? OR ? = '')`,
      kind,
      partnerId,
      vendor,
      vendor,
    );
    const text = JSON.stringify(rules[kind]);
    for (const row of open) {
      if (JSON.stringify(row.rules) === text) continue;
      change(db, 'UPDATE outbound_documents SET rules = ? WHERE id = ?', text, row.id);
      if (row.waitReason === 'order' || row.waitReason === 'repeat') wake(db, row.id, at);
      changed += 1;
    }
  }
  return { changed };
}
