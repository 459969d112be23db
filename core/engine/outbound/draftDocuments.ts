import type { OutboundKind } from '#core/domain/outbound.ts';
import type { OutboundRow, RedraftRow } from '#core/store/types/outbound.ts';
import type { Wake } from '#core/store/types/postings.ts';
import { allRows } from '../pages.ts';
import { forEach, type RunContext } from '../runContext.ts';
import { holdNotAgreed } from './agreed.ts';
import { holdCorrected, noteCorrection, withdraw } from './corrected.ts';
import { draftPlanned, type Drafted } from './draftPlanned.ts';
import { turnsOf, withDrafted } from './draftTurns.ts';
import { original } from './finishDraft.ts';
import { gatherBasis, planOf, type Basis } from './gather.ts';
import { takeWhatLeft } from './leftBefore.ts';
import { fillLots } from './lots.ts';
import type { Plan, PlannedDocument } from './plan.types.ts';
import { plannedOf } from './plannedOf.ts';
import { hasLeft } from './planParts.ts';
import { saidOtherwise } from './saidBefore.ts';
import { isWithdrawn } from './takeBack.ts';

/** Orders that are looked at together. */
const pageSize = 40;
const concurrency = 12;

/** An invoice rests on the ship notices that are drafted right before it, and those on the answer to the order. */
const rounds: readonly (readonly OutboundKind[])[] = [['855', '865'], ['856'], ['810']];

/**
 * Outbound steps 2 to 4 (DESIGN 3): drafts what the postings of every woken order ask for, and corrections that a person
 * asked for. An order is woken by what its documents rest on, so nothing is drafted twice that is as it was.
 */
export async function draftDocuments(run: RunContext): Promise<void> {
  // What left before a restore comes first: nothing that a person asked for since may be taken for it.
  await takeWhatLeft(run);
  await answerRedrafts(run);
  do await draftWoken(run);
  while (await takeWhatLeft(run));
}

async function draftWoken(run: RunContext): Promise<void> {
  let afterThreadId: number | undefined;
  let done = 0;
  while (!run.signal.aborted) {
    const wakes = await run.parts.store.outboundWakes({
      limit: pageSize,
      ...(afterThreadId === undefined ? {} : { afterThreadId }),
    });
    if (wakes.length === 0) return;
    afterThreadId = wakes.at(-1)?.threadId;
    await draftPage(run, wakes);
    done += wakes.length;
    run.progress('drafting', done, done);
  }
}

async function draftPage(run: RunContext, wakes: readonly Wake[]): Promise<void> {
  const threadIds = wakes.map(({ threadId }) => threadId);
  try {
    await fillLots(run, threadIds);
  } catch (thrown) {
    // Lots may also be found by line number and product: an outage of Dynamics keeps no draft.
    if (run.signal.aborted) return;
    run.fail(thrown);
  }
  const failed = await draftEach(run, threadIds);
  const done = wakes.filter(({ threadId }) => !failed.has(threadId));
  if (!run.signal.aborted) await run.parts.store.wakesDone({ wakes: done });
}

/** Tells which of these orders failed and are to be tried again. One that cannot be read keeps no other one back: then each is drafted alone. */
async function draftEach(run: RunContext, threadIds: readonly number[]): Promise<ReadonlySet<number>> {
  try {
    return await draftOrders(run, threadIds);
  } catch (thrown) {
    const failed = new Set(threadIds);
    if (run.signal.aborted) return failed;
    if (threadIds.length === 1) run.fail(thrown);
    else for (const id of threadIds) if (!(await draftEach(run, [id])).has(id)) failed.delete(id);
    return failed;
  }
}

/** Drafts everything of these orders; tells which of them failed. */
async function draftOrders(run: RunContext, threadIds: readonly number[]): Promise<ReadonlySet<number>> {
  const failed = new Set<number>();
  const basis = await gatherBasis(run, threadIds);
  const plan = planOf(basis);
  const same = new Map<string, string>();
  const drafted = new Set<number>();
  for (const documents of rounds.flatMap((kinds) => turnsOf(plan.documents.filter(({ kind }) => kinds.includes(kind))))) {
    await forEach(documents, concurrency, run.signal, async (document) => {
      try {
        const seen = await withDrafted(
          run,
          basis,
          document.threadIds.filter((id) => drafted.has(id)),
        );
        const made = await draftOne(run, seen, document);
        if (made?.result === 'nothing') for (const key of document.postingKeys) same.set(key, made.sameAs);
        else if (made?.unchanged === false) for (const id of document.threadIds) drafted.add(id);
      } catch (thrown) {
        for (const id of document.threadIds) failed.add(id);
        if (!run.signal.aborted) run.fail(thrown);
      }
    });
  }
  if (!run.signal.aborted) {
    const orders = new Map([...basis.orders].filter(([id]) => !failed.has(id)));
    const postings = basis.postings.filter(({ threadIds: of }) => !of.some((id) => failed.has(id)));
    await settle(run, { ...basis, postings }, plan, same);
    await withdraw(run, { ...basis, orders }, plan);
    await holdNotAgreed(run, { ...basis, orders });
  }
  return failed;
}

