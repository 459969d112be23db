import { createHash } from 'node:crypto';
import { one, run, type Db } from '../../database.ts';
import { pack, putPayload } from '../../payloads.ts';
import type { Store } from '../../store.types.ts';
import { lookAtPacking } from '../packing/left.ts';
import { newestRevision } from './leftCorrections.ts';
import { outboundById } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function noticeBeside(db: Db, { remotePath, starts }: In<'noticeBeside'>): Out<'noticeBeside'> {
  const known =
    one(db, 'SELECT 1 FROM sends WHERE remote_path = ?', remotePath) ??
    one(db, 'SELECT 1 FROM guarded_sends WHERE remote_path = ?', remotePath);
  if (known !== undefined) return undefined;
  for (const start of starts) {
    const found = one<{ outboundId: number }>(
      db,
      `SELECT s.outbound_id AS outboundId FROM sends s JOIN outbound_documents o ON o.id = s.outbound_id
       WHERE s.remote_path >= ? AND s.remote_path < ? AND s.state <> 'refused' AND o.kind = '856' ORDER BY s.remote_path LIMIT 1`,
      start,
      // Behind the start stand digits, and the colon stands behind them.
      `${start}:`,
    );
    if (found) return { ...found, start };
  }
  return undefined;
}

/** As the guard journal would have it: whoever drafts this revision again finds that it left. */
export function noteLaterNotice(db: Db, input: In<'noteLaterNotice'>): void {
  const { outboundId, anew, intent, remotePath, sentAt, read: file } = input;
  const row = outboundById(db, outboundId);
  if (!row) return;
  const { partnerId, vendor, kind } = row;
  const number = anew === undefined ? row.number : `${row.number}-R${anew}`;
  const of = [partnerId, vendor, kind, number];
  const sha256 = file === undefined ? '' : createHash('sha256').update(file.bytes).digest('hex');
  if (file !== undefined) putPayload(db, sha256, pack(file.bytes));
  run(
    db,
    `INSERT OR IGNORE INTO guarded_sends (remote_path, partner_id, vendor, kind, number, revision, content_hash, sha256, attempted_at,
      request_id, outcome, sent_at, read_back_at, intent, corrects_number, corrects_revision)
     VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, '', 'sent', ?, ?, ?, ?, ?)`,
    remotePath,
    ...of,
    anew ?? newestRevision(db, { partnerId, vendor, kind, number }) + 1,
    sha256,
    sentAt,
    sentAt,
    file?.at ?? null,
    intent ?? null,
    row.number,
    row.revision,
  );
  lookAtPacking(db, outboundId);
}
