import type { RefusedLine } from '#core/domain/changeDecision.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';
import type { Basis } from '../gather.ts';
import { withdrawnWhy } from '../postingChange.ts';
import { decimals, factorOf } from './inDynamics.ts';
import { isLine } from './reached.ts';

/** What left of each line of an order, by position, store by store; of nothing else. In the 850's unit. */
export type LeftParts = ReadonlyMap<number, NonNullable<RefusedLine['kept']>>;

/** Goods of an order that posted packing slips say, slips that take back included. Pure. */
export function leftOf(gathered: Pick<Basis, 'postings' | 'joined'>, threadId: number): LeftParts {
  const lines = slipsOf(gathered, threadId)
    .flatMap(({ key }) => gathered.joined.get(key)?.lines ?? [])
    .filter((line) => line.threadId === threadId);
  return new Map(
    [...Map.groupBy(lines, ({ position }) => position)].flatMap(([position, own]) => {
      const parts = [...Map.groupBy(own, ({ store }) => store)]
        .map(([store, some]) => ({ store, quantity: decimalText(sumOf(some)) }))
        .filter(({ quantity }) => new Decimal(quantity).greaterThan(0));
      return parts.length === 0 ? [] : [[position, parts] as const];
    }),
  );
}

const slipsOf = ({ postings }: Pick<Basis, 'postings'>, threadId: number): readonly PostingRow[] =>
  postings.filter(
    (row) => row.posting.kind === 'packing-slip' && row.threadIds.includes(threadId) && withdrawnWhy(row) === undefined,
  );

const sumOf = (parts: readonly { readonly quantity: string }[]): Decimal =>
  parts.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));

/** Why nobody can tell yet what left: goods that are of no line, or that Dynamics has shipped by a slip that is not read. Pure. */
export function unreadSlips(
  gathered: Pick<Basis, 'postings' | 'joined'>,
  order: DraftOrder,
  states: readonly OrderState[],
  left: LeftParts,
): string | undefined {
  const foreign = slipsOf(gathered, order.threadId).find(({ key }) => (gathered.joined.get(key)?.held.length ?? 0) > 0);
  if (foreign)
    return `Packing slip ${foreign.posting.number} ships goods of which nobody can tell the line, or how many units of the order they are. Put that right first, or refuse the cancellation where the order shows it.`;
  for (const { position, lineNumber, unit } of order.order.lines) {
    const there = shippedThere(order, position, states);
    const here = sumOf(left.get(position) ?? []);
    if (there && !there.toDecimalPlaces(decimals).equals(here.toDecimalPlaces(decimals)))
      return `Dynamics has shipped ${decimalText(there)} ${unit} of line ${lineNumber || position}, the packing slips that were read here say ${decimalText(here)}. Let a run read them, then mark it as applied.`;
  }
  return undefined;
}

/** What Dynamics says was shipped of a line; undefined where its sets do not tell. */
function shippedThere(order: DraftOrder, position: number, states: readonly OrderState[]): Decimal | undefined {
  const links = order.links.filter((link) => link.position === position);
  const lines = new Set(
    links.flatMap((link) => {
      const state = states.find(({ salesOrder }) => salesOrder === link.salesOrder);
      return state?.lines.find((line) => isLine(line, link)) ?? [];
    }),
  );
  let sum = new Decimal(0);
  for (const { shipped, unit } of lines) {
    const factor = factorOf(order, position, unit);
    if (shipped === undefined || !factor || factor.isZero()) return undefined;
    sum = sum.plus(new Decimal(shipped).dividedBy(factor));
  }
  return lines.size === 0 ? undefined : sum;
}

/** What Dynamics would still deliver of an order that is to be cancelled, in words. Pure. */
export function stillOpen(states: readonly OrderState[], so: keyof typeof openWords): string | undefined {
  for (const { salesOrder, lines, stage } of states) {
    const open = stage === 'canceled' ? undefined : lines.find((line) => openOf(line).greaterThan(0));
    if (!open) continue;
    const there = `sales order ${salesOrder} still has ${decimalText(openOf(open))} ${open.unit} of ${open.itemNumber} to deliver`;
    return `${openWords[so](there)}, then mark it as applied; or refuse the cancellation where the order shows it.`;
  }
  return undefined;
}

const openWords = {
  'goods left': (there: string) => `Goods of the order left, and ${there}. Cancel what is left of it in Dynamics`,
  'nothing left': (there: string) => `In Dynamics ${there}, and it would leave. Cancel it there`,
} as const;

/** Lines that were delivered of which no packing slip was read here: what left is not known yet. In words. Pure. */
export function deliveredUnread(states: readonly OrderState[]): string | undefined {
  const open = states.filter(({ stage }) => stage !== 'canceled');
  for (const { salesOrder, lines } of open) {
    const line = lines.find(({ status, ordered }) => (status === 'Delivered' || status === 'Invoiced') && Number(ordered) > 0);
    if (line)
      return `Sales order ${salesOrder} has ${line.itemNumber} delivered, and no packing slip of it was read here. Wait for the next run, then mark it as applied.`;
  }
  return undefined;
}

/** States of a line of which nothing more is delivered. */
const ended: ReadonlySet<string> = new Set(['Canceled', 'Delivered', 'Invoiced']);

function openOf({ status, ordered, shipped, remaining }: OrderLineState): Decimal {
  if (ended.has(status)) return new Decimal(0);
  return parseDecimal(remaining ?? '') ?? new Decimal(ordered).minus(shipped ?? '0');
}

/** The answer to a cancellation of an order of which goods left: they are kept, all else is taken back. Pure. */
export function answerTo(
  changed: readonly ChangedLine[],
  left: LeftParts,
): Pick<StoredChangeDecision, 'decision' | 'refusedLines'> {
  const refusedLines = changed.flatMap(({ position, before }, index): readonly RefusedLine[] => {
    const parts = left.get(position);
    if (!parts || !before) return [];
    const sum = sumOf(parts);
    const amount = `${decimalText(sum)} ${before.unit}`.trim();
    const isWhole = sum.greaterThanOrEqualTo(before.quantity ?? '0');
    return [{ position: index + 1, reason: `${amount} were shipped already.`, ...(isWhole ? {} : { kept: parts }) }];
  });
  const isAll = refusedLines.length === changed.length && refusedLines.every(({ kept }) => kept === undefined);
  return { decision: isAll ? 'refuse' : 'accept-in-part', refusedLines };
}
