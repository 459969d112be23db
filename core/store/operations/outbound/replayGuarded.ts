import { assertNever } from '#core/domain/assertNever.ts';
import { change, one, run, type Db } from '../../database.ts';
import { putPayload } from '../../payloads.ts';
import { changeOutbound, closeOutboundHolds, refreshThreadsOf } from './change.ts';
import type { GuardedAttempt, GuardedDecision, GuardedOutcome } from './guardRecords.ts';
import { markSent } from './markSent.ts';

/** Takes one record of the journal into a database that may not know of it. */
export function replayOutbound(db: Db, data: unknown): void {
  const record = data as GuardedAttempt | GuardedOutcome | GuardedDecision;
  switch (record.what) {
    case 'attempt':
      replayAttempt(db, record);
      break;
    case 'outcome':
      replayOutcome(db, record);
      break;
    case 'set-aside':
      replaySetAside(db, record);
      break;
    default:
      assertNever(record, 'guard record');
  }
}

function replayAttempt(db: Db, record: GuardedAttempt): void {
  if (one(db, 'SELECT 1 FROM sends WHERE remote_path = ?', record.remotePath) !== undefined) return;
  putPayload(db, record.sha256, Buffer.from(record.packed, 'base64'));
  run(
    db,
    `INSERT OR REPLACE INTO guarded_sends (remote_path, partner_id, vendor, kind, number, revision, content_hash, sha256, attempted_at,
      request_id, outcome, intent, corrects_number, corrects_revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unknown', ?, ?, ?)`,
    record.remotePath,
    record.partnerId,
    record.vendor,
    record.kind,
    record.number,
    record.revision,
    record.contentHash,
    record.sha256,
    record.at,
    record.requestId,
    record.intent ?? null,
    record.corrects?.number ?? null,
    record.corrects?.revision ?? null,
  );
}

function replaySetAside(db: Db, { partnerId, vendor, kind, number, revision, at }: GuardedDecision): void {
  const name = JSON.stringify(['set-aside', partnerId, vendor, kind, number, revision]);
  run(
    db,
    `INSERT OR REPLACE INTO guarded_sends (remote_path, partner_id, vendor, kind, number, revision, content_hash, sha256, attempted_at,
      request_id, outcome) VALUES (?, ?, ?, ?, ?, ?, '', '', ?, '', 'set-aside')`,
    name,
    partnerId,
    vendor,
    kind,
    number,
    revision,
    at,
  );
}

function replayOutcome(db: Db, { remotePath, outcome, at }: GuardedOutcome): void {
  change(db, 'UPDATE guarded_sends SET outcome = ?, sent_at = ? WHERE remote_path = ?', outcome, at, remotePath);
  const send = one<{ id: number; outboundId: number }>(
    db,
    `SELECT id, outbound_id AS outboundId FROM sends WHERE remote_path = ? AND state IN ('sending', 'unknown')`,
    remotePath,
  );
  if (!send) return;
  change(
    db,
    `UPDATE send_attempts SET outcome = ?, ended_at = coalesce(ended_at, ?) WHERE send_id = ? AND outcome IN ('pending', 'unknown')`,
    outcome,
    at,
    send.id,
  );
  change(db, 'UPDATE sends SET state = ?, sent_at = ? WHERE id = ?', outcome, outcome === 'sent' ? at : null, send.id);
  closeOutboundHolds(db, send.outboundId, ['send-unknown'], at);
  if (outcome === 'sent') markSent(db, send.outboundId, at, at);
  else changeOutbound(db, send.outboundId, at, { transport: 'none', draft: 'ready' });
  refreshThreadsOf(db, send.outboundId, at);
}
