import { createHash } from 'node:crypto';
import { noEvidence } from '#core/domain/sendEvidence.ts';
import { one, run, type Db } from '../../database.ts';
import { pack, putPayload } from '../../payloads.ts';
import type { Store } from '../../store.types.ts';
import { lookAtPacking } from '../packing/left.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, refreshThreadsOf } from './change.ts';
import { markSent } from './markSent.ts';
import { outboundById, outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** States of what has not left. */
const unsent = `'waiting', 'held', 'review', 'ring', 'ready'`;

export function unsentDocuments(db: Db, { limit, afterId }: In<'unsentDocuments'>): Out<'unsentDocuments'> {
  return outboundWhere(
    db,
    `INDEXED BY outbound_unsent WHERE o.draft_state IN (${unsent}) AND o.id > ? ORDER BY o.id LIMIT ?`,
    afterId ?? 0,
    limit,
  );
}

export function isSendKnown(db: Db, { remotePath }: In<'isSendKnown'>): Out<'isSendKnown'> {
  return one(db, 'SELECT 1 FROM sends WHERE remote_path = ?', remotePath) !== undefined;
}

export function adoptSend(db: Db, { outboundId, remotePath, sentAt, at, read }: In<'adoptSend'>): Out<'adoptSend'> {
  const row = outboundById(db, outboundId);
  if (!row || row.draft === 'left' || isSendKnown(db, { remotePath })) return { adopted: false };
  const sendId = run(
    db,
    `INSERT INTO sends (outbound_id, remote_path, sha256, state, evidence, settled, sent_at, unread) VALUES (?, ?, ?, 'sent', ?, ?, ?, ?)`,
    outboundId,
    remotePath,
    read ? keep(db, read.bytes) : '',
    JSON.stringify({ ...noEvidence, ...(read ? { readBackAt: read.at } : {}) }),
    "SPS's history shows it; it left before this copy of the database was made.",
    sentAt,
    // What it says is read from its bytes at the next look.
    Number(read !== undefined),
  );
  run(
    db,
    `INSERT INTO send_attempts (send_id, started_at, ended_at, outcome, request_id, message) VALUES (?, ?, ?, 'sent', '', 'Known from the history of SPS only.')`,
    sendId,
    sentAt,
    sentAt,
  );
  closeOutboundHolds(db, outboundId, 'all', at);
  changeOutbound(db, outboundId, at, { draft: 'left', remotePath, wait: null, dueAt: null });
  markSent(db, outboundId, sentAt, at);
  auditOutbound(db, outboundId, at, [
    { who: 'Quayside', what: `${nameOf(row)} was sent before this copy of the database`, detail: remotePath, tone: 'good' },
  ]);
  if (row.kind === '856') lookAtPacking(db, outboundId);
  refreshThreadsOf(db, outboundId, at);
  return { adopted: true };
}

function keep(db: Db, bytes: Uint8Array): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  putPayload(db, sha256, pack(bytes));
  return sha256;
}
