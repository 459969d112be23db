import type { JournalClient, JournalRead, PostingHead } from '#core/dynamics/journals.types.ts';
import type { Posting, PostingKind } from '#core/domain/posting.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import type { NewPosting, PostingRow, PostingTags } from '#core/store/types/postings.ts';
import { togetherOrEach } from '../eachAlone.ts';
import type { RunContext } from '../runContext.ts';
import { firstOfEach } from './otherCustomers.ts';
import { orderKey, withDoubts, type AskedOrders } from './doubts.ts';
import { sameTexts } from './planParts.ts';
import { contentHashOf, correctionsOf, takenBack, tellsMore } from './postingChange.ts';

/** Postings whose lines are asked for in one go. */
const atOnce = 90;

interface Journal {
  readonly kind: PostingKind;
  /** Name of its watermark. */
  readonly mark: string;
  readonly since: (client: JournalClient, since: string, signal: AbortSignal) => Promise<JournalRead>;
}

export const journals: readonly Journal[] = [
  { kind: 'confirmation', mark: 'confirmations', since: (client, since, signal) => client.confirmationsSince(since, signal) },
  { kind: 'packing-slip', mark: 'packing slips', since: (client, since, signal) => client.slipsSince(since, signal) },
  { kind: 'invoice', mark: 'invoices', since: (client, since, signal) => client.invoicesSince(since, signal) },
];

/**
 * Outbound step 1: what was posted since the watermark, over all companies, three requests where nothing is new. A watermark
 * moves only once what was read before it is kept. A journal that cannot be read keeps no other one back.
 */
export async function readPostings(run: RunContext): Promise<void> {
  const { store } = run.parts;
  const from = await startOf(run);
  if (from === undefined) return;
  run.progress('postings', 0, journals.length);
  const marks = await store.watermarks({});
  let done = 0;
  await Promise.all(
    journals.map(async (journal) => {
      try {
        await readJournal(run, journal, marks[journal.mark] ?? from);
      } catch (thrown) {
        if (!run.signal.aborted) run.fail(thrown);
      }
      done += 1;
      run.progress('postings', done, journals.length);
    }),
  );
}

/** Nothing was posted for an order before it was made. Only the very first read rests on our clock, with a day to spare. */
async function startOf({ parts }: RunContext): Promise<string | undefined> {
  const first = await parts.store.firstOrderedAt({});
  return first === undefined ? undefined : instant(milliseconds(first) - 24 * 3600_000);
}

async function readJournal(run: RunContext, journal: Journal, since: string): Promise<void> {
  const { parts, signal } = run;
  const read = await run.ask('dynamics', () => journal.since(parts.dynamics.journals, since, signal), { repeatable: true });
  const fresh = await unknown(run, read.heads);
  const wanted = await ours(run, fresh);
  const asked: AskedOrders = new Map();
  const beside = wanted.map(({ posting }) => posting);
  const keep = async (page: readonly PostingHead[]): Promise<void> => {
    const complete = await run.ask('dynamics', () => parts.dynamics.journals.complete(page, signal), { repeatable: true });
    await keepPostings(run, complete, tagsOf(page), { beside, asked });
  };
  let unread = 0;
  for (let start = 0; start < wanted.length && !signal.aborted; start += atOnce) {
    unread += (await togetherOrEach(run, wanted.slice(start, start + atOnce), keep, nameOf)).length;
    await parts.ports.checkpoint('postings-kept');
  }
  // One that could not be read is read from the same mark again.
  if (signal.aborted || unread > 0 || read.mark === since) return;
  await parts.store.saveWatermark({ name: journal.mark, value: read.mark, at: parts.ports.clock.now() });
}

const nameOf = ({ posting: { kind, number, company, salesOrders } }: PostingHead): string =>
  `The ${kind.replace('-', ' ')} ${number} of ${company}${salesOrders.length > 0 ? ` for sales order ${salesOrders.join(', ')}` : ''}`;

/** Heads that say something new: another posting, or one whose header is not as it was read last. */
async function unknown({ parts }: RunContext, heads: readonly PostingHead[]): Promise<readonly PostingHead[]> {
  if (heads.length === 0) return [];
  const known = await parts.store.postingTags({ keys: [...new Set(heads.map(({ key }) => key))] });
  return heads.filter((head) => known[head.key]?.[rowOf(head)] !== head.tag);
}

const rowOf = ({ recordId, reversal }: PostingHead): string => recordId ?? (reversal ? 'reversal' : 'posting');

export type PostingTagsByKey = ReadonlyMap<string, PostingTags>;

/** What the headers of each posting said, by row. */
export function tagsOf(heads: readonly PostingHead[]): PostingTagsByKey {
  const tags = new Map<string, Record<string, string>>();
  for (const head of heads) tags.set(head.key, { ...tags.get(head.key), [rowOf(head)]: head.tag });
  return tags;
}

/**
 * Postings of our orders, and those of our partners' customers, which a person may have to tie to an order. What a header
 * does not tell the order of is asked for completely. Of other customers the first few are listed, and no more.
 */
