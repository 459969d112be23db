import { AppError } from '#core/contract/errors.ts';
import { outboundKinds } from '#core/domain/outbound.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow, RedraftRow } from '../../types/outbound.ts';
import {
  auditOutbound,
  changeOutbound,
  closeOutboundHolds,
  nameOf,
  openOutboundHolds,
  refreshThreadsOf,
  wake,
} from './change.ts';
import { outboundById, outboundWhere } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** A person lets documents go: into the ring of their sheet, or at once. Each only as it was seen. */
export function releaseOutbound(db: Db, { documents, who, at }: In<'releaseOutbound'>): Out<'releaseOutbound'> {
  const released: number[] = [];
  const refused: { outboundId: number; why: string }[] = [];
  for (const { outboundId, versionId } of documents) {
    const row = outboundById(db, outboundId);
    const why = row ? whyNotReleased(row, versionId) : 'It does not exist any more.';
    if (!row || why !== undefined) {
      refused.push({ outboundId, why: why ?? '' });
      continue;
    }
    const { undoSeconds } = row.rules;
    const ring = undoSeconds > 0;
    changeOutbound(db, outboundId, at, {
      draft: ring ? 'ring' : 'ready',
      dueAt: ring ? instant(milliseconds(at) + undoSeconds * 1000) : null,
      released: { by: who, at },
    });
    const detail = ring ? `It may be taken back for ${undoSeconds} seconds.` : 'It leaves with the next run.';
    auditOutbound(db, outboundId, at, [{ who, what: `${nameOf(row)} released`, detail, tone: 'neutral' }]);
    released.push(outboundId);
  }
  return { released, refused };
}

function whyNotReleased(row: OutboundRow, versionId: number): string | undefined {
  if (row.draft !== 'review') return 'It does not wait for a release any more.';
  if (row.versionId !== versionId) return 'It was drafted anew meanwhile; look at it again.';
  return row.sha256 === undefined ? 'It has no bytes to send yet.' : undefined;
}

export function takeBackOutbound(db: Db, { outboundIds, who, at }: In<'takeBackOutbound'>): Out<'takeBackOutbound'> {
  const takenBack: number[] = [];
  const tooLate: number[] = [];
  for (const outboundId of outboundIds) {
    const row = outboundById(db, outboundId);
    if (row?.draft !== 'ring') {
      tooLate.push(outboundId);
      continue;
    }
    changeOutbound(db, outboundId, at, { draft: 'review', dueAt: null, released: null });
    auditOutbound(db, outboundId, at, [{ who, what: `${nameOf(row)} taken back before it left`, tone: 'neutral' }]);
    takenBack.push(outboundId);
  }
  return { takenBack, tooLate };
}

/** Those in the ring do not wait for its end. */
export function endRingNow(db: Db, { outboundIds, who, at }: In<'endRingNow'>): Out<'endRingNow'> {
  const done: number[] = [];
  for (const outboundId of outboundIds) {
    const row = outboundById(db, outboundId);
    if (row?.draft !== 'ring') continue;
    changeOutbound(db, outboundId, at, { draft: 'ready', dueAt: null });
    auditOutbound(db, outboundId, at, [
      { who, what: `${nameOf(row)} leaves now, before its time to undo is over`, tone: 'neutral' },
    ]);
    done.push(outboundId);
  }
  return { done };
}

/** True while a document may still be kept from leaving: it is not with SPS, and nobody wonders whether it is. */
export function canStay(row: OutboundRow): boolean {
  if (row.draft === 'left') return row.transport === 'refused';
  return row.draft !== 'set-aside' && row.draft !== 'superseded';
}

export function setAsideOutbound(db: Db, { outboundIds, who, reason, at }: In<'setAsideOutbound'>): Out<'setAsideOutbound'> {
  const done: number[] = [];
  for (const outboundId of outboundIds) {
    const row = outboundById(db, outboundId);
    if (!row || !canStay(row)) continue;
    closeOutboundHolds(db, outboundId, 'all', at, { who, reason });
    changeOutbound(db, outboundId, at, { draft: 'set-aside', wait: null, dueAt: null, nextAt: null });
    auditOutbound(db, outboundId, at, [
      { who, what: `${nameOf(row)} set aside: it does not leave`, detail: reason, tone: 'warn' },
    ]);
    refreshThreadsOf(db, outboundId, at);
    done.push(outboundId);
  }
  return { done };
}

export function sendOutboundAnyway(
  db: Db,
  { outboundIds, who, reason, at }: In<'sendOutboundAnyway'>,
): Out<'sendOutboundAnyway'> {
  const done: number[] = [];
  for (const outboundId of outboundIds) {
    const row = outboundById(db, outboundId);
    if (row?.waitReason !== 'order') continue;
    wake(db, outboundId, at);
    changeOutbound(db, outboundId, at, { anyway: true });
    auditOutbound(db, outboundId, at, [
      { who, what: `${nameOf(row)} is sent without waiting for another document`, detail: reason, tone: 'warn' },
    ]);
    done.push(outboundId);
  }
  return { done };
}

