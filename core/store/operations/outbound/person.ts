import { instant, milliseconds } from '#core/domain/time.ts';
import type { Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import { auditOutbound, changeOutbound, closeOutboundHolds, nameOf, refreshThreadsOf, wake } from './change.ts';
import { wake as wakeOrder } from '../postings/wakes.ts';
import { guardSetAside } from './guardRecords.ts';
import { outboundById } from './rows.ts';

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
    guardSetAside(db, row, at);
    closeOutboundHolds(db, outboundId, 'all', at, { who, reason });
    changeOutbound(db, outboundId, at, { draft: 'set-aside', wait: null, dueAt: null, nextAt: null });
    auditOutbound(db, outboundId, at, [
      { who, what: `${nameOf(row)} set aside: it does not leave`, detail: reason, tone: 'warn' },
    ]);
    // What it would have corrected stands as it left.
    if (row.corrects) for (const threadId of row.threadIds) wakeOrder(db, threadId, 'a correction was set aside', at);
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
    if (row?.draft !== 'left' || row.transport !== 'refused') continue;
    closeOutboundHolds(db, outboundId, ['send-refused'], at, { who });
    changeOutbound(db, outboundId, at, { draft: 'ready', transport: 'none', nextAt: null, failures: 0 });
    auditOutbound(db, outboundId, at, [{ who, what: `${nameOf(row)} is tried again`, tone: 'neutral' }]);
    refreshThreadsOf(db, outboundId, at);
    done.push(outboundId);
  }
  return { done };
}
