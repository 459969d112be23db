import type { Posting } from '#core/domain/posting.ts';
import { heldNow } from '#core/domain/salesOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import type { AnsweredThread, PostingRow } from '#core/store/types/postings.ts';
import { togetherOrEach } from '../eachAlone.ts';
import type { RunContext } from '../runContext.ts';
import { noteBrokenPromises } from './brokenPromises.ts';
import { cancelledUntold, cancelledWhy, numbersOf } from './cancelledOrders.ts';
import { orderKey } from './doubts.ts';
import { liveSagas } from './draftOrder.ts';
import { postingsOf } from './orderPostings.ts';
import { goneWords } from './postingChange.ts';
import { keepPostings } from './read.ts';
import { sumOf } from './sums.ts';
import { asItIsNow } from './toldTwice.ts';

/** Orders whose postings are asked for in one request. */
const atOnce = 30;
/** Days after the last posting of an order that is invoiced whole in which credit notes are still looked for. */
const closingDays = 45;

type Due = Awaited<ReturnType<RunContext['parts']['store']['sweepDue']>>;

/**
 * Once a day every open order is asked about by its number: what a watermark missed (rows that were back-dated or stamped
 * late), what is gone from Dynamics, and orders that were cancelled there before anybody confirmed them, or after.
 */
export async function sweepPostings(run: RunContext): Promise<void> {
  const { store, ports } = run.parts;
  const day = dayIn(ports.timeZone, ports.clock.now());
  let done = 0;
  /** They stay due, in front of the others, until the next run. */
  const stuck = new Set<number>();
  while (!run.signal.aborted && !run.isDown('dynamics')) {
    const page = await store.sweepDue({ day, limit: atOnce + stuck.size });
    const due = page.filter(({ threadId }) => !stuck.has(threadId));
    if (due.length === 0) return;
    for (const { threadId } of await togetherOrEach(run, due, (some) => sweepSome(run, some, day), namesOf)) stuck.add(threadId);
    done += due.length;
    run.progress('postings', done, done);
  }
}

const namesOf = ({ orders }: Due[number]): string =>
  `Sales order ${orders.map(({ company, salesOrder }) => `${salesOrder} of ${company}`).join(', ')}`;

async function sweepSome(run: RunContext, due: Due, day: string): Promise<void> {
  const { store, dynamics, ports } = run.parts;
  const orders = due.flatMap((entry) => entry.orders);
  const found =
    orders.length === 0
      ? []
      : await run.ask('dynamics', () => dynamics.journals.postingsOfOrders(orders, run.signal), { repeatable: true });
  // What is swept has no header tags: the next overlap reads it once more, and finds it the same.
  const known = await store.postingsOfThreads({ threadIds: due.map(({ threadId }) => threadId) });
  const tags = await store.postingTags({ keys: found.map(({ key }) => key) });
  await keepPostings(run, found, new Map(Object.entries(tags)));
  const keys = new Set(found.map(({ key }) => key));
  const kinds = await readableKinds(run);
  const absent = known.filter(
    ({ key, posting, state, gone }) => !keys.has(key) && !gone && state !== 'adopted' && kinds.has(posting.kind),
  );
  await noteGone(run, absent);
  const answered = await store.answeredThreads({ threadIds: due.map(({ threadId }) => threadId) });
  const canceled = await cancelledUntold(run, answered, found);
  await noteBrokenPromises(run, answered, { found, canceled });
  const closed = await closedThreads(run, answered, { found, day });
  const turned = turnedWords(answered, canceled);
  const at = ports.clock.now();
  const threads = due.map(({ threadId, asked }) => {
    const why = turned.get(threadId);
    const wakes = why === undefined ? {} : { wakes: { why, at } };
    return { threadId, asked, closed: closed.has(threadId), canceled: canceled.has(threadId), ...wakes };
  });
  await store.swept({ day, threads });
}

