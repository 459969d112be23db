import { instant, milliseconds } from '#core/domain/time.ts';
import { all, change, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { OutboundLine, OutboundRow } from '../../types/outbound.ts';
import type { OrderFact, SendCandidate } from '../../types/sends.ts';
import { changeOutbound, closeOutboundHolds, openOutboundHolds, refreshThreadsOf, wake } from './change.ts';
import { outboundById, outboundWhere } from './rows.ts';

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
  return rows.map((row) => {
    const others = othersOf(db, row);
    const earlier = earlierOf(db, row);
    return { row, partnerActive: isActive(db, row), lines: linesOf(db, row.id), others, earlier, seen: seenOf(others, earlier) };
  });
}

/** The same text exactly while nothing of what decides a turn has changed; that another one waits too does not. */
function seenOf(others: readonly OrderFact[], earlier: SendCandidate['earlier']): string {
  return JSON.stringify([
    others.map(({ id, draft, transport, business }) => [
      id,
      draft === 'set-aside' || draft === 'superseded',
      transport,
      business,
    ]),
    earlier.map(({ outboundId, transport, business, contentHash }) => [outboundId, transport, business, contentHash]),
  ]);
}

/** A partner without a row is none of ours any more. */
function isActive(db: Db, { partnerId, vendor }: OutboundRow): boolean {
  return (
    one<{ active: number }>(
      db,
      `SELECT active FROM partners WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
      partnerId,
      vendor,
    )?.active === 1
  );
}

export function linesOf(db: Db, outboundId: number): readonly OutboundLine[] {
  return all<Omit<OutboundLine, 'amount' | 'price'> & { readonly amount: string | null; readonly price: string | null }>(
    db,
    `SELECT thread_id AS threadId, position, store, quantity, amount, price FROM outbound_lines WHERE outbound_id = ?
     ORDER BY thread_id, position, store`,
    outboundId,
  ).map(({ amount, price, ...line }) => ({
    ...line,
    ...(amount === null ? {} : { amount }),
    ...(price === null ? {} : { price }),
  }));
}

type StoredFact = Omit<OrderFact, 'lines' | 'counts' | 'corrects' | 'threadIds'> & {
  readonly counts: number;
  readonly corrects: number | null;
  readonly threadIds: string;
};

/** The other documents of its orders, oldest first; only kinds that go before another one say what of. */
function othersOf(db: Db, row: OutboundRow): readonly OrderFact[] {
  if (row.kind !== '856' && row.kind !== '810') return [];
  const facts = row.threadIds.flatMap((threadId) =>
    all<StoredFact>(
      db,
      `SELECT o.id, o.kind, o.number, o.place, o.draft_state AS draft, o.transport, o.business, o.intent, o.counts,
         (SELECT max(outbound_id) FROM outbound_redrafts INDEXED BY outbound_redrafts_done WHERE done_by = o.id) AS corrects,
         (SELECT json_group_array(thread_id) FROM outbound_threads WHERE outbound_id = o.id) AS threadIds
       FROM outbound_threads t JOIN outbound_documents o ON o.id = t.outbound_id WHERE t.thread_id = ? AND o.id <> ?
       ORDER BY t.outbound_id`,
      threadId,
      row.id,
    ),
  );
  const once = [...new Map(facts.map((fact) => [fact.id, fact])).values()].toSorted((a, b) => a.id - b.id);
  return once.map(({ corrects, ...fact }) => ({
    ...fact,
    ...(corrects === null ? {} : { corrects }),
    counts: fact.counts === 1,
    threadIds: JSON.parse(fact.threadIds) as number[],
    lines: linesOf(db, fact.id),
  }));
}

function earlierOf(db: Db, row: OutboundRow): SendCandidate['earlier'] {
  return all<SendCandidate['earlier'][number]>(
    db,
    `SELECT id AS outboundId, revision, content_hash AS contentHash, transport, business FROM outbound_documents
     WHERE partner_id = ? AND vendor = ? AND kind = ? AND number = ? AND id <> ? AND transport IN ('sending', 'sent', 'unknown', 'collected')
     ORDER BY revision`,
    row.partnerId,
    row.vendor,
    row.kind,
    row.number,
    row.id,
  );
}

export function nextRingEnd(db: Db): string | undefined {
  return (
    one<{ dueAt: string | null }>(db, `SELECT min(due_at) AS dueAt FROM outbound_documents WHERE draft_state = 'ring'`)?.dueAt ??
    undefined
  );
}

export function endRings(db: Db, { at }: In<'endRings'>): Out<'endRings'> {
  const over = outboundWhere(db, `INDEXED BY outbound_rings WHERE o.draft_state = 'ring' AND o.due_at <= ?`, at);
  for (const { id } of over) changeOutbound(db, id, at, { draft: 'ready', dueAt: null });
  return { ended: over.length };
}

export function restartRings(db: Db, { at }: In<'restartRings'>): Out<'restartRings'> {
  const rings = outboundWhere(db, `INDEXED BY outbound_rings WHERE o.draft_state = 'ring'`);
  for (const { id, rules } of rings) changeOutbound(db, id, at, { dueAt: instant(milliseconds(at) + rules.undoSeconds * 1000) });
  return { restarted: rings.length };
}

export function wakeInactive(db: Db, { at }: In<'wakeInactive'>): Out<'wakeInactive'> {
  const waiting = outboundWhere(db, `WHERE o.wait_reason = 'partner'`).filter((row) => isActive(db, row));
  for (const { id } of waiting) wake(db, id, at);
  return { woken: waiting.length };
}

/** It is not its turn now; only one that may go is put off, so that nothing a person did meanwhile is undone. */
export function deferSend(db: Db, input: In<'deferSend'>): void {
  const { outboundId, at, state, reason, text, blockedBy, holds } = input;
  const row = outboundById(db, outboundId);
  if (row?.draft !== 'ready') return;
  if (reason !== 'partner' && seenOf(othersOf(db, row), earlierOf(db, row)) !== input.seen) return;
  closeOutboundHolds(db, outboundId, ['send-order', 'partner-inactive', 'send-repeat'], at);
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
