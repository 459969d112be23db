import { assertNever } from '#core/domain/assertNever.ts';
import type { Instant } from '#core/domain/time.ts';
import { noEvidence } from '#core/domain/sendEvidence.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import { putPayload } from '../../payloads.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { unknownHold } from './holdTexts.ts';
import type { Store } from '../../store.types.ts';
import { lookAtPacking } from '../packing/left.ts';
import { outboundById, outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What the guard journal says of a send before its POST: whose it is, under which name, and the bytes themselves. */
interface GuardedAttempt {
  readonly what: 'attempt';
  readonly partnerId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly number: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly sha256: string;
  readonly remotePath: string;
  readonly requestId: string;
  readonly at: Instant;
  readonly packed: string;
}

/** And after its answer, or after a person's word. */
interface GuardedOutcome {
  readonly what: 'outcome';
  readonly remotePath: string;
  readonly outcome: 'sent' | 'refused';
  readonly at: Instant;
}

/** A person decided that a document never leaves; a restored copy must not send it all the same. */
interface GuardedDecision {
  readonly what: 'set-aside';
  readonly partnerId: string;
  readonly vendor: string;
  readonly kind: string;
  readonly number: string;
  readonly revision: number;
  readonly at: Instant;
}

export function guardSetAside(db: Db, { partnerId, vendor, kind, number, revision }: OutboundRow, at: Instant): void {
  const record: GuardedDecision = { what: 'set-aside', partnerId, vendor, kind, number, revision, at };
  db.guard({ kind: 'outbound', data: record });
}

export function guardAttempt(
  db: Db,
  row: OutboundRow,
  send: { readonly sha256: string; readonly remotePath: string; readonly requestId: string; readonly at: Instant },
): void {
  const packed = db.payloadSql('SELECT bytes FROM payloads WHERE sha256 = ?').get(send.sha256) as { readonly bytes: Uint8Array };
  const { partnerId, vendor, kind, number, revision, contentHash } = row;
  const record: GuardedAttempt = {
    what: 'attempt',
    partnerId,
    vendor,
    kind,
    number,
    revision,
    contentHash,
    ...send,
    packed: Buffer.from(packed.bytes).toString('base64'),
  };
  db.guard({ kind: 'outbound', data: record });
}

export function guardOutcome(db: Db, outcome: Omit<GuardedOutcome, 'what'>): void {
  db.guard({ kind: 'outbound', data: { what: 'outcome', ...outcome } satisfies GuardedOutcome });
}

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
      request_id, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'unknown')`,
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

/** A document is with SPS: the partner's answer is awaited where it gives one. */
export function markSent(db: Db, outboundId: number, sentAt: Instant, at: Instant): void {
  const row = outboundById(db, outboundId);
  if (!row) return;
  const { replyHours } = row.rules;
  const awaits = replyHours > 0 && row.business === 'none';
  changeOutbound(db, outboundId, at, {
    draft: 'left',
    transport: 'sent',
    sentAt,
    wait: null,
    nextAt: null,
    failures: 0,
    ...(awaits ? { business: 'awaited', replyDue: new Date(Date.parse(at) + replyHours * 3_600_000).toISOString() } : {}),
  });
}

interface Guarded {
  readonly remotePath: string;
  readonly sha256: string;
  readonly contentHash: string;
  readonly attemptedAt: string;
  readonly requestId: string;
  readonly outcome: 'unknown' | 'sent' | 'refused' | 'set-aside';
  readonly sentAt: string | null;
  readonly readBackAt: string | null;
}

/**
 * Rows of `guarded_sends` that are notices of a slip and left, or may have: they are numbered after it, with the order or
 * store behind a dash where there are several (shipmentNumber.ts).
 */
export const noticesOfSlip = `FROM guarded_sends
  WHERE partner_id = ? AND vendor = ? AND kind = '856' AND outcome IN ('unknown', 'sent')
    AND number >= ? AND number < ? AND (number = ? OR number >= ?)`;

/** The values of `noticesOfSlip`. */
export const slipValues = ({ partnerId, vendor, slip }: In<'guardedNotice'>): readonly string[] => [
  partnerId,
  vendor,
  slip,
  `${slip}.`,
  slip,
  `${slip}-`,
];

export function guardedNotice(db: Db, slip: In<'guardedNotice'>): Out<'guardedNotice'> {
  return one(db, `SELECT 1 ${noticesOfSlip} LIMIT 1`, ...slipValues(slip)) !== undefined;
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
       sent_at AS sentAt, read_back_at AS readBackAt FROM guarded_sends WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ? AND revision = ?`,
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
    'INSERT INTO sends (outbound_id, remote_path, sha256, state, evidence, sent_at) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    send.remotePath,
    send.sha256,
    send.outcome,
    JSON.stringify({ ...noEvidence, ...(send.readBackAt === null ? {} : { readBackAt: send.readBackAt }) }),
    send.outcome === 'sent' ? send.sentAt : null,
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
  // It says something else than what is drafted here: its cartons are others.
  if (row.kind === '856' && send.contentHash !== row.contentHash) lookAtPacking(db, row.id);
  closeOutboundHolds(
    db,
    row.id,
    ['send-order', 'send-refused', 'partner-inactive', 'draft-rule', 'draft-block', 'draft-choice'],
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

/** After a replay: what is here already takes its sends at once; the rest waits until it is drafted again. */
export function claimAllGuarded(db: Db, at: Instant): void {
  const known = outboundWhere(
    db,
    `WHERE EXISTS (SELECT 1 FROM guarded_sends g WHERE g.partner_id = o.partner_id AND g.vendor = o.vendor AND g.kind = o.kind
      AND g.number = o.number AND g.revision = o.revision)`,
  );
  for (const { id } of known) claimGuarded(db, id, at);
}
