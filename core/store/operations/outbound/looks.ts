import { isAnswered, isNotFound, type LookEvidence } from '#core/domain/sendEvidence.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import type { SendRow } from '../../types/sends.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, openOutboundHolds, refreshThreadsOf } from './change.ts';
import { guardOutcome } from './guardRecords.ts';
import { markSent } from './markSent.ts';
import { outboundById, outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Of a send `s` with its document `o` and its newest attempt `a`. */
const sendColumns = `s.id, s.outbound_id AS outboundId, o.kind, o.number, o.partner_id AS partnerId, o.purchase_order AS purchaseOrder,
  (SELECT json_group_array(thread_id) FROM (SELECT thread_id FROM outbound_threads WHERE outbound_id = o.id ORDER BY position)) AS threadIds,
  s.remote_path AS remotePath, s.sha256, s.state, o.transport, o.business, o.rules,
  coalesce((SELECT active FROM partners WHERE partner_id = o.partner_id AND vendor IN (o.vendor, '') ORDER BY vendor DESC LIMIT 1), 0) AS partnerActive, a.started_at AS attemptedAt, a.ended_at AS attemptEndedAt,
  coalesce(a.message, '') AS message, s.evidence, s.again, s.sent_at AS sentAt, s.collected_at AS collectedAt`;
const joined = `JOIN outbound_documents o ON o.id = s.outbound_id
  JOIN send_attempts a ON a.id = (SELECT max(id) FROM send_attempts WHERE send_id = s.id)`;

type StoredSend = Omit<
  SendRow,
  'threadIds' | 'partnerActive' | 'rules' | 'evidence' | 'again' | 'attemptEndedAt' | 'sentAt' | 'collectedAt'
> & {
  readonly partnerActive: number;
  readonly threadIds: string;
  readonly rules: string;
  readonly evidence: string;
  readonly again: string | null;
  readonly attemptEndedAt: string | null;
  readonly sentAt: string | null;
  readonly collectedAt: string | null;
};

function sendRow(row: StoredSend): SendRow {
  return {
    ...row,
    threadIds: JSON.parse(row.threadIds) as number[],
    partnerActive: row.partnerActive === 1,
    rules: JSON.parse(row.rules) as SendRow['rules'],
    evidence: JSON.parse(row.evidence) as LookEvidence,
    again: row.again === null ? undefined : (JSON.parse(row.again) as SendRow['again']),
    attemptEndedAt: row.attemptEndedAt ?? undefined,
    sentAt: row.sentAt ?? undefined,
    collectedAt: row.collectedAt ?? undefined,
  };
}

export function unknownSends(db: Db, { limit, afterId, partnerId }: In<'unknownSends'>): readonly SendRow[] {
  return all<StoredSend>(
    db,
    `SELECT ${sendColumns} FROM sends s INDEXED BY sends_unknown ${joined} WHERE s.state = 'unknown' AND s.id > ?
       ${partnerId === undefined ? '' : 'AND o.partner_id = ?'} ORDER BY s.id LIMIT ?`,
    afterId ?? 0,
    ...(partnerId === undefined ? [] : [partnerId]),
    limit,
  ).map(sendRow);
}

export function unknownSendsOf(db: Db, { outboundIds }: In<'unknownSendsOf'>): readonly SendRow[] {
  return outboundIds.flatMap((outboundId) =>
    all<StoredSend>(
      db,
      `SELECT ${sendColumns} FROM sends s INDEXED BY sends_document ${joined} WHERE s.outbound_id = ? AND s.state = 'unknown' ORDER BY s.id`,
      outboundId,
    ).map(sendRow),
  );
}

export function noteAct(db: Db, { who, what, reason, at }: In<'noteAct'>): void {
  appendAudit(db, [{ who, what, detail: reason, at, tone: 'warn' }]);
}

export function uncollectedSends(db: Db, { limit, afterId }: In<'uncollectedSends'>): readonly SendRow[] {
  return all<StoredSend>(
    db,
    `SELECT ${sendColumns} FROM sends s INDEXED BY sends_uncollected ${joined}
     WHERE s.state IN ('sent', 'arrived') AND s.id > ? ORDER BY s.id LIMIT ?`,
    afterId ?? 0,
    limit,
  ).map(sendRow);
}

export function sendsAgain(db: Db, { limit, afterId }: In<'sendsAgain'>): readonly SendRow[] {
  return all<StoredSend>(
    db,
    `SELECT ${sendColumns} FROM sends s INDEXED BY sends_again ${joined} WHERE s.again IS NOT NULL AND s.id > ? ORDER BY s.id LIMIT ?`,
    afterId ?? 0,
    limit,
  ).map(sendRow);
}

/** What the partner answered it has, and a partner that is not active gets nothing (GEN-01). */
export const mayGoAgain = ({ business, partnerActive }: SendRow): boolean => partnerActive && !isAnswered(business);

export function askSendAgain(db: Db, { sendIds, who, reason, at }: In<'askSendAgain'>): Out<'askSendAgain'> {
  const asked: number[] = [];
  for (const sendId of sendIds) {
    const known = send(db, { sendId });
    const row = known && outboundById(db, known.outboundId);
    if (!known || !row || known.state !== 'unknown' || !isNotFound(known.evidence) || !mayGoAgain(known)) continue;
    change(db, 'UPDATE sends SET again = ? WHERE id = ?', JSON.stringify({ who, reason }), sendId);
    auditOutbound(db, row.id, at, [
      { who, what: `The same bytes of ${nameOf(row)} are to be sent once more`, detail: reason, tone: 'warn' },
    ]);
    asked.push(row.id);
  }
  return { asked };
}

export function send(db: Db, { sendId }: In<'send'>): SendRow | undefined {
  const row = one<StoredSend>(db, `SELECT ${sendColumns} FROM sends s ${joined} WHERE s.id = ?`, sendId);
  return row && sendRow(row);
}

/** What a look showed; one that finds it settles what was unknown. */
export function noteLook(db: Db, { sendId, attemptedAt, at, evidence, found }: In<'noteLook'>): void {
  const known = send(db, { sendId });
  const row = known && outboundById(db, known.outboundId);
  if (!known || !row || known.state === 'sending' || known.state === 'refused') return;
  if (known.attemptedAt === attemptedAt)
    change(db, 'UPDATE sends SET evidence = ? WHERE id = ?', JSON.stringify(evidence), sendId);
  if (!found) return;
  if (known.state === 'unknown') settleFound(db, row, known, { at, sentAt: found.spsAt, how: found.how });
  if (found.as === 'collected') collect(db, row, sendId, { at, collectedAt: found.spsAt });
}

function settleFound(
  db: Db,
  row: OutboundRow,
  known: SendRow,
  { at, sentAt, how }: { readonly at: string; readonly sentAt: string; readonly how: string },
): void {
  change(db, `UPDATE sends SET state = 'sent', sent_at = ?, settled = ?, again = NULL WHERE id = ?`, sentAt, how, known.id);
  guardOutcome(db, { remotePath: known.remotePath, outcome: 'sent', at: sentAt });
  closeOutboundHolds(db, row.id, ['send-unknown'], at);
  markSent(db, row.id, sentAt, at);
  auditOutbound(db, row.id, at, [{ who: 'Quayside', what: `${nameOf(row)} did reach SPS`, detail: how, tone: 'good' }]);
  refreshThreadsOf(db, row.id, at);
}

function collect(
  db: Db,
  row: OutboundRow,
  sendId: number,
  { at, collectedAt }: { readonly at: string; readonly collectedAt: string },
): void {
  change(db, `UPDATE sends SET state = 'collected', collected_at = ? WHERE id = ?`, collectedAt, sendId);
  closeOutboundHolds(db, row.id, ['not-collected'], at);
  changeOutbound(db, row.id, at, { transport: 'collected', collectedAt });
  auditOutbound(db, row.id, at, [{ who: 'Quayside', what: `SPS collected ${nameOf(row)}`, tone: 'good' }]);
  refreshThreadsOf(db, row.id, at);
}

/** A person knows that it arrived: from the portal, or from the partner. */
export function settleArrived(db: Db, { sendIds, who, reason, at }: In<'settleArrived'>): Out<'settleArrived'> {
  const settled: number[] = [];
  for (const sendId of sendIds) {
    const known = send(db, { sendId });
    const row = known && outboundById(db, known.outboundId);
    if (!known || !row || known.state !== 'unknown') continue;
    change(
      db,
      `UPDATE sends SET state = 'arrived', sent_at = ?, settled = ?, again = NULL WHERE id = ?`,
      known.attemptedAt,
      `${who}: ${reason}`,
      sendId,
    );
    guardOutcome(db, { remotePath: known.remotePath, outcome: 'sent', at: known.attemptedAt });
    closeOutboundHolds(db, row.id, ['send-unknown'], at, { who, reason });
    markSent(db, row.id, known.attemptedAt, at);
    auditOutbound(db, row.id, at, [
      { who, what: `${nameOf(row)} arrived at SPS, on a person's word`, detail: reason, tone: 'warn' },
    ]);
    refreshThreadsOf(db, row.id, at);
    settled.push(row.id);
  }
  return { settled };
}

const late = {
  'not-collected': { cause: 'not-collected', still: `transport = 'sent'` },
  silent: { cause: 'partner-silent', still: 'reply_due IS NOT NULL' },
} as const;

/** A document that is late at SPS or at the partner: said once. */
export function noteLate(db: Db, { outboundId, at, what, hold }: In<'noteLate'>): Out<'noteLate'> {
  const { cause, still } = late[what];
  // Its pick-up was seen, or its answer came, since it was found to be late.
  if (one(db, `SELECT 1 FROM outbound_documents WHERE id = ? AND ${still}`, outboundId) === undefined) return { opened: false };
  const open = one(db, 'SELECT 1 FROM holds WHERE outbound_id = ? AND cause = ? AND closed_at IS NULL', outboundId, cause);
  if (what === 'silent') changeOutbound(db, outboundId, at, { business: 'silent', replyDue: null });
  if (open !== undefined) return { opened: false };
  openOutboundHolds(db, outboundId, [hold], at);
  refreshThreadsOf(db, outboundId, at);
  return { opened: true };
}

export function silentSends(db: Db, { at, limit }: In<'silentSends'>): readonly OutboundRow[] {
  return outboundWhere(db, 'WHERE o.reply_due <= ? ORDER BY o.reply_due, o.id LIMIT ?', at, limit);
}
