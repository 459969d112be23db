import { Decimal } from 'decimal.js';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { wantedLines, type PlacedOrder } from './placedOrders.ts';
import type { PlacedBook } from './standingOrders.ts';
import type { WorldOrder } from './worldControl.ts';

/** The purchase order number of a reference: the copies of a number carry `#2` and so on. */
export const numberOf = (reference: string): string => reference.split('#', 1)[0] ?? reference;

const undecided: ReadonlySet<string> = new Set(['new', 'waiting', 'parked', 'held', 'ready']);

/** What a retailer changed or called off and that is not answered at SPS yet: nobody can say from outside how the order stands. */
export function isBeingChanged({ documents, answers }: ThreadView): boolean {
  if (documents.some(({ purpose, processing }) => purpose === '01' && undecided.has(processing))) return true;
  const changes = documents.filter(({ kind, processing }) => kind === '860' && processing !== 'duplicate').length;
  const { true: ofCancellation = [], false: ofChanges = [] } = Object.groupBy(
    answers.filter(({ kind }) => kind === '865'),
    ({ number }) => String(cancels.test(number)) as 'true' | 'false',
  );
  return ofChanges.filter(isTold).length < changes || (ofCancellation.length > 0 && !ofCancellation.some(isTold));
}

/** An 850 that cancels has a day where an 860 has its number. */
const cancels = /-C\d{8}(-R?\d+)*$/;
const isTold = ({ transport }: ThreadView['answers'][number]): boolean => transport === 'sent' || transport === 'collected';

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
    else if (missing > 0 && !isNeverMade(shown))
      wrong.push(`${number} is not in Dynamics, and the desk says ${shown[0]?.order.state ?? 'nothing'}`);
    if (shown.some(isBeingChanged)) open += 1;
    else {
      // One whose header came late, after its retailer had called it off, never gets its lines.
      const full = shown.some(isCalledOff) ? made.filter(({ lines }) => signature(lines) !== '') : made;
      wrong.push(...strangers(number, copies, full).map((text) => `${text}: ${shown.map(storyOf).join(' | ')}`));
    }
  }
  for (const number of orders.keys()) if (!placed.has(number)) wrong.push(`${number} was never ordered`);
  return { wrong, open };
}

const isCalledOff = ({ documents }: ThreadView): boolean =>
  documents.some(({ purpose, processing }) => purpose === '01' && processing === 'done');

/** Called off before anything was made: what was told of that is proved with the cancellations. */
const isNeverMade = (shown: readonly ThreadView[]): boolean =>
  shown.some(({ order, documents }) => order.state === 'cancelled' && documents.some(({ purpose }) => purpose === '01'));

/** What the desk tells of an order, oldest first. */
export const storyOf = ({ timeline }: ThreadView): string =>
  timeline
    .toReversed()
    .map(({ what, detail }) => (detail === undefined ? what : `${what} (${detail})`))
    .join('; ');

/** Orders of Dynamics that are no copy of what was placed under their number. */
function strangers(number: string, copies: readonly PlacedOrder[], made: readonly WorldOrder[]): readonly string[] {
  const isMixed = copies.some(({ lines }) => lines.some(({ mixed }) => mixed));
  const told = isMixed ? (lines: Lines) => signature(byItem(lines)) : signature;
  const wanted = copies.map((order) => told(wantedLines(order)));
  return made.flatMap(({ purchaseOrder, lines }) => {
    const have = told(lines);
    const at = wanted.indexOf(have);
    if (at >= 0) {
      wanted.splice(at, 1);
      return [];
    }
    return [`${purchaseOrder}: ordered ${wanted.join(' or ')}, Dynamics has ${have} (${number})`];
  });
}

type Lines = readonly { readonly item: string; readonly quantity: Decimal | number }[];

const byItem = (lines: Lines): Lines =>
  [...Map.groupBy(lines, ({ item }) => item)].map(([item, own]) => ({
    item,
    quantity: own.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)),
  }));

const signature = (lines: Lines): string =>
  lines
    .map(({ item, quantity }) => [item, new Decimal(quantity)] as const)
    .filter(([, quantity]) => !quantity.isZero())
    .map(([item, quantity]) => `${item} ${quantity.toFixed()}`)
    .toSorted()
    .join();