/** Orders that are cancelled in Dynamics, or are so no more, since they were looked at last: why they are looked at again. Pure. */
function turnedWords(answered: readonly AnsweredThread[], canceled: ReadonlySet<number>): ReadonlyMap<number, string> {
  const turned = answered.filter(({ thread, canceledThere }) => canceled.has(thread.id) !== canceledThere);
  return new Map(
    turned.map(({ thread, canceledThere }) => [
      thread.id,
      canceledThere ? 'its sales order is not cancelled in Dynamics any more' : cancelledWhy,
    ]),
  );
}

/**
 * Not found by its order may be a set that does not tell the order: gone is only what its number does not find either, and
 * what no posting of that number tells together with other orders, or order by order.
 */
async function noteGone(run: RunContext, absent: readonly PostingRow[]): Promise<void> {
  if (absent.length === 0) return;
  const { store, dynamics, ports } = run.parts;
  const refs = absent.map(({ posting: { kind, key, company, number } }) => ({ kind, key, company, number }));
  const again = await run.ask('dynamics', () => dynamics.journals.again(refs, run.signal), { repeatable: true });
  const keys = absent.filter(({ posting }) => asItIsNow(posting, again) === undefined).map(({ key }) => key);
  if (keys.length > 0) await store.postingsGone({ keys, message: goneWords, at: ports.clock.now() });
}

/** Kinds of postings that this environment can tell at all: of the others nothing is gone. */
async function readableKinds(run: RunContext): Promise<ReadonlySet<string>> {
  const sources = await run.ask('dynamics', () => run.parts.dynamics.journals.journalCapabilities(run.signal), {
    repeatable: true,
  });
  return new Set(sources.filter(({ set }) => set !== '').map(({ kind }) => kind));
}

/**
 * Orders of which nothing more is expected: quiet, and invoiced as far as Dynamics still holds them. Where the sums do not
 * say it, Dynamics does: somebody may have reduced or closed the order there.
 */
async function closedThreads(
  run: RunContext,
  answered: readonly AnsweredThread[],
  { found, day }: { readonly found: readonly Posting[]; readonly day: string },
): Promise<ReadonlySet<number>> {
  const quiet = answered.filter((entry) => isQuiet(entry, found, day));
  const [whole, rest] = [quiet.filter((entry) => isInvoiced(entry, found)), quiet.filter((entry) => !isInvoiced(entry, found))];
  const orders = rest.flatMap(numbersOf);
  const states =
    orders.length === 0
      ? []
      : await run.ask('dynamics', () => run.parts.dynamics.journals.orderState(orders, run.signal), { repeatable: true });
  const ended = new Set(
    states
      .filter(({ stage }) => stage === 'invoiced' || stage === 'canceled')
      .map(({ company, salesOrder }) => orderKey(company, salesOrder)),
  );
  const closed = rest.filter((entry) => numbersOf(entry).every((order) => ended.has(orderKey(order.company, order.salesOrder))));
  return new Set([...whole, ...closed].map(({ thread }) => thread.id));
}

/** True once nothing was posted of an order for so long that a credit note is not to be expected any more. Pure. */
export function isQuiet(entry: AnsweredThread, postings: readonly Posting[], day: string): boolean {
  const last = postingsOf(entry, postings)
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  return last !== undefined && daysBetween(last, day) >= closingDays;
}

/** True where as much was invoiced as Dynamics holds of the order, after the changes that we know of. Pure. */
export function isInvoiced(entry: AnsweredThread, postings: readonly Posting[]): boolean {
  const ordered = sumOf(numbered(entry).flatMap(({ plan }) => plan.lines.map(heldNow)));
  const invoices = postingsOf(entry, postings).filter(({ kind }) => kind === 'invoice');
  return sumOf(invoices.flatMap(({ lines }) => lines.map(({ quantity }) => quantity))).greaterThanOrEqualTo(ordered);
}

const numbered = (entry: AnsweredThread): AnsweredThread['sagas'] =>
  liveSagas(entry).filter(({ salesOrderNumber }) => salesOrderNumber !== undefined);

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
