import { placeOf, type BusinessState, type DraftState, type OutboundPlace, type TransportState } from '#core/domain/outbound.ts';
import type { Instant } from '#core/domain/time.ts';
import type { HoldCause } from '#core/domain/states.ts';
import { appendAudit } from '../../audit.ts';
import { all, change, one, type Db } from '../../database.ts';
import { refreshThread } from '../../derive.ts';
import type { AuditEntry, NewHold } from '../../rows.types.ts';
import type { WaitReason } from '../../types/outbound.ts';
import { openHolds } from '../holds.ts';
import { wake as wakeOrder } from '../postings/wakes.ts';
import { correctedDocuments, correctionPlace } from './corrected.ts';
import { wakeHeld } from './wakeHeld.ts';

/** What changes of a document; what is absent stays, null clears. */
export interface OutboundChange {
  readonly draft?: DraftState;
  readonly transport?: TransportState;
  readonly business?: BusinessState;
  readonly wait?: { readonly reason: WaitReason; readonly text: string; readonly blockedBy?: number } | null;
  readonly dueAt?: Instant | null;
  readonly nextAt?: Instant | null;
  readonly failures?: number;
  readonly anyway?: boolean;
  readonly released?: { readonly by: string; readonly at: Instant } | null;
  readonly remotePath?: string;
  readonly sentAt?: Instant | null;
  readonly collectedAt?: Instant | null;
  readonly replyDue?: Instant | null;
}

interface States {
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly business: BusinessState;
}

/**
 * Changes a document and, in the same transaction, the place that its states make, the threads that it belongs to, the
 * documents of those orders that waited for another one, and the rejected documents that it corrects.
 */
export function changeOutbound(db: Db, outboundId: number, at: Instant, input: OutboundChange): void {
  const before = one<States & { readonly place: OutboundPlace; readonly counts: number }>(
    db,
    'SELECT draft_state AS draft, transport, business, place, counts FROM outbound_documents WHERE id = ?',
    outboundId,
  );
  if (!before) return;
  const states = {
    draft: input.draft ?? before.draft,
    transport: input.transport ?? before.transport,
    business: input.business ?? before.business,
  };
  const correction = states.business === 'rejected' ? correctionPlace(db, outboundId) : undefined;
  const place = placeOf(states.draft, states.transport, states.business, correction);
  const columns: [string, unknown][] = [
    ['draft_state', states.draft],
    ['transport', states.transport],
    ['business', states.business],
    ['place', place],
    ['changed_at', at],
  ];
  if (input.wait !== undefined) {
    columns.push(['wait_reason', input.wait?.reason ?? null], ['wait_text', input.wait?.text ?? null]);
    columns.push(['blocked_by', input.wait?.blockedBy ?? null]);
  }
  if (input.released !== undefined)
    columns.push(['released_by', input.released?.by ?? null], ['released_at', input.released?.at ?? null]);
  const plain = {
    due_at: input.dueAt,
    next_at: input.nextAt,
    failures: input.failures,
    anyway: input.anyway === undefined ? undefined : Number(input.anyway),
    remote_path: input.remotePath,
    sent_at: input.sentAt,
    collected_at: input.collectedAt,
    reply_due: input.replyDue,
  };
  for (const [name, value] of Object.entries(plain)) if (value !== undefined) columns.push([name, value]);
  change(
    db,
    `UPDATE outbound_documents SET ${columns.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ?`,
    ...columns.map(([, value]) => value),
    outboundId,
  );
  if (concernsOthers(before, states)) wakeOthers(db, outboundId, at);
  if (saysLess(before, states, before.counts === 1)) wakeHeld(db, outboundId, at);
  if (before.transport !== states.transport) wakeDoubting(db, outboundId, at);
  if (place !== before.place) followCorrection(db, outboundId, at);
}

/** A rejection is answered once its correction has left: nobody has to look at it any more. */
function followCorrection(db: Db, outboundId: number, at: Instant): void {
  for (const id of correctedDocuments(db, outboundId)) {
    changeOutbound(db, id, at, {});
    if (correctionPlace(db, id) === undefined) continue;
    closeOutboundHolds(db, id, ['partner-rejected'], at, { who: 'Quayside', reason: 'Its correction was sent.' });
    refreshThreadsOf(db, id, at);
  }
}

const gone = ({ draft }: States): boolean => draft === 'set-aside' || draft === 'superseded';

/** Whether a change may change the turn of another document: that one more waits, is looked at or is released does not. */
function concernsOthers(before: States, after: States): boolean {
  return before.transport !== after.transport || before.business !== after.business || gone(before) !== gone(after);
}

