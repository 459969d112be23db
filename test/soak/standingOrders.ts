import { Decimal } from 'decimal.js';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { Placed, PlacedChange, PlacedLine, PlacedOrder } from './placedOrders.ts';
import { familyOf, type SentDocument } from './sentDocuments.ts';

/** Every order that retailers placed, every 860 and what they called off; several orders where one number came again with other content. */
export interface PlacedBook {
  readonly orders: ReadonlyMap<string, readonly PlacedOrder[]>;
  readonly changes: ReadonlyMap<string, readonly PlacedChange[]>;
  /** Numbers of orders of which a cancellation came. */
  readonly cancelled: ReadonlySet<string>;
}

export interface BookKeeper extends PlacedBook {
  add(placed: Placed): void;
}

export function createBook(): BookKeeper {
  const orders = new Map<string, readonly PlacedOrder[]>();
  const changes = new Map<string, readonly PlacedChange[]>();
  const cancelled = new Set<string>();
  return {
    orders,
    changes,
    cancelled,
    add(placed) {
      for (const order of placed.orders) orders.set(order.purchaseOrder, [...(orders.get(order.purchaseOrder) ?? []), order]);
      for (const change of placed.changes)
        changes.set(change.purchaseOrder, [...(changes.get(change.purchaseOrder) ?? []), change]);
      for (const number of placed.cancelled) cancelled.add(number);
    },
  };
}

type Answer = ThreadView['answers'][number];

/** Which 865 was drafted when, by the number of its change: people decide changes in any order, and that order counts. */
export type Turns = ReadonlyMap<string, number>;

/** From what the desk shows of its orders: their answers, oldest first. */
export function turnsOf(threads: readonly { readonly answers: readonly Pick<Answer, 'kind' | 'number'>[] }[]): Turns {
  const turns = new Map<string, number>();
  for (const { kind, number } of threads.flatMap(({ answers }) => answers))
    if (kind === '865' && !turns.has(changeOf(number))) turns.set(changeOf(number), turns.size);
  return turns;
}

/**
 * The 865s at SPS, every change once and in its turn: an answer that was thrown back, or lost, is told anew long after later ones,
 * and says the same of the same change.
 */
export function answersInTurn(sent: readonly SentDocument[], turns: Turns): readonly SentDocument[] {
  const answered = new Map(sent.filter(({ kind }) => kind === '865').map((answer) => [familyOf(answer), answer]));
  const turn = ({ number }: SentDocument): number => turns.get(changeOf(number)) ?? Number.MAX_SAFE_INTEGER;
  return [...answered.values()].toSorted((one, other) => turn(one) - turn(other));
}

/** An 865 to a cancellation takes out, or keeps, every line; no change of this run deletes all that it names. */
export const isCancelAnswer = ({ kind, lines }: SentDocument): boolean =>
  kind === '865' && lines.length > 0 && lines.every(({ change }) => change?.code === 'DI');

/**
 * Orders as they stand after what the 865s at SPS say was taken of their changes. One that was called off before anything of it was
 * promised has no 865: its 855 promises nothing.
 */
export function standingOrders(
  { orders, changes, cancelled }: PlacedBook,
  sent: readonly SentDocument[],
  turns: Turns,
): PlacedBook['orders'] {
  const answers = Map.groupBy(
    answersInTurn(sent, turns).flatMap(({ lines }) => lines),
    ({ purchaseOrder }) => purchaseOrder,
  );
  const untold = calledOffUntold(cancelled, sent);
  return new Map(
    [...orders].map(([number, copies]) => {
      if (untold.has(number)) return [number, copies.map((order) => ({ ...order, lines: order.lines.map(nothing) }))];
      const said = answers.get(number);
      if (!said) return [number, copies];
      const offered = (changes.get(number) ?? []).flatMap(({ lines }) => lines);
      return [
        number,
        copies.map((order) => ({ ...order, lines: said.reduce((lines, one) => after(lines, one, offered), order.lines) })),
      ];
    }),
  );
}

function calledOffUntold(cancelled: PlacedBook['cancelled'], sent: readonly SentDocument[]): ReadonlySet<string> {
  const answered = new Set(sent.filter(isCancelAnswer).map(({ lines }) => lines[0]?.purchaseOrder));
  const acks = Map.groupBy(
    sent.filter(({ kind }) => kind === '855').flatMap(({ lines }) => lines),
    ({ purchaseOrder }) => purchaseOrder,
  );
  const promisesNothing = (number: string): boolean => acks.get(number)?.every(({ quantity }) => quantity.isZero()) ?? false;
  return new Set([...cancelled].filter((number) => !answered.has(number) && promisesNothing(number)));
}

const nothing = (line: PlacedLine): PlacedLine => ({ ...line, quantity: new Decimal(0), stores: [] });

/** An answer that is told anew has the number of the first with another ending. */
const changeOf = (number: string): string => number.replace(/-R\d+$/, '');

function after(
  lines: readonly PlacedLine[],
  { line: number, quantity, change }: SentDocument['lines'][number],
  offered: readonly PlacedLine[],
): readonly PlacedLine[] {
  if (!change?.taken) return lines;
  if (lines.some((line) => line.number === number))
    return lines.map((line) => (line.number === number ? { ...line, ...keeping(line, quantity, change.code) } : line));
  // Taken out again before it ever was in the order: its addition was refused, so nothing comes of it.
  if (quantity.isZero()) return lines;
  return [...lines, ...offered.filter((line) => line.number === number)];
}

/** Of a line that is taken out but for a part each store keeps some of that part. */
function keeping({ stores }: PlacedLine, quantity: Decimal, code: string): Pick<PlacedLine, 'quantity' | 'stores' | 'mixed'> {
  const isPart = code === 'DI' && stores.length > 0 && !quantity.isZero();
  return isPart ? { quantity, stores: [], mixed: true } : { quantity, stores };
}
