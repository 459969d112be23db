import { Decimal } from 'decimal.js';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { wantedLines, type PlacedOrder } from './placedOrders.ts';
import type { PlacedBook } from './standingOrders.ts';
import type { WorldOrder } from './worldControl.ts';

/** The purchase order number of a reference: the copies of a number carry `#2` and so on. */
export const numberOf = (reference: string): string => reference.split('#', 1)[0] ?? reference;

/** What a retailer changed that is not answered at SPS yet: nobody can say from outside how the order stands. */
export function isBeingChanged({ documents, answers }: ThreadView): boolean {
  const changes = documents.filter(({ kind, processing }) => kind === '860' && processing !== 'duplicate').length;
  const told = answers.filter(({ kind, transport }) => kind === '865' && (transport === 'sent' || transport === 'collected'));
  return told.length < changes;
}

/** Every order once in Dynamics with exactly its lines, or not at all and the desk says what it needs. */
export function ordersOnce(placed: PlacedBook['orders'], there: readonly WorldOrder[], threads: readonly ThreadView[]) {
  const orders = Map.groupBy(there, ({ purchaseOrder }) => numberOf(purchaseOrder));
  const desk = Map.groupBy(threads, ({ order }) => order.purchaseOrder);
  const wrong: string[] = [];
  let open = 0;
  for (const [number, copies] of placed) {
    const shown = desk.get(number) ?? [];
    const made = orders.get(number) ?? [];
    const references = made.map(({ purchaseOrder }) => purchaseOrder);
    if (new Set(references).size < references.length || made.length > copies.length)
      wrong.push(`${number} was placed ${copies.length} times and is in Dynamics as ${references.join(', ')}`);
    const missing = copies.length - made.length;
    const waiting = shown.filter(({ order }) => order.state === 'attention').length;
    if (missing > 0 && waiting > 0) open += missing;
    else if (missing > 0) wrong.push(`${number} is not in Dynamics, and the desk says ${shown[0]?.order.state ?? 'nothing'}`);
    if (shown.some(isBeingChanged)) open += 1;
    else wrong.push(...strangers(number, copies, made).map((text) => `${text}: ${shown.map(storyOf).join(' | ')}`));
  }
  for (const number of orders.keys()) if (!placed.has(number)) wrong.push(`${number} was never ordered`);
  return { wrong, open };
}

/** What the desk tells of an order, oldest first. */
const storyOf = ({ timeline }: ThreadView): string =>
  timeline
    .toReversed()
    .map(({ what, detail }) => (detail === undefined ? what : `${what} (${detail})`))
    .join('; ');

/** Orders of Dynamics that are no copy of what was placed under their number. */
function strangers(number: string, copies: readonly PlacedOrder[], made: readonly WorldOrder[]): readonly string[] {
  const wanted = copies.map((order) => signature(wantedLines(order)));
  return made.flatMap(({ purchaseOrder, lines }) => {
    const have = signature(lines);
    const at = wanted.indexOf(have);
    if (at >= 0) {
      wanted.splice(at, 1);
      return [];
    }
    return [`${purchaseOrder}: ordered ${wanted.join(' or ')}, Dynamics has ${have} (${number})`];
  });
}

const signature = (lines: readonly { readonly item: string; readonly quantity: Decimal | number }[]): string =>
  lines
    .map(({ item, quantity }) => [item, new Decimal(quantity)] as const)
    .filter(([, quantity]) => !quantity.isZero())
    .map(([item, quantity]) => `${item} ${quantity.toFixed()}`)
    .toSorted()
    .join();