/** What SPS refused goes once more, with the same bytes. */
export function tryOutboundAgain(db: Db, { outboundIds, who, at }: In<'tryOutboundAgain'>): Out<'tryOutboundAgain'> {
  const done: number[] = [];
  for (const outboundId of outboundIds) {
    const row = outboundById(db, outboundId);
    if (row?.transport !== 'refused') continue;
    closeOutboundHolds(db, outboundId, ['send-refused'], at, { who });
    changeOutbound(db, outboundId, at, { draft: 'ready', transport: 'none', nextAt: null, failures: 0 });
    auditOutbound(db, outboundId, at, [{ who, what: `${nameOf(row)} is tried again`, tone: 'neutral' }]);
    refreshThreadsOf(db, outboundId, at);
    done.push(outboundId);
  }
  return { done };
}

export function askRedraft(db: Db, { outboundId, who, reason, at, redrafts }: In<'askRedraft'>): Out<'askRedraft'> {
  const row = outboundById(db, outboundId);
  if (!row) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
  const open = one(db, 'SELECT 1 FROM outbound_redrafts WHERE outbound_id = ? AND done_by IS NULL', outboundId);
  if (open !== undefined)
    throw new AppError({
      code: 'conflict',
      message: `A correction of ${nameOf(row)} is asked for already; it is drafted with the next run.`,
    });
  const newest =
    one<{ revision: number }>(
      db,
      'SELECT max(revision) AS revision FROM outbound_documents WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ?',
      row.partnerId,
      row.vendor,
      row.kind,
      row.number,
    )?.revision ?? row.revision;
  const redraftIds = redrafts.map(({ intent, newNumber }, index) =>
    run(
      db,
      'INSERT INTO outbound_redrafts (outbound_id, intent, new_number, revision, who, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      outboundId,
      intent,
      Number(newNumber),
      newNumber ? 1 : newest + 1 + index,
      who,
      reason,
      at,
    ),
  );
  auditOutbound(db, outboundId, at, [
    { who, what: `A correction of ${nameOf(row)} is to be drafted`, detail: reason, tone: 'warn' },
  ]);
  return { redraftIds };
}

export function openRedrafts(db: Db, { limit }: In<'openRedrafts'>): readonly RedraftRow[] {
  return all<Omit<RedraftRow, 'newNumber'> & { readonly newNumber: number }>(
    db,
    `SELECT id, outbound_id AS outboundId, intent, new_number AS newNumber, revision, who, reason, at FROM outbound_redrafts
     WHERE done_by IS NULL ORDER BY id LIMIT ?`,
    limit,
  ).map((row) => ({ ...row, newNumber: row.newNumber === 1 }));
}

/** The partner's word: it says nothing of the transport, except that who answers has it. */
export function noteReply(db: Db, input: In<'noteReply'>): Out<'noteReply'> {
  const { outboundId, kind, outcome, text, who, at } = input;
  const row = outboundById(db, outboundId);
  if (!row) throw new AppError({ code: 'not-found', message: 'This document does not exist any more.' });
  if (row.draft !== 'left')
    throw new AppError({
      code: 'conflict',
      message: `${nameOf(row)} has not left yet: there is nothing that the partner could answer.`,
    });
  const replyId = run(
    db,
    'INSERT INTO replies (outbound_id, kind, outcome, text, at, who, file_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    outboundId,
    kind,
    outcome,
    text,
    at,
    who,
    input.fileId ?? null,
  );
  closeOutboundHolds(db, outboundId, ['partner-silent', 'partner-rejected'], at, { who });
  changeOutbound(db, outboundId, at, { business: outcome, replyDue: null });
  const words = { accepted: 'accepted', 'accepted-with-errors': 'accepted with errors', rejected: 'rejected' }[outcome];
  if (outcome === 'rejected')
    openOutboundHolds(
      db,
      outboundId,
      [
        {
          cause: 'partner-rejected',
          message: `The partner rejected ${nameOf(row)}${text === '' ? '.' : `: ${text}`}`,
          groupKey: 'partner-rejected',
          groupTitle: 'Documents that the partner rejected',
          consequence: 'For the partner it does not exist: goods may be refused or an invoice stay unpaid.',
          nextStep: 'Correct it and send it again, as the partner allows.',
          lines: 0,
        },
      ],
      at,
    );
  auditOutbound(db, outboundId, at, [
    {
      who,
      what: `The partner ${words} ${nameOf(row)}`,
      ...(text === '' ? {} : { detail: text }),
      tone: outcome === 'accepted' ? 'good' : outcome === 'rejected' ? 'bad' : 'warn',
    },
  ]);
  refreshThreadsOf(db, outboundId, at);
  return { replyId };
}

/** Opens holds on a document; with `hold` it does not leave until drafting lets it. */
export function holdOutbound(db: Db, { outboundId, at, hold, holds, audit }: In<'holdOutbound'>): void {
  const row = outboundById(db, outboundId);
  if (!row) return;
  if (hold && row.draft !== 'left' && row.draft !== 'set-aside' && row.draft !== 'superseded') {
    closeOutboundHolds(db, outboundId, ['send-order', 'partner-inactive', 'send-repeat'], at);
    changeOutbound(db, outboundId, at, { draft: 'held', wait: null, dueAt: null, nextAt: null, released: null });
  }
  openOutboundHolds(db, outboundId, holds, at);
  auditOutbound(db, outboundId, at, audit);
  refreshThreadsOf(db, outboundId, at);
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
