import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { all, change, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundLine } from '../../types/drafts.ts';
import type { OutboundRow } from '../../types/outbound.ts';
import type { SendCandidate } from '../../types/sends.ts';
import { changeOutbound, closeOutboundHolds, ofTurn, openOutboundHolds, refreshThreadsOf, wake } from './change.ts';
import { outboundById, outboundLine, outboundWhere, type StoredLine } from './rows.ts';
import { readTurnFacts } from './turnFacts.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Documents whose turn it may be, each with what decides it. */
export function sendCandidates(db: Db, { at, limit, afterId }: In<'sendCandidates'>): readonly SendCandidate[] {
  const rows = outboundWhere(
    db,
    `INDEXED BY outbound_to_send WHERE o.draft_state = 'ready' AND o.id > ? AND (o.next_at IS NULL OR o.next_at <= ?) ORDER BY o.id LIMIT ?`,
    afterId ?? 0,
    at,
    limit,
  );
  const facts = readTurnFacts(db);
  return rows.map((row) => {
    const earlier = earlierOf(db, row);
    return {
      row,
      ...partnerOf(db, row),
      lines: linesOf(db, row.id),
      orders: row.threadIds.length > 1 ? ordersOf(db, row.id) : [],
      others: facts.others(row),
      earlier,
      seen: facts.seen(row, earlier),
    };
  });
}

/** A partner without a row is none of ours any more. */
function partnerOf(db: Db, { partnerId, vendor }: OutboundRow): Pick<SendCandidate, 'partnerActive' | 'partnerName'> {
  const partner = one<{ active: number; name: string }>(
    db,
    `SELECT active, name FROM partners WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
  return { partnerActive: partner?.active === 1, partnerName: partner?.name || partnerId };
}

function ordersOf(db: Db, outboundId: number): SendCandidate['orders'] {
  return all<SendCandidate['orders'][number]>(
    db,
    `SELECT t.id AS threadId, t.number FROM outbound_threads o JOIN threads t ON t.id = o.thread_id WHERE o.outbound_id = ? ORDER BY o.position`,
    outboundId,
  );
}

export function linesOf(db: Db, outboundId: number): readonly OutboundLine[] {
  return all<StoredLine>(
    db,
    `SELECT thread_id AS threadId, position, store, quantity, amount, price FROM outbound_lines WHERE outbound_id = ?
     ORDER BY thread_id, position, store`,
    outboundId,
  ).map(outboundLine);
}

function earlierOf(db: Db, row: OutboundRow): SendCandidate['earlier'] {
  return all<Omit<SendCandidate['earlier'][number], 'counts'> & { readonly counts: number }>(
    db,
    `SELECT id AS outboundId, revision, content_hash AS contentHash, counts, transport, business FROM outbound_documents
     WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ? AND id <> ? AND transport IN ('sending', 'sent', 'unknown', 'collected')
     ORDER BY revision`,
    row.partnerId,
    row.vendor,
    row.kind,
    row.number,
    row.id,
  ).map(({ counts, ...entry }) => ({ ...entry, counts: counts === 1 }));
}

export function nextRingEnd(db: Db): string | undefined {
  return (
    one<{ dueAt: string | null }>(db, `SELECT min(due_at) AS dueAt FROM outbound_documents WHERE draft_state = 'ring'`)?.dueAt ??
    undefined
  );
}

/** A ring that is longer than the longest began by a clock that went back since: it begins again by this one. */
export function endRings(db: Db, { at }: In<'endRings'>): Out<'endRings'> {
  const over = outboundWhere(db, `INDEXED BY outbound_rings WHERE o.draft_state = 'ring' AND o.due_at <= ?`, at);
  for (const { id } of over) changeOutbound(db, id, at, { draft: 'ready', dueAt: null });
  const longest = instant(milliseconds(at) + longestRingMs);
  const astray = outboundWhere(db, `INDEXED BY outbound_rings WHERE o.draft_state = 'ring' AND o.due_at > ?`, longest);
  for (const { id, rules } of astray) changeOutbound(db, id, at, { dueAt: ringEnd(at, rules) });
  return { ended: over.length };
}

const longestRingMs = 120_000;
const ringEnd = (at: Instant, { undoSeconds }: OutboundRow['rules']): Instant => instant(milliseconds(at) + undoSeconds * 1000);

export function restartRings(db: Db, { at }: In<'restartRings'>): Out<'restartRings'> {
  const rings = outboundWhere(db, `INDEXED BY outbound_rings WHERE o.draft_state = 'ring'`);
  for (const { id, rules } of rings) changeOutbound(db, id, at, { dueAt: ringEnd(at, rules) });
  return { restarted: rings.length };
}

export function wakeInactive(db: Db, { at }: In<'wakeInactive'>): Out<'wakeInactive'> {
  const waiting = outboundWhere(db, `WHERE o.wait_reason = 'partner'`).filter((row) => partnerOf(db, row).partnerActive);
  for (const { id } of waiting) wake(db, id, at);
  return { woken: waiting.length };
}

/** It is not its turn now; only one that may go is put off, so that nothing a person did meanwhile is undone. */
export function deferSend(db: Db, input: In<'deferSend'>): void {
  const { outboundId, at, state, reason, text, blockedBy, holds } = input;
  const row = outboundById(db, outboundId);
  if (row?.draft !== 'ready') return;
  if (reason !== 'partner' && readTurnFacts(db).seen(row, earlierOf(db, row)) !== input.seen) return;
  closeOutboundHolds(db, outboundId, ofTurn, at);
  // Written past `changeOutbound`: that something waits changes nothing for the others, and they must not wake each other.
  change(
    db,
    `UPDATE outbound_documents SET draft_state = ?, place = ?, wait_reason = ?, wait_text = ?, blocked_by = ?, due_at = NULL, changed_at = ?
     WHERE id = ?`,
    state,
    state,
    reason,
    text,
    blockedBy ?? null,
    at,
    outboundId,
  );
  openOutboundHolds(db, outboundId, holds, at);
  refreshThreadsOf(db, outboundId, at);
}
