import { noEvidence } from '#core/domain/sendEvidence.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { mayGoAgain, send as sendById } from './looks.ts';
import { guardAttempt, guardOutcome } from './guardRecords.ts';
import { markSent } from './markSent.ts';
import { unknownHold } from './holdTexts.ts';
import { outboundById } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const engine = 'Quayside';

/** Everything that must be on disk before the POST: name, hash, attempt, and the record in the guard journal. */
export function beginSend(db: Db, input: In<'beginSend'>): Out<'beginSend'> {
  const row = outboundById(db, input.outboundId);
  if (!row) return { begun: false };
  return input.again ? beginAgain(db, row, input, input.again) : beginFirst(db, row, input);
}

function beginFirst(db: Db, row: OutboundRow, input: In<'beginSend'>): Out<'beginSend'> {
  const { sha256 } = row;
  if (row.draft !== 'ready' || row.transport !== 'none' || row.versionId !== input.versionId || sha256 === undefined)
    return { begun: false };
  if (hasTwin(db, row)) return { begun: false };
  const sendId = run(
    db,
    'INSERT INTO sends (outbound_id, version_id, remote_path, sha256, state, evidence) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.versionId,
    input.remotePath,
    sha256,
    'sending',
    JSON.stringify(noEvidence),
  );
  changeOutbound(db, row.id, input.at, {
    draft: 'left',
    transport: 'sending',
    remotePath: input.remotePath,
    wait: null,
    dueAt: null,
  });
  return {
    begun: true,
    sendId,
    remotePath: input.remotePath,
    sha256,
    attemptId: beginAttempt(db, row, sendId, { ...input, sha256 }),
  };
}

/**
 * GEN-03 and GEN-05 once more, where nothing can come in between: neither the same content twice, unless it was taken back since
 * (`isUndone`), nor beside an unknown one.
 */
function hasTwin(db: Db, row: OutboundRow): boolean {
  const twin = one(
    db,
    `SELECT 1 FROM outbound_documents t WHERE t.partner_id = ? AND t.vendor = ? AND t.kind = ? AND t.number = ? AND t.id <> ?
       AND (t.transport IN ('sending', 'unknown') OR (t.content_hash = ? AND t.transport IN ('sent', 'collected') AND NOT EXISTS (
         SELECT 1 FROM outbound_documents u WHERE u.partner_id = t.partner_id AND u.vendor = t.vendor AND u.kind = t.kind
           AND u.number = t.number AND u.id > t.id AND u.counts <> t.counts AND u.transport IN ('sent', 'collected'))))`,
    row.partnerId,
    row.vendor,
    row.kind,
    row.number,
    row.id,
    row.contentHash,
  );
  return twin !== undefined;
}

/** A person's word on a lost answer: the same bytes under the same name, which nothing shows as collected. */
function beginAgain(
  db: Db,
  row: OutboundRow,
  input: In<'beginSend'>,
  again: NonNullable<In<'beginSend'>['again']>,
): Out<'beginSend'> {
  const send = sendById(db, { sendId: again.sendId });
  if (send?.outboundId !== row.id || send.state !== 'unknown' || row.transport !== 'unknown') return { begun: false };
  if (!mayGoAgain(send)) return { begun: false };
  change(db, `UPDATE sends SET state = 'sending', evidence = ?, again = NULL WHERE id = ?`, JSON.stringify(noEvidence), send.id);
  changeOutbound(db, row.id, input.at, { transport: 'sending', remotePath: send.remotePath });
  auditOutbound(db, row.id, input.at, [
    {
      who: again.who,
      what: `${nameOf(row)} is sent again with the same bytes: it was found nowhere at SPS`,
      detail: again.reason,
      tone: 'warn',
    },
  ]);
  const attemptId = beginAttempt(db, row, send.id, { ...input, remotePath: send.remotePath, sha256: send.sha256 });
  return { begun: true, sendId: send.id, attemptId, remotePath: send.remotePath, sha256: send.sha256 };
}

function beginAttempt(
  db: Db,
  row: OutboundRow,
  sendId: number,
  send: { readonly at: string; readonly requestId: string; readonly remotePath: string; readonly sha256: string },
): number {
  const { at, requestId, remotePath, sha256 } = send;
  guardAttempt(db, row, { at, requestId, remotePath, sha256 });
  return run(
    db,
    `INSERT INTO send_attempts (send_id, started_at, outcome, request_id) VALUES (?, ?, 'pending', ?)`,
    sendId,
    at,
    requestId,
  );
}

