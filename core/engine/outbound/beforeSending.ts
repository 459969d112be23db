import type { Posting } from '#core/domain/posting.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import { engineName } from '../engineName.ts';
import { allRows } from '../pages.ts';
import { forEach, type RunContext } from '../runContext.ts';
import { cancelledMeanwhile } from './cancelledOrders.ts';
import { correctedHold, withdrawnBasis, withdrawnHold, type DraftWords } from './draftHolds.ts';
import { correctionsOf, goneWords, takenBack, tellsMore, withdrawnWhy } from './postingChange.ts';
import { keepPostings, type PostingTagsByKey } from './read.ts';
import { asItIsNow } from './toldTwice.ts';

/** Postings that are read again in one go, and how many such reads go on side by side. */
const atOnce = 60;
const sideBySide = 3;

/**
 * What Dynamics changed since documents were drafted, found in this run. The store has it as it is now, and looking again finds
 * no difference, but what rests on it is drafted anew only in the next run: until then nothing of it leaves.
 */
export interface ChangedMeanwhile {
  /** Sentences by the posting's key. */
  readonly postings: Map<string, readonly string[]>;
  /** Orders whose sales orders were cancelled. */
  readonly cancelled: Set<number>;
  /** Orders that were to be looked at again before this run sent anything, and were not: what was read of them shows no difference any more. */
  readonly undrafted: ReadonlySet<number>;
}

/** Orders whose answers could not be drafted anew in this run. */
export async function undraftedOrders({ parts: { store } }: RunContext): Promise<ReadonlySet<number>> {
  const wakes = await allRows(
    ({ limit, afterId }) => store.outboundWakes({ limit, ...(afterId === undefined ? {} : { afterThreadId: afterId }) }),
    ({ threadId }) => threadId,
  );
  return new Set(wakes.map(({ threadId }) => threadId));
}

/**
 * Documents that still say what Dynamics says now (GEN-10). The others are held as corrected in Dynamics and drafted anew;
 * where Dynamics cannot be asked, none leaves that rests on a posting. `found`: what earlier calls of this run found; grows.
 */
export async function stillPosted(
  run: RunContext,
  rows: readonly OutboundRow[],
  found: ChangedMeanwhile,
): Promise<ReadonlySet<number>> {
  const resting = rows.filter(restsOnPosting);
  const free = rows.filter((row) => !restsOnPosting(row)).map(({ id }) => id);
  try {
    await compareBeforeSending(run, resting, found.postings);
    const whyNot = ({ postingKeys }: OutboundRow): readonly string[] =>
      postingKeys.flatMap((key) => found.postings.get(key) ?? []);
    const changed = resting.filter((row) => whyNot(row).length > 0);
    for (const row of changed) await holdChanged(run, row, whyNot(row).join(' '));
    const ended = await cancelledMeanwhile(run, resting, found.cancelled);
    const isUndrafted = ({ threadIds }: OutboundRow): boolean => threadIds.some((id) => found.undrafted.has(id));
    const standing = resting.filter((row) => !changed.includes(row) && !ended.has(row.id) && !isUndrafted(row));
    return new Set([...free, ...standing.map(({ id }) => id)]);
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(thrown);
    return new Set(free);
  }
}

/** A cancellation says what left, whatever Dynamics says now. */
const restsOnPosting = ({ postingKeys, intent }: OutboundRow): boolean => postingKeys.length > 0 && intent !== 'cancel';

/** Held with what the posting says now as its basis: letting that pass is letting exactly that pass. */
async function holdChanged(run: RunContext, row: OutboundRow, why: string): Promise<void> {
  const { store, ports, publish } = run.parts;
  const postings = await store.postingsByKey({ keys: row.postingKeys });
  const words = { kind: row.kind, number: row.number, partner: row.partnerId, purchaseOrder: row.purchaseOrder };
  const [posting] = postings.filter(({ state }) => state === 'corrected');
  const withdrawn = postings.flatMap((one) => withdrawalOf(one, words));
  await store.holdOutbound({
    outboundId: row.id,
    at: ports.clock.now(),
    hold: true,
    holds: withdrawn.length > 0 ? withdrawn : [correctedHold(why, posting?.contentHash ?? why, words, false)],
    audit: [
      { who: engineName, what: `${row.kind} ${row.number} was about to leave; corrected in Dynamics: ${why}`, tone: 'warn' },
    ],
  });
  run.figures.count('outbound.held', row.id);
  publish({ topic: 'outbound' });
  publish({ topic: 'attention' });
}

function withdrawalOf(posting: PostingRow, words: DraftWords): readonly NewHold[] {
  const back = withdrawnWhy(posting);
  return back === undefined ? [] : [withdrawnHold(back, withdrawnBasis(posting.key, back), words, undefined)];
}

/**
 * Right before documents leave, their postings are read again and compared with what they were drafted from (DESIGN 3,
 * outbound 5). What changed in place, was taken back or is gone is kept as such, and said. Throws where Dynamics cannot be
 * asked: nothing leaves on a guess.
 */
async function compareBeforeSending(
  run: RunContext,
  documents: readonly OutboundRow[],
  found: ChangedMeanwhile['postings'],
): Promise<void> {
  const keys = [...new Set(documents.flatMap(({ postingKeys }) => postingKeys))].filter((key) => !found.has(key));
  const groups = Array.from({ length: Math.ceil(keys.length / atOnce) }, (_, index) =>
    keys.slice(index * atOnce, (index + 1) * atOnce),
  );
  const failures: unknown[] = [];
  await forEach(groups, sideBySide, run.signal, async (group) => {
    try {
      for (const [key, sentences] of await changesOf(run, group)) if (sentences.length > 0) found.set(key, sentences);
    } catch (thrown) {
      failures.push(thrown);
    }
  });
  run.signal.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}

async function changesOf(run: RunContext, keys: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { store, dynamics, ports } = run.parts;
  const known = await store.postingsByKey({ keys });
  const refs = known.map(({ posting: { kind, key, company, number } }) => ({ kind, key, company, number }));
  const now = await run.ask('dynamics', () => dynamics.journals.again(refs, run.signal), { repeatable: true });
  const again = new Map(known.map((row) => [row.key, asItIsNow(row.posting, now)]));
  const changes = new Map(known.map((row) => [row.key, changeOf(row, again.get(row.key))]));
  const different = now.filter(({ key }) => (changes.get(key)?.length ?? 0) > 0);
  if (different.length > 0) await keepPostings(run, different, await tagsOf(run, different));
  const gone = known.filter(({ key }) => again.get(key) === undefined).map(({ key }) => key);
  if (gone.length > 0) await store.postingsGone({ keys: gone, message: goneWords, at: ports.clock.now() });
  return changes;
}

/** What was drafted while nobody could tell its orders does not leave once somebody can: it is drafted anew. */
function changeOf({ posting }: PostingRow, now: Posting | undefined): readonly string[] {
  if (!now) return [goneWords];
  if (posting.doubt && tellsMore(posting, now)) return [`${now.set} tells its orders now; it is drafted anew.`];
  const back = takenBack(now);
  return back === undefined ? correctionsOf(posting, now) : [back];
}

async function tagsOf(run: RunContext, postings: readonly Posting[]): Promise<PostingTagsByKey> {
  const tags = await run.parts.store.postingTags({ keys: postings.map(({ key }) => key) });
  return new Map(Object.entries(tags));
}
