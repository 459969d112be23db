import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import { firstOf, newestOfEach } from '#core/domain/standing.ts';
import type { DocumentedLine, DraftOrder, EarlierDocument } from './draft.types.ts';

/** True for a document that left, or may have left, and that the partner did not throw back: what it says counts. */
export function isOut(entry: EarlierDocument): boolean {
  return isStanding(entry) && entry.draft === 'left' && entry.transport !== 'refused' && entry.transport !== 'none';
}

/** True for a document that is out or on its way: what is drafted next comes after it. One that takes back does so when it leaves. */
export function isStanding({ draft, business, counts }: EarlierDocument): boolean {
  return draft !== 'set-aside' && draft !== 'superseded' && business !== 'rejected' && (counts || draft === 'left');
}

type Which = (entry: EarlierDocument) => boolean;

/** The documents of some kinds that speak for an order, oldest first: of one and its corrections the newest that `which` takes. */
export function speaking(
  { earlier }: DraftOrder,
  kinds: readonly OutboundKind[],
  which: Which = isOut,
): readonly EarlierDocument[] {
  return newestOfEach(
    earlier.filter(({ kind }) => kinds.includes(kind)),
    which,
  );
}

/** Everything of a kind that counts (`which`), for one line or (store '') all of its stores. In the 850's unit. */
export function answered(order: DraftOrder, kind: OutboundKind, position: number, store: string, which: Which = isOut): Decimal {
  return sumOf(speaking(order, [kind], which).flatMap((entry) => linesOf(entry, position, store)));
}

/**
 * What came before the document of that number: what is out, and what was drafted before it and will leave before it. A document that is
 * drafted again is not counted as its own predecessor, nor is what it corrects, nor what came after it and has not left.
 */
export function answeredBefore(order: DraftOrder, kind: OutboundKind, position: number, store: string, number: string): Decimal {
  return answered(order, kind, position, store, before(order, kind, number));
}

/** Which documents of a kind come before the one of that number. */
export function before(order: DraftOrder, kind: OutboundKind, number: string): Which {
  const self = order.correcting ?? order.earlier.find((entry) => entry.kind === kind && entry.number === number)?.id;
  const first = firstOf(order.earlier);
  const place = self === undefined ? undefined : first(self);
  return (entry) =>
    entry.kind === kind &&
    entry.number !== number &&
    first(entry.id) !== place &&
    isStanding(entry) &&
    (place === undefined || first(entry.id) < place || isOut(entry));
}

/**
 * The 855s and 865s that speak for an order, in the order in which they count. An 865 says what came of its change when that was
 * decided: told anew after later ones, it takes nothing of theirs back.
 */
export function answersInTurn(order: DraftOrder, which: Which = isOut): readonly EarlierDocument[] {
  const first = firstOf(order.earlier);
  const turn = ({ kind, id }: EarlierDocument): number => (kind === '865' ? first(id) : id);
  return speaking(order, ['855', '865'], which).toSorted((one, other) => turn(one) - turn(other));
}

/** What the newest 855 promises of a line; undefined where none counts. An 855 is a snapshot, not a sum. */
export function promised(order: DraftOrder, position: number, store: string, which: Which = isOut): Decimal | undefined {
  // Answers per store stand side by side, the newest of each; one for the whole order takes the place of all before it.
  const newest = new Map<string, readonly DocumentedLine[]>();
  for (const entry of answersInTurn(order, which)) {
    const lines = linesOf(entry, position, store);
    if (lines.length > 0 && entry.store === '') newest.clear();
    for (const [at, own] of Map.groupBy(lines, (line) => line.store || entry.store)) newest.set(at, own);
  }
  return newest.size === 0 ? undefined : sumOf([...newest.values()].flat());
}

/** What one document says of a line. In the 850's unit. */
export const saidBy = (entry: EarlierDocument, position: number, store: string): Decimal =>
  sumOf(linesOf(entry, position, store));

const linesOf = ({ lines }: EarlierDocument, position: number, store: string): readonly DocumentedLine[] =>
  lines.filter((line) => line.position === position && (store === '' || line.store === store));

const sumOf = (lines: readonly DocumentedLine[]): Decimal =>
  lines.reduce((sum, line) => sum.plus(parseDecimal(line.quantity) ?? 0), new Decimal(0));
