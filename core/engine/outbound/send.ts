import { isNotFound } from '#core/domain/sendEvidence.ts';
import { concernsConnection } from '../health.ts';
import { forEach, type RunContext } from '../runContext.ts';
import type { SendCandidate } from '#core/store/types/sends.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { undraftedOrders, type ChangedMeanwhile } from './beforeSending.ts';
import { freeThoseWithFolder, hasFolder, hasFolderOrSays } from './folders.ts';
import { allSends, lookForUnknown } from './look.ts';
import { isReconciling } from './reconcile.ts';
import { sendOne, type Sent } from './sendOne.ts';
import { turnOf } from './turn.ts';
import { endsSending } from './uploadOutcome.ts';

/**
 * Which of these still say what Dynamics says now (GEN-10). What was changed there is held by whoever finds it; what
 * cannot be compared now is left out and stays for the next run. `found`: what earlier calls of this run found changed.
 */
export type StillPosted = (
  run: RunContext,
  rows: readonly OutboundRow[],
  found: ChangedMeanwhile,
) => Promise<ReadonlySet<number>>;

const pageSize = 200;
const inFlight = 8;

/**
 * Outbound step 6: sends what is ready or whose ring is over, as far as its turn has come. What goes first is sent first:
 * one that was sent wakes those behind it, and the next pass takes them along in the same run.
 */
export async function sendDocuments(run: RunContext, stillPosted: StillPosted): Promise<void> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  // No attempt of ours is under way now: what has no end yet never got one.
  await store.recoverSends({ at });
  await store.wakeInactive({ at });
  await store.endRings({ at });
  await freeThoseWithFolder(run);
  if (await isReconciling(run.parts)) return;
  try {
    await sendSameBytes(run);
  } catch (thrown) {
    // That nobody can look for one keeps no other one back.
    if (!run.signal.aborted) run.fail(thrown);
  }
  const sending: Pass = {
    run,
    stillPosted,
    tried: new Set(),
    putOff: new Map(),
    changed: { postings: new Map(), cancelled: new Set(), undrafted: await undraftedOrders(run) },
    halted: false,
  };
  while (!run.signal.aborted && (await pass(sending)));
  for (const [id, figure] of sending.putOff) run.figures.count(figure, id);
}

/** Lost answers that a person wants sent once more: looked for again first, and sent only while nothing shows them. */
async function sendSameBytes(run: RunContext): Promise<void> {
  const { store } = run.parts;
  const wanted = await allSends((page) => store.sendsAgain(page));
  if (wanted.length === 0) return;
  await lookForUnknown(run, wanted);
  for (const before of wanted) {
    if (run.signal.aborted || run.isDown('sps')) return;
    const send = await store.send({ sendId: before.id });
    const row = send?.again && isNotFound(send.evidence) ? await store.outbound({ outboundId: send.outboundId }) : undefined;
    if (!row || !send?.again || !hasFolder(run, row)) continue;
    const sent = await sendOne(run, row, { sendId: send.id, sha256: send.sha256, ...send.again });
    tell(run, row, sent);
  }
}

/** What the run says of a document that did not leave; true where the next would fail the same way. */
function tell(run: RunContext, { id }: OutboundRow, sent: Sent): boolean {
  if (sent.result === 'sent' || sent.result === 'gone') return false;
  if (concernsConnection(sent.error)) run.fail(sent.error, sent.result === 'unknown' ? id : undefined);
  return endsSending(sent.error);
}

interface Pass {
  readonly run: RunContext;
  readonly stillPosted: StillPosted;
  /** What this run has tried, or must not try: nothing is sent twice in one run. */
  readonly tried: Set<number>;
  /** Whose turn has not come, as the last pass that asked found it. */
  readonly putOff: Map<number, 'outbound.waiting' | 'outbound.held'>;
  readonly changed: ChangedMeanwhile;
  halted: boolean;
}

/** Walks all candidates once; true when something was sent, so that others may go now. */
async function pass(sending: Pass): Promise<boolean> {
  const { run } = sending;
  const before = sending.tried.size;
  let afterId: number | undefined;
  for (;;) {
    if (run.signal.aborted || sending.halted || run.isDown('sps')) return false;
    const page = await run.parts.store.sendCandidates({
      at: run.parts.ports.clock.now(),
      limit: pageSize,
      ...(afterId === undefined ? {} : { afterId }),
    });
    if (page.length === 0) return sending.tried.size > before;
    afterId = page.at(-1)?.row.id;
    await sendPage(
      sending,
      page.filter(({ row }) => !sending.tried.has(row.id)),
    );
  }
}

/** All turns of a page are decided before its first document leaves: what is put off must not miss what wakes it. */
async function sendPage(sending: Pass, page: readonly SendCandidate[]): Promise<void> {
  const { run, tried } = sending;
  const decided: OutboundRow[] = [];
  await Promise.all(page.map(async (candidate) => ((await mayGo(sending, candidate)) ? decided.push(candidate.row) : undefined)));
  if (decided.length === 0) return;
  const going = oneInvoiceAnOrder(decided.toSorted((a, b) => a.id - b.id));
  const standing = await sending.stillPosted(run, going, sending.changed);
  for (const { id } of going) tried.add(id);
  let done = 0;
  await forEach(
    going.filter(({ id }) => standing.has(id)),
    inFlight,
    run.signal,
    async (row) => {
      if (sending.halted || run.isDown('sps')) return;
      try {
        if (tell(run, row, await sendOne(run, row))) sending.halted = true;
      } catch (thrown) {
        // One that cannot be read or written down keeps no other one back.
        if (!run.signal.aborted) run.fail(thrown);
      }
      run.progress('sending', (done += 1), going.length);
      run.parts.publish({ topic: 'outbound' });
    },
  );
  // What left lets others go, and answers the rejection of what it corrects.
  run.parts.publish({ topic: 'attention' });
}

/**
 * Of the invoices of one order the first; the next pass decides the turn of the others anew. Decided together, each would find
 * the announced goods free, and both would bill them (810-03).
 */
function oneInvoiceAnOrder(rows: readonly OutboundRow[]): readonly OutboundRow[] {
  const billed = new Set<number>();
  return rows.filter(({ kind, threadIds }) => {
    if (kind !== '810') return true;
    const free = threadIds.every((id) => !billed.has(id));
    for (const id of threadIds) billed.add(id);
    return free;
  });
}

async function mayGo({ run, putOff }: Pass, candidate: SendCandidate): Promise<boolean> {
  const turn = turnOf(candidate);
  if (turn.turn === 'go') putOff.delete(candidate.row.id);
  else putOff.set(candidate.row.id, turn.turn === 'wait' ? 'outbound.waiting' : 'outbound.held');
  if (turn.turn === 'go') return hasFolderOrSays(run, candidate.row);
  await run.parts.store.deferSend({
    outboundId: candidate.row.id,
    at: run.parts.ports.clock.now(),
    state: turn.turn === 'wait' ? 'waiting' : 'held',
    reason: turn.reason,
    text: turn.text,
    seen: candidate.seen,
    ...(turn.blockedBy === undefined ? {} : { blockedBy: turn.blockedBy }),
    holds: turn.holds,
  });
  if (turn.turn === 'hold') run.parts.publish({ topic: 'attention' });
  return false;
}
