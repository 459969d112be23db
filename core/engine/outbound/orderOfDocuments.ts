import { Decimal } from '#core/domain/decimal.ts';
import { firstOf, newestOfEach } from '#core/domain/standing.ts';
import type { OutboundLine } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { OrderFact, SendCandidate } from '#core/store/types/sends.ts';

/** Whether other documents of its orders let a document go. `hold`: none will by itself; a person may send it anyway. */
export type Order =
  | { readonly order: 'go' }
  | {
      readonly order: 'wait' | 'hold';
      readonly text: string;
      readonly blockedBy?: number;
      /** The document that goes first, `856 PS-1`; undefined where there is none. */
      readonly first?: string;
    };

const go: Order = { order: 'go' };

/**
 * The order of documents (DESIGN 3): an 856 behind the first 855 of each of its orders, an 810 behind the 856 of the
 * goods that it bills (810-03). What is certain to come is waited for; what is lost, refused or nowhere in sight holds the
 * document with "send anyway", because late beats none.
 */
export function orderOfDocument({
  row,
  lines,
  orders,
  others,
}: Pick<SendCandidate, 'row' | 'lines' | 'orders' | 'others'>): Order {
  if (row.anyway || row.intent === 'cancel') return go;
  const living = others.filter(({ draft }) => draft !== 'set-aside' && draft !== 'superseded');
  const cancel = living.find(
    (fact) => fact.intent === 'cancel' && fact.corrects !== undefined && fact.corrects === row.corrects?.id,
  );
  if (cancel && !isSent(cancel)) return pending(cancel);
  // The partner keeps what was to be taken back: beside it this one would tell it twice.
  if (cancel?.business === 'rejected') return behindRejected(cancel);
  const uncancelled = !cancel && row.corrects?.newNumber === true && living.find(({ id }) => id === row.corrects?.id);
  if (uncancelled && isSent(uncancelled) && uncancelled.business !== 'rejected') return besideFirst(uncancelled);
  if (row.kind === '856') return row.rules.afterAck ? behindAcks(row, orders, living) : go;
  if (row.kind === '810') return behindNotices(row, lines, living);
  return go;
}

const isSent = ({ transport }: OrderFact): boolean => transport === 'sent' || transport === 'collected';
const isLost = ({ transport }: OrderFact): boolean => transport === 'unknown' || transport === 'sending';
const nameOf = ({ kind, number }: OrderFact): string => `${kind} ${number}`;

function behindAcks(row: OutboundRow, numbers: SendCandidate['orders'], others: readonly OrderFact[]): Order {
  const acks = others.filter(({ kind, intent }) => kind === '855' && intent !== 'cancel');
  const open = row.threadIds.map((threadId) => behindAck(acks.filter(({ threadIds }) => threadIds.includes(threadId))));
  const lacking = row.threadIds.filter((_threadId, index) => open[index] === 'none');
  if (lacking.length > 0) return withoutAck(lacking, row.threadIds.length, numbers);
  const orders = open.filter((one) => one !== 'none');
  return orders.find(({ order }) => order === 'hold') ?? orders.find(({ order }) => order === 'wait') ?? go;
}

function behindAck(acks: readonly OrderFact[]): Order | 'none' {
  if (acks.some(isSent)) return go;
  const [first] = acks;
  return first ? pending(first) : 'none';
}

/** So many order numbers stand in one sentence. */
const mostNamed = 5;

/** `lacking`: the orders of a notice that have no 855; one that is there for another of them does not help. */
function withoutAck(lacking: readonly number[], orders: number, numbers: SendCandidate['orders']): Order {
  const named = numbers.flatMap(({ threadId, number }) => (lacking.includes(threadId) ? [number] : []));
  const more = named.length > mostNamed ? ` and ${named.length - mostNamed} more` : '';
  const which = named.length === 0 ? '' : ` (${named.slice(0, mostNamed).join(', ')}${more})`;
  const text =
    orders === 1
      ? 'The partner expects an 855 before this, and none was drafted: no confirmation was posted in Dynamics.'
      : `The partner expects an 855 of each order before this, and none was drafted for ${lacking.length} of its ${orders} orders${which}: no confirmation of ${lacking.length === 1 ? 'it' : 'them'} was posted in Dynamics.`;
  return { order: 'hold', text };
}