/** What came of an attempt: its document goes where that leads. */
export function endSend(db: Db, input: In<'endSend'>): void {
  const { attemptId, at, outcome, message, status, spsDate } = input;
  const send = one<{ id: number; outboundId: number; remotePath: string }>(
    db,
    `SELECT s.id, s.outbound_id AS outboundId, s.remote_path AS remotePath FROM send_attempts a JOIN sends s ON s.id = a.send_id
     WHERE a.id = ? AND a.outcome = 'pending'`,
    attemptId,
  );
  const row = send && outboundById(db, send.outboundId);
  if (!send || !row) return;
  change(
    db,
    'UPDATE send_attempts SET ended_at = ?, outcome = ?, status = ?, sps_date = ?, message = ? WHERE id = ?',
    at,
    outcome,
    status ?? null,
    spsDate ?? null,
    message ?? null,
    attemptId,
  );
  const sentAt = spsDate ?? at;
  const state = outcome === 'retry' ? 'refused' : outcome;
  change(db, 'UPDATE sends SET state = ?, sent_at = ? WHERE id = ?', state, outcome === 'sent' ? sentAt : null, send.id);
  if (outcome === 'sent' || outcome === 'retry' || outcome === 'refused')
    guardOutcome(db, { remotePath: send.remotePath, outcome: outcome === 'sent' ? 'sent' : 'refused', at: sentAt });
  settleDocument(db, row, input, send.remotePath);
  openOutboundHolds(db, row.id, input.holds ?? [], at);
  refreshThreadsOf(db, row.id, at);
}

function settleDocument(db: Db, row: OutboundRow, input: In<'endSend'>, remotePath: string): void {
  const { at, outcome, message, spsDate, nextAt } = input;
  const detail = message === undefined ? {} : { detail: message };
  switch (outcome) {
    case 'sent':
      closeOutboundHolds(db, row.id, ['send-unknown', 'send-refused', 'send-order'], at);
      markSent(db, row.id, spsDate ?? at, at);
      auditOutbound(db, row.id, at, [{ who: engine, what: `${nameOf(row)} sent to SPS`, detail: remotePath, tone: 'good' }]);
      return;
    case 'refused':
      closeOutboundHolds(db, row.id, ['send-unknown'], at);
      changeOutbound(db, row.id, at, { transport: 'refused' });
      auditOutbound(db, row.id, at, [
        { who: engine, what: `SPS refused ${nameOf(row)}: it was not sent`, ...detail, tone: 'bad' },
      ]);
      return;
    case 'retry':
      closeOutboundHolds(db, row.id, ['send-unknown'], at);
      changeOutbound(db, row.id, at, { draft: 'ready', transport: 'none', nextAt: nextAt ?? null });
      change(db, 'UPDATE outbound_documents SET failures = failures + 1 WHERE id = ?', row.id);
      return;
    case 'unknown':
      becomeUnknown(db, row, at, message ?? 'The answer of SPS was lost.');
  }
}

function becomeUnknown(db: Db, row: OutboundRow, at: string, because: string): void {
  closeOutboundHolds(db, row.id, ['send-unknown'], at);
  changeOutbound(db, row.id, at, { transport: 'unknown' });
  openOutboundHolds(db, row.id, [unknownHold(row, because)], at);
  auditOutbound(db, row.id, at, [
    { who: engine, what: `Not known whether SPS has ${nameOf(row)}`, detail: because, tone: 'warn' },
  ]);
}

/** Attempts that a crash or a full disk left without an end: nobody knows whether they arrived. */
export function recoverSends(db: Db, { at }: In<'recoverSends'>): Out<'recoverSends'> {
  const open = all<{ id: number; sendId: number; outboundId: number }>(
    db,
    `SELECT a.id, a.send_id AS sendId, s.outbound_id AS outboundId FROM send_attempts a JOIN sends s ON s.id = a.send_id
     WHERE a.outcome = 'pending'`,
  );
  const message = 'Quayside ended before the answer came.';
  for (const { id, sendId, outboundId } of open) {
    change(db, `UPDATE send_attempts SET outcome = 'unknown', ended_at = ?, message = ? WHERE id = ?`, at, message, id);
    change(db, `UPDATE sends SET state = 'unknown' WHERE id = ?`, sendId);
    const row = outboundById(db, outboundId);
    if (!row) continue;
    becomeUnknown(db, row, at, message);
    refreshThreadsOf(db, outboundId, at);
  }
  return { recovered: open.length };
}