async function draftOne(run: RunContext, basis: Basis, planned: PlannedDocument): Promise<Drafted | undefined> {
  const gone = leftAlready(basis, planned);
  if (gone.length > 0) {
    for (const row of gone) await noteCorrection(run, basis, row, planned);
    for (const { row, why } of saidOtherwise(basis, planned)) await holdCorrected(run, basis, row, { why, basis: why });
    return draftCorrections(run, basis, planned);
  }
  const drafted = await draftPlanned(run, basis, planned, original);
  if (drafted && drafted.result !== 'nothing') count(run, drafted);
  return drafted;
}

/** Corrections that have not left rest on what woke the order as much as a first document does: packing, a mapping, a sheet. */
async function draftCorrections(run: RunContext, basis: Basis, planned: PlannedDocument): Promise<Drafted | undefined> {
  let changed: Drafted | undefined;
  for (const { draft, revision, intent, corrects } of drawnFrom(basis, planned)) {
    if (corrects === undefined || !unsettled.has(draft)) continue;
    const drafted = await draftPlanned(run, basis, { ...planned, supersedes: [] }, { revision, intent, corrects });
    if (!drafted || drafted.result === 'nothing') continue;
    count(run, drafted);
    if (!drafted.unchanged) changed = drafted;
  }
  return changed;
}

/** What a person released, or is about to leave, is compared right before it does. */
const unsettled: ReadonlySet<OutboundRow['draft']> = new Set(['waiting', 'held', 'review']);

/** Documents that were drafted from these postings for these orders and have left. */
const leftAlready = (basis: Basis, planned: PlannedDocument): readonly OutboundRow[] => drawnFrom(basis, planned).filter(hasLeft);

function drawnFrom(basis: Basis, { kind, store, postingKeys, threadIds }: PlannedDocument): readonly OutboundRow[] {
  const known = threadIds.flatMap((id) => basis.orders.get(id)?.known ?? []).map(({ row }) => row);
  const drawn = known.filter(
    (row) =>
      row.kind === kind &&
      // An invoice is one of an order, whichever store the sheet of its day made it one of.
      (kind === '810' || row.store === store) &&
      row.threadIds.some((id) => threadIds.includes(id)) &&
      (postingKeys.length === 0 ? row.postingKeys.length === 0 : row.postingKeys.includes(postingKeys[0] ?? '')),
  );
  return [...new Map(drawn.map((row) => [row.id, row])).values()];
}

export function count(run: RunContext, drafted: Exclude<Drafted, { result: 'nothing' }>): void {
  const { figures, parts } = run;
  if (drafted.state === 'held') figures.count('outbound.held', drafted.outboundId);
  if (drafted.state === 'waiting') figures.count('outbound.waiting', drafted.outboundId);
  if (drafted.unchanged) return;
  if (drafted.result === 'new' || drafted.result === 'changed') figures.count('outbound.drafted', drafted.outboundId);
  parts.publish({ topic: 'outbound' });
  if (drafted.state === 'held') parts.publish({ topic: 'attention' });
}

/** What became of each posting, where it is not told already. */
async function settle(run: RunContext, basis: Basis, plan: Plan, same: ReadonlyMap<string, string>): Promise<void> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  const twice = 'The posting of all orders of this packing slip tells it too.';
  await Promise.all([...basis.told.keys()].map((key) => store.settlePosting({ key, state: 'ignored', message: twice, at })));
  const settling = plan.settled.flatMap(({ key, state, message }) => {
    const row = basis.postings.find((posting) => posting.key === key);
    const repeated = same.get(key);
    if (!row || (row.state !== 'new' && !(row.state === 'drafted' && repeated !== undefined))) return [];
    if (repeated === undefined) return [store.settlePosting({ key, state, message, at })];
    const said = `It says what was acknowledged with ${repeated} already.`;
    return [store.settlePosting({ key, state: 'ignored', message: said, at })];
  });
  await Promise.all(settling);
}

/** Corrections of documents that left, as their policy allowed them: drafted from what Dynamics says now. */
async function answerRedrafts(run: RunContext): Promise<void> {
  const { store } = run.parts;
  for (const redraft of await allRows(
    (page) => store.openRedrafts(page),
    ({ id }) => id,
  )) {
    if (run.signal.aborted) return;
    try {
      await redraftOne(run, redraft);
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
}

async function redraftOne(run: RunContext, redraft: RedraftRow): Promise<void> {
  const row = await run.parts.store.outbound({ outboundId: redraft.outboundId });
  if (!row) return;
  const basis = await gatherBasis(run, row.threadIds);
  const drafted = await draftPlanned(run, basis, plannedOf(row, basis), {
    revision: redraft.revision,
    intent: !redraft.newNumber && isWithdrawn(row, basis.postings) ? 'cancel' : redraft.intent,
    corrects: { id: row.id, number: row.number, newNumber: redraft.newNumber },
    redraftId: redraft.id,
    who: redraft.who,
  });
  if (drafted && drafted.result !== 'nothing') count(run, drafted);
}
