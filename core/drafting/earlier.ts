import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import type { DraftOrder, EarlierDocument } from './draft.types.ts';

/** True for a document that left, or may have left, and that the partner did not throw back: what it says counts. */
export function isOut({ draft, transport, business, counts }: EarlierDocument): boolean {
  return counts && draft === 'left' && transport !== 'refused' && transport !== 'none' && business !== 'rejected';
}

/** Everything of a kind that is out, for one line or one store's part of it. In the 850's unit. */
export function answeredBefore(order: DraftOrder, kind: OutboundKind, position: number, store: string, but: string): Decimal {
  return order.earlier
    .filter((entry) => entry.kind === kind && entry.number !== but && isOut(entry))
    .flatMap((entry) => entry.lines)
    .filter((line) => line.position === position && (store === '' || line.store === store))
    .reduce((sum, line) => sum.plus(parseDecimal(line.quantity) ?? 0), new Decimal(0));
}

/** What the newest 855 promises of a line; undefined where none is out. An 855 is a snapshot, not a sum. */
export function promisedBefore(order: DraftOrder, position: number, store: string): Decimal | undefined {
  const acks = order.earlier.filter((entry) => (entry.kind === '855' || entry.kind === '865') && isOut(entry));
  const lines = (entry: EarlierDocument): EarlierDocument['lines'] =>
    entry.lines.filter((line) => line.position === position && (store === '' || line.store === store));
  // Answers per store stand side by side: the newest of each counts.
  const newest = new Map(acks.filter((entry) => lines(entry).length > 0).map((entry) => [entry.store, entry]));
  if (newest.size === 0) return undefined;
  return [...newest.values()].flatMap(lines).reduce((sum, line) => sum.plus(parseDecimal(line.quantity) ?? 0), new Decimal(0));
}