/** What one document that goes first makes of the one behind it. */
function pending(first: OrderFact): Order {
  const blocked = { blockedBy: first.id, first: nameOf(first) };
  if (isLost(first))
    return { ...blocked, order: 'hold', text: `It goes behind ${nameOf(first)}, of which nobody knows whether SPS has it.` };
  if (first.transport === 'refused')
    return { ...blocked, order: 'hold', text: `It goes behind ${nameOf(first)}, which SPS refused.` };
  const where = {
    waiting: `which waits itself${first.waitText === undefined ? '' : `: ${first.waitText.replace(/\.$/, '')}`}`,
    held: 'which is held',
    review: 'which is to be released',
    ring: 'which is about to leave',
  };
  const why = where[first.draft as keyof typeof where];
  return { ...blocked, order: 'wait', text: `It goes behind ${nameOf(first)}${why === undefined ? '' : `, ${why}`}.` };
}

function behindNotices(row: OutboundRow, lines: readonly OutboundLine[], others: readonly OrderFact[]): Order {
  const { afterShipNotice } = row.rules;
  const billed = lines.filter(({ quantity }) => new Decimal(quantity).greaterThan(0));
  // Charges alone and credits bill no goods that a notice would announce.
  if (afterShipNotice === 'no' || billed.length === 0) return go;
  const enough = (fact: OrderFact): boolean =>
    afterShipNotice === 'accepted' ? fact.business === 'accepted' || fact.business === 'accepted-with-errors' : isSent(fact);
  const first = firstOf([...others, { id: row.id, corrects: row.corrects?.id }]);
  const notices = others.filter(({ kind }) => kind === '856');
  // The newest that left is what the partner works with: what it corrected announces nothing any more.
  const announced = newestOfEach(notices, isSent).filter(enough);
  const invoices = others.filter((fact) => fact.kind === '810' && first(fact.id) !== first(row.id));
  const invoiced = newestOfEach(invoices, (fact) => isSent(fact) || isLost(fact));
  const short = billed.find((line) => sumOf(announced, line).lessThan(sumOf(invoiced, line).plus(line.quantity)));
  if (!short) return go;
  const told = new Set(announced.map(({ id }) => first(id)));
  const open = newestOfEach(notices, () => true).filter(
    (fact) => !told.has(first(fact.id)) && fact.lines.some((line) => concerns(line, short)),
  );
  return behindOpen(open);
}

/** A new number tells the goods a second time while the partner works with the first. */
const besideFirst = (first: OrderFact): Order => ({
  order: 'hold',
  blockedBy: first.id,
  first: nameOf(first),
  text: `It stands in the place of ${nameOf(first)}, and the cancellation of that one was set aside.`,
});

const behindRejected = (first: OrderFact): Order => ({
  order: 'hold',
  blockedBy: first.id,
  first: nameOf(first),
  text: `It goes behind ${nameOf(first)}, which the partner rejected.`,
});

/** What notices that do not announce their goods yet make of an invoice of those goods. */
function behindOpen(open: readonly OrderFact[]): Order {
  const rejected = open.find(({ business }) => business === 'rejected');
  if (rejected) return behindRejected(rejected);
  const ahead = open.find((fact) => isLost(fact) || fact.transport === 'refused') ?? open[0];
  if (!ahead)
    return {
      order: 'wait',
      text: 'It waits for the 856 of the goods that it bills: Dynamics has posted no packing slip for all of them.',
    };
  if (isSent(ahead))
    return {
      order: 'wait',
      blockedBy: ahead.id,
      first: nameOf(ahead),
      text: `It waits until the partner accepts ${nameOf(ahead)}.`,
    };
  return pending(ahead);
}

/** A line without a store is about all of them. */
function concerns(line: OutboundLine, wanted: OutboundLine): boolean {
  return (
    line.threadId === wanted.threadId &&
    line.position === wanted.position &&
    (line.store === '' || wanted.store === '' || line.store === wanted.store)
  );
}

function sumOf(facts: readonly OrderFact[], wanted: OutboundLine): Decimal {
  return facts
    .flatMap((fact) => fact.lines.filter((line) => concerns(line, wanted)))
    .reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
}
