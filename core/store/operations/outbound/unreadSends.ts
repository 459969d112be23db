import { all, change, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { wake as wakeOrder } from '../postings/wakes.ts';
import { auditOutbound, nameOf, wakeOthers } from './change.ts';
import { writeParts } from './documentParts.ts';
import { outboundById } from './rows.ts';
import { writeVersion } from './versions.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function unreadSends(db: Db, { limit, afterId }: In<'unreadSends'>): Out<'unreadSends'> {
  return all<Out<'unreadSends'>[number]>(
    db,
    'SELECT id, outbound_id AS outboundId, sha256 FROM sends INDEXED BY sends_unread WHERE unread = 1 AND id > ? ORDER BY id LIMIT ?',
    afterId ?? 0,
    limit,
  );
}

export function sendRead(db: Db, { sendId, outboundId, at, said }: In<'sendRead'>): void {
  change(db, 'UPDATE sends SET unread = 0 WHERE id = ?', sendId);
  const row = said && outboundById(db, outboundId);
  if (!row) return;
  const versionId = writeVersion(
    db,
    outboundId,
    { ...said, at, overlay: [], missing: [], findings: [], choices: [] },
    said.sha256,
  );
  change(
    db,
    'UPDATE outbound_documents SET version_id = ?, content_hash = ?, sha256 = ?, amount = ?, serials = ?, changed_at = ? WHERE id = ?',
    versionId,
    said.contentHash,
    said.sha256,
    said.amount ?? null,
    JSON.stringify(said.serials),
    at,
    outboundId,
  );
  writeParts(db, outboundId, { ...row, ...said });
  auditOutbound(db, outboundId, at, [
    { who: 'Quayside', what: `What ${nameOf(row)} said when it left was read back from its bytes`, tone: 'neutral' },
  ]);
  // Others of its orders rest on what it says.
  for (const threadId of row.threadIds) wakeOrder(db, threadId, 'what a document said was read back', at);
  wakeOthers(db, outboundId, at);
}
