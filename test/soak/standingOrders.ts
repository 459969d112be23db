import type { PlacedChange, PlacedLine, PlacedOrder } from './placedOrders.ts';
import { familyOf, type SentDocument } from './sentDocuments.ts';

/** Every order that retailers placed and every 860; several orders where one number came again with other content. */
export interface PlacedBook {
  readonly orders: ReadonlyMap<string, readonly PlacedOrder[]>;
  readonly changes: ReadonlyMap<string, readonly PlacedChange[]>;
}

export interface BookKeeper extends PlacedBook {
  add(placed: { readonly orders: readonly PlacedOrder[]; readonly changes: readonly PlacedChange[] }): void;
}

export function createBook(): BookKeeper {
  const orders = new Map<string, readonly PlacedOrder[]>();
  const changes = new Map<string, readonly PlacedChange[]>();
  return {
    orders,
    changes,
    add(placed) {
      for (const order of placed.orders) orders.set(order.purchaseOrder, [...(orders.get(order.purchaseOrder) ?? []), order]);
      for (const change of placed.changes)
        changes.set(change.purchaseOrder, [...(changes.get(change.purchaseOrder) ?? []), change]);
    },
  };
}

/**
 * The 865s at SPS, every change once and in its turn: an answer that was thrown back is told anew long after later changes were
 * answered, and says the same of the same change.
 */
export function answersInTurn(sent: readonly SentDocument[]): readonly SentDocument[] {
  const answered = new Map(sent.filter(({ kind }) => kind === '865').map((answer) => [familyOf(answer), answer]));
  return [...answered.values()].toSorted((one, other) => sequenceOf(one) - sequenceOf(other));
}

/** Orders as they stand after what the 865s at SPS say was taken of their changes. */
export function standingOrders({ orders, changes }: PlacedBook, sent: readonly SentDocument[]): PlacedBook['orders'] {
  const answers = Map.groupBy(
    answersInTurn(sent).flatMap(({ lines }) => lines),
    ({ purchaseOrder }) => purchaseOrder,
  );
  return new Map(
    [...orders].map(([number, copies]) => {
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

/** The number of the change that an 865 answers, which counts up: it stands in the number of the answer. */
const sequenceOf = ({ number }: SentDocument): number => Number(/-C(\d+)/.exec(number)?.[1] ?? 0);

function after(
  lines: readonly PlacedLine[],
  { line: number, quantity, change }: SentDocument['lines'][number],
  offered: readonly PlacedLine[],
): readonly PlacedLine[] {
  if (!change?.taken) return lines;
  if (lines.some((line) => line.number === number))
    return lines.map((line) => (line.number === number ? { ...line, quantity } : line));
  // Taken out again before it ever was in the order: its addition was refused, so nothing comes of it.
  if (quantity.isZero()) return lines;
  return [...lines, ...offered.filter((line) => line.number === number)];
}
