import { noEvidence } from '#core/domain/sendEvidence.ts';
import type { Instant } from '#core/domain/time.ts';
import { all, change, run, type Db } from '../../database.ts';
import type { OutboundIntent } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { lookAtPacking } from '../packing/left.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { unknownHold } from './holdTexts.ts';
import { markSent } from './markSent.ts';
import { outboundById, outboundWhere } from './rows.ts';

interface Guarded {
  readonly remotePath: string;
  readonly sha256: string;
  readonly contentHash: string;
  readonly attemptedAt: string;
  readonly requestId: string;
  readonly outcome: 'unknown' | 'sent' | 'refused' | 'set-aside';
  readonly sentAt: string | null;
  readonly readBackAt: string | null;
  readonly intent: OutboundIntent | null;
}

/** Gives a document the sends that only the guard journal knew: it is never sent again as if nothing had happened. */
export function claimGuarded(db: Db, outboundId: number, at: Instant): void {
  const row = outboundById(db, outboundId);
  if (!row || (row.draft === 'left' && row.transport !== 'none' && row.transport !== 'refused')) return;
  const { partnerId, vendor, kind, number, revision } = row;
  const key = [partnerId, vendor, kind, number, revision];
  const guarded = all<Guarded>(
    db,
    `SELECT remote_path AS remotePath, sha256, content_hash AS contentHash, attempted_at AS attemptedAt, request_id AS requestId, outcome,
       sent_at AS sentAt, read_back_at AS readBackAt, intent FROM guarded_sends WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ? AND revision = ?`,
    ...key,
  ).toSorted((a, b) => a.attemptedAt.localeCompare(b.attemptedAt));
  for (const send of guarded) claimOne(db, row, send, at);
  change(
    db,
    'DELETE FROM guarded_sends WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ? AND revision = ?',
    ...key,
  );
  if (guarded.length > 0) refreshThreadsOf(db, outboundId, at);
}

function claimOne(db: Db, row: OutboundRow, send: Guarded, at: Instant): void {
  if (send.outcome === 'set-aside') {
    closeOutboundHolds(db, row.id, 'all', at);
    changeOutbound(db, row.id, at, { draft: 'set-aside', wait: null, dueAt: null, nextAt: null });
    const what = `${nameOf(row)} was set aside before this copy of the database was restored`;
    auditOutbound(db, row.id, at, [{ who: 'Quayside', what, tone: 'warn' }]);
    return;
  }
  const sendId = run(
    db,
    'INSERT INTO sends (outbound_id, remote_path, sha256, state, evidence, sent_at, unread) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    send.remotePath,
    send.sha256,
    send.outcome,
    JSON.stringify({ ...noEvidence, ...(send.readBackAt === null ? {} : { readBackAt: send.readBackAt }) }),
    send.outcome === 'sent' ? send.sentAt : null,
    Number(saysOtherwise(row, send)),
  );
  run(
    db,
    `INSERT INTO send_attempts (send_id, started_at, ended_at, outcome, request_id, message) VALUES (?, ?, ?, ?, ?, 'Known from the guard journal only.')`,
    sendId,
    send.attemptedAt,
    send.sentAt ?? send.attemptedAt,
    send.outcome,
    send.requestId,
  );
  if (send.outcome === 'refused') return;
  // What left decides: this draft may have been made when Dynamics said something else.
  if (send.intent !== null && send.intent !== row.intent)
    change(
      db,
      'UPDATE outbound_documents SET intent = ?, counts = ? WHERE id = ?',
      send.intent,
      Number(send.intent !== 'cancel'),
      row.id,
    );
  // It says something else than what is drafted here: its cartons are others.
  if (row.kind === '856' && send.contentHash !== row.contentHash) lookAtPacking(db, row.id);
  closeOutboundHolds(
    db,
    row.id,
    ['send-order', 'send-refused', 'partner-inactive', 'no-folder', 'draft-rule', 'draft-block', 'draft-choice'],
    at,
  );
  changeOutbound(db, row.id, at, { draft: 'left', remotePath: send.remotePath, wait: null, dueAt: null });
  if (send.outcome === 'sent') markSent(db, row.id, send.sentAt ?? send.attemptedAt, at);
  else {
    changeOutbound(db, row.id, at, { transport: 'unknown' });
    openOutboundHolds(
      db,
      row.id,
      [unknownHold(row, 'It stands in the guard journal, but this copy of the database is older.')],
      at,
    );
  }
  const what =
    send.outcome === 'sent'
      ? 'was sent before this copy of the database was restored'
      : 'may have been sent before this copy of the database was restored';
  auditOutbound(db, row.id, at, [
    { who: 'Quayside', what: `${nameOf(row)} ${what}`, detail: send.remotePath, tone: send.outcome === 'sent' ? 'good' : 'warn' },
  ]);
}

/** True where what left is not what is drafted here, and can be read. */
const saysOtherwise = (row: OutboundRow, { sha256, contentHash, outcome }: Guarded): boolean =>
  outcome !== 'refused' && sha256 !== '' && contentHash !== row.contentHash;

/** After a replay: what is here already takes its sends at once; the rest waits until it is drafted again. */
export function claimAllGuarded(db: Db, at: Instant): void {
  const known = outboundWhere(
    db,
    `WHERE EXISTS (SELECT 1 FROM guarded_sends g WHERE g.partner_id = o.partner_id AND g.vendor = o.vendor AND g.kind = o.kind
      AND g.number = o.number AND g.revision = o.revision)`,
  );
  for (const { id } of known) claimGuarded(db, id, at);
}