async function ours({ parts }: RunContext, heads: readonly PostingHead[]): Promise<readonly PostingHead[]> {
  if (heads.length === 0) return [];
  const owners = await parts.store.postingOwners({
    orders: heads.flatMap(({ posting }) => posting.salesOrders.map((salesOrder) => ({ company: posting.company, salesOrder }))),
    customers: heads.flatMap(({ posting }) => customersOf(posting)),
  });
  const orders = new Set(owners.orders.map(({ company, salesOrder }) => orderKey(company, salesOrder)));
  const customers = new Set(owners.customers.map(({ company, customer }) => orderKey(company, customer)));
  const isWanted = ({ posting }: PostingHead): boolean =>
    posting.salesOrders.some((order) => orders.has(orderKey(posting.company, order))) ||
    customersOf(posting).some(({ company, customer }) => customers.has(orderKey(company, customer)));
  const others = heads.filter((head) => !isWanted(head));
  return [...heads.filter(isWanted), ...firstOfEach(others, owners.notOurs)];
}

function customersOf({ company, customer, invoiceAccount }: Posting): readonly { company: string; customer: string }[] {
  return [...new Set([customer, invoiceAccount])]
    .filter((number) => number !== '')
    .map((number) => ({ company, customer: number }));
}

interface ReadBeside {
  /** What was read with them and may not be kept yet. */
  readonly beside: readonly Posting[];
  /** What Dynamics said of orders since the journal was read. */
  readonly asked: AskedOrders;
}

/**
 * Keeps complete postings with the orders that they are of, and says where they are not what they were.
 */
export async function keepPostings(
  run: RunContext,
  complete: readonly Posting[],
  tags: PostingTagsByKey,
  { beside, asked }: ReadBeside = { beside: complete, asked: new Map() },
): Promise<void> {
  if (complete.length === 0) return;
  const { store, ports, publish } = run.parts;
  const [known, owners] = await Promise.all([
    store.postingsByKey({ keys: complete.map(({ key }) => key) }),
    store.postingOwners({
      orders: complete.flatMap(({ company, salesOrders }) => salesOrders.map((salesOrder) => ({ company, salesOrder }))),
      customers: [],
    }),
  ]);
  const before = new Map(known.map((row) => [row.key, row]));
  const threads = Map.groupBy(owners.orders, ({ company, salesOrder }) => orderKey(company, salesOrder));
  const fresh = complete.filter((posting) => !isKnownBetter(before.get(posting.key)?.posting, posting));
  const judged = new Map(
    (await withDoubts(run, fresh, { owners: threads, beside, asked })).map((posting) => [posting.key, posting]),
  );
  const postings = complete.map((read): NewPosting => {
    const old = before.get(read.key);
    const corrected = correctionOf(old?.posting, read);
    const told = tags.get(read.key);
    const now = judged.get(read.key) ?? read;
    const posting = kept(old, now, corrected);
    return {
      posting,
      tags: { ...told },
      contentHash:
        old && keepsHash(old.posting, read, corrected) ? old.contentHash : contentHashOf(corrected === undefined ? posting : now),
      threadIds: [
        ...new Set(
          posting.salesOrders.flatMap((order) =>
            (threads.get(orderKey(posting.company, order)) ?? []).map(({ threadId }) => threadId),
          ),
        ),
      ],
      ...(corrected === undefined ? {} : { corrected }),
      ...(old && tellsMore(old.posting, posting) ? { fuller: true } : {}),
    };
  });
  const { added, changed } = await store.savePostings({ at: ports.clock.now(), postings });
  if (added + changed > 0) publish({ topic: 'outbound' });
}

/** Why a posting is not what it was, or was taken back; undefined where it stands as it stood. */
export function correctionOf(before: Posting | undefined, after: Posting): string | undefined {
  const back = takenBack(after);
  if (back !== undefined) return back;
  const sentences = before ? correctionsOf(before, after) : [];
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** Another entity set tells other things of the same posting: that is no news, unless it tells more. */
const keepsHash = (before: Posting, after: Posting, corrected: string | undefined): boolean =>
  corrected === undefined && before.set !== after.set && !tellsMore(before, after);

/** What was read from a set that tells all of it is not forgotten for one that tells less. */
const isKnownBetter = (before: Posting | undefined, after: Posting): boolean => before !== undefined && tellsMore(after, before);

/**
 * The posting to keep: the one that tells more, with what the poorer set left in doubt. Of several orders it is kept also where
 * the poorer set tells a correction: what that is about shows when all of it can be read again.
 */
function kept(old: PostingRow | undefined, read: Posting, corrected: string | undefined): Posting {
  if (!old) return read;
  const { posting: before } = old;
  const more = before.salesOrders.some((order) => !read.salesOrders.includes(order));
  if (isKnownBetter(before, read) && (corrected === undefined || more)) return before;
  const doubtedBy = tellsMore(before, read) && isOther(before, read, corrected) ? before.set : before.doubtedBy;
  return doubtedBy === undefined ? read : { ...read, doubtedBy };
}

const isOther = (before: Posting, after: Posting, corrected: string | undefined): boolean =>
  before.doubt !== undefined || corrected !== undefined || !sameTexts(before.salesOrders, after.salesOrders);