/** Whether the orders have less of it from now on; what only takes back says it when it leaves. */
function saysLess(before: States, after: States, counts: boolean): boolean {
  if (!counts) return before.transport !== after.transport;
  return (gone(after) && !gone(before)) || (after.business === 'rejected' && before.business !== 'rejected');
}

/** Documents of the same orders that waited for their turn are looked at again: one of their orders changed. */
export function wakeOthers(db: Db, outboundId: number, at: Instant): void {
  const waiting = all<{ id: number }>(
    db,
    `SELECT DISTINCT o.id FROM outbound_threads mine JOIN outbound_threads theirs ON theirs.thread_id = mine.thread_id
     JOIN outbound_documents o ON o.id = theirs.outbound_id
     WHERE mine.outbound_id = ? AND o.id <> ? AND o.wait_reason IN ('order', 'repeat') AND o.draft_state IN ('waiting', 'held')`,
    outboundId,
    outboundId,
  );
  for (const { id } of waiting) wake(db, id, at);
}

/** Drafts held because this one said too much are looked at again: it may be the correction that puts it right. */
function wakeDoubting(db: Db, outboundId: number, at: Instant): void {
  const threads = all<{ threadId: number }>(
    db,
    `SELECT DISTINCT t.thread_id AS threadId FROM outbound_postings mine JOIN outbound_postings theirs ON theirs.posting_key = mine.posting_key
     JOIN holds h ON h.outbound_id = theirs.outbound_id AND h.closed_at IS NULL AND h.rule = 'JOIN-SAID'
     JOIN outbound_threads t ON t.outbound_id = theirs.outbound_id WHERE mine.outbound_id = ?`,
    outboundId,
  );
  for (const { threadId } of threads) wakeOrder(db, threadId, 'a document of the same posting left', at);
}

/** Causes that its turn opens: where that is another one, none of them holds any more. */
export const ofTurn = ['send-order', 'partner-inactive', 'send-repeat', 'no-folder'] as const satisfies readonly HoldCause[];

/** Takes a document that waited back among those that may go. */
export function wake(db: Db, outboundId: number, at: Instant): void {
  closeOutboundHolds(db, outboundId, ofTurn, at);
  change(
    db,
    `UPDATE outbound_documents SET draft_state = 'ready', place = 'ready', wait_reason = NULL, wait_text = NULL, blocked_by = NULL,
      changed_at = ? WHERE id = ?`,
    at,
    outboundId,
  );
  refreshThreadsOf(db, outboundId, at);
}

function threadsOfOutbound(db: Db, outboundId: number): readonly number[] {
  return all<{ threadId: number }>(
    db,
    'SELECT thread_id AS threadId FROM outbound_threads WHERE outbound_id = ? ORDER BY position',
    outboundId,
  ).map(({ threadId }) => threadId);
}

export function refreshThreadsOf(db: Db, outboundId: number, at: Instant): void {
  for (const threadId of threadsOfOutbound(db, outboundId)) refreshThread(db, threadId, at);
}

/** Opens holds of a document; they stand with its first order. */
export function openOutboundHolds(db: Db, outboundId: number, holds: readonly NewHold[], at: Instant): void {
  if (holds.length === 0) return;
  openHolds(db, { holds, documentId: undefined, threadId: threadsOfOutbound(db, outboundId)[0], outboundId, at });
}

/** Closes the open holds of a document with one of these causes; a person's act carries their name and reason. Returns how many. */
export function closeOutboundHolds(
  db: Db,
  outboundId: number,
  causes: readonly HoldCause[] | 'all',
  at: Instant,
  by: { readonly who: string; readonly reason?: string } = { who: 'Quayside' },
): number {
  const which = causes === 'all' ? '' : `AND cause IN (${causes.map(() => '?').join(', ')})`;
  return change(
    db,
    `UPDATE holds SET closed_at = ?, closed_by = ?, reason = ? WHERE outbound_id = ? AND closed_at IS NULL ${which}`,
    at,
    by.who,
    by.reason ?? null,
    outboundId,
    ...(causes === 'all' ? [] : causes),
  );
}

/** A line of the record, with the document's first order. */
export function auditOutbound(
  db: Db,
  outboundId: number,
  at: Instant,
  entries: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[],
): void {
  const threadId = threadsOfOutbound(db, outboundId)[0];
  appendAudit(
    db,
    entries.map((entry) => ({ ...entry, at, ...(threadId === undefined ? {} : { threadId }) })),
  );
}

/** `855 4711` or `810 INV-9 (2)`, as people speak of it. */
export function nameOf({
  kind,
  number,
  revision,
}: {
  readonly kind: string;
  readonly number: string;
  readonly revision: number;
}): string {
  return `${kind} ${number}${revision > 1 ? ` (${revision})` : ''}`;
}
