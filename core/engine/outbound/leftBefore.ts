import { isDeepStrictEqual } from 'node:util';
import { correctedLines } from '#core/drafting/correctedLines.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { LeftCorrection } from '#core/store/types/sends.ts';
import { allRows } from '../pages.ts';
import type { RunContext } from '../runContext.ts';
import { amountOf, contentHashOf, searchKeysOf, serialsOf } from './content.ts';
import { holdCorrected } from './corrected.ts';
import { draftPlanned } from './draftPlanned.ts';
import { gatherBasis } from './gather.ts';
import { plannedOf } from './plannedOf.ts';
import { saidNow } from './saidBefore.ts';
import { intentOf, originsOfSent, readSent, type SentDocument } from './sentBytes.ts';

/**
 * After a restore: what left since the copy and is known to the guard journal, or to the history of SPS, alone. Corrections
 * of documents that are known here become documents again, under the very revisions that left; what a document was drafted
 * with here gives way to what its bytes say. True where something came to light, so that orders are to be looked at again.
 */
export async function takeWhatLeft(run: RunContext): Promise<boolean> {
  const corrections = await takeCorrections(run);
  const read = await readUnread(run);
  return corrections || read;
}

async function takeCorrections(run: RunContext): Promise<boolean> {
  let taken = false;
  let after: Pick<LeftCorrection, 'attemptedAt' | 'remotePath'> | undefined;
  while (!run.signal.aborted) {
    const left = await run.parts.store.leftCorrection(after ? { after } : {});
    if (!left) break;
    after = { attemptedAt: left.attemptedAt, remotePath: left.remotePath };
    try {
      if (await takeCorrection(run, left)) taken = true;
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
  return taken;
}

/** One that was drafted again and is known to have left; else a person is told that there was one. */
async function takeCorrection(run: RunContext, left: LeftCorrection): Promise<boolean> {
  const { store, ports, publish } = run.parts;
  const { of, number, revision, remotePath } = left;
  const sent = await sentOf(run, of.kind, left.sha256);
  // Two orders may have documents of one number: by a record of before only the bytes tell them apart.
  if (left.intent === undefined && sent && !sent.purchaseOrders.has(of.purchaseOrder)) {
    await store.leftCorrectionTold({ remotePath, at: ports.clock.now() });
    return false;
  }
  const intent = left.intent ?? (sent && intentOf(sent.document));
  const basis = await gatherBasis(run, of.threadIds);
  const drafted =
    intent &&
    (await draftPlanned(run, basis, plannedOf(of, basis), {
      revision,
      intent,
      corrects: { id: of.id, number: of.number, newNumber: number !== of.number },
      leftAs: number,
    }));
  if (drafted && drafted.result !== 'nothing') {
    for (const topic of ['outbound', 'attention'] as const) publish({ topic });
    return true;
  }
  await holdCorrected(run, basis, of, { why: '', basis: remotePath, later: remotePath });
  await store.leftCorrectionTold({ remotePath, at: ports.clock.now(), unknownOf: of.id });
  return false;
}

/** Documents that were taken over with a send that says something else: they say what left, and what Dynamics says otherwise. */
async function readUnread(run: RunContext): Promise<boolean> {
  const { store, ports } = run.parts;
  let changed = false;
  for (const { id: sendId, outboundId, sha256 } of await allRows(
    (page) => store.unreadSends(page),
    ({ id }) => id,
  )) {
    if (run.signal.aborted) return changed;
    try {
      const row = await store.outbound({ outboundId });
      const sent = row && (await sentOf(run, row.kind, sha256));
      if (row && sent && contentHashOf(sent.document) !== row.contentHash) {
        await readOne(run, { row, sent, sendId, sha256 });
        changed = true;
      } else await store.sendRead({ sendId, outboundId, at: ports.clock.now() });
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
  return changed;
}

interface Unread {
  readonly row: OutboundRow;
  readonly sent: SentDocument;
  readonly sendId: number;
  readonly sha256: string;
}

async function readOne(run: RunContext, { row, sent: { document }, sendId, sha256 }: Unread): Promise<void> {
  const { store, ports } = run.parts;
  const basis = await gatherBasis(run, row.threadIds);
  const known = [...basis.orders.values()].flatMap((order) => order.known).find((entry) => entry.row.id === row.id);
  const version = await store.outboundVersion({ outboundId: row.id });
  if (!known || !version) return store.sendRead({ sendId, outboundId: row.id, at: ports.clock.now() });
  const drafted = applyOverlay(version.document, version.origins, version.overlay).document;
  const orders = [...basis.orders.values()].map(({ draftOrder }) => draftOrder);
  const lines = correctedLines({ document: drafted, lines: known.lines }, document, orders);
  // Told first: once it is read nobody looks again.
  const why = row.intent === 'cancel' ? undefined : saidNow(basis, { row, lines }, drafted, document);
  if (why !== undefined) await holdCorrected(run, basis, row, { why, basis: why });
  else if (row.kind === '865' && !isDeepStrictEqual(lines, known.lines))
    await holdCorrected(run, basis, row, { why: '', basis: contentHashOf(document), otherwise: true });
  const amount = amountOf(document);
  await store.sendRead({
    sendId,
    outboundId: row.id,
    at: ports.clock.now(),
    said: {
      document,
      origins: originsOfSent(document),
      lines,
      ...(amount === undefined ? {} : { amount }),
      contentHash: contentHashOf(document),
      serials: serialsOf(document),
      searchKeys: searchKeysOf(document),
      sha256,
    },
  });
  run.parts.publish({ topic: 'outbound' });
}

async function sentOf(run: RunContext, kind: OutboundRow['kind'], sha256: string): Promise<SentDocument | undefined> {
  return sha256 === '' ? undefined : readSent(kind, await run.parts.store.payload({ sha256 }));
}
