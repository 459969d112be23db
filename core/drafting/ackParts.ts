import type { Decimal } from '#core/domain/decimal.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { samePrice } from './units.ts';

/** One confirmed part of a line, in the 850's unit. */
export interface ConfirmedPart {
  readonly quantity: Decimal;
  readonly date?: LocalDate;
  readonly price?: Decimal;
  /** Set where Dynamics confirmed another product than the one that was ordered. */
  readonly substitute?: ItemIdentifiers;
  readonly source: PostingLine;
}

export interface LineSituation {
  readonly position: number;
  readonly store: string;
  readonly lineNumber: string;
  readonly ordered: Decimal;
  readonly unit: string;
  readonly price?: Decimal;
  readonly requested?: LocalDate;
  /** What ships before it is refused. */
  readonly soonest?: LocalDate;
  /** The 850 allows no backorder: what does not come in time does not come at all, unless the buyer says so. */
  readonly noBackorder: boolean;
  readonly parts: readonly ConfirmedPart[];
}

/** What was confirmed of a line, as far as it is answered alike: by day, and within a day by item and price. Pure. */
export function partsOf(line: LineSituation): readonly ConfirmedPart[] {
  return inTime(
    line,
    byDate(
      line,
      line.parts.filter((part) => part.quantity.greaterThan(0)),
    ),
  );
}

/**
 * Parts of one day together, earliest first; parts without a day come first. What has an item or a price of its own stands by
 * itself, after what is as ordered: put together, the other item would be accepted as the one that was ordered.
 */
function byDate(line: LineSituation, parts: readonly ConfirmedPart[]): readonly ConfirmedPart[] {
  const groups: ConfirmedPart[] = [];
  for (const part of parts) {
    const at = groups.findIndex((group) => (group.date ?? '') === (part.date ?? '') && alike(group, part));
    const group = groups[at];
    if (group) groups[at] = { ...group, quantity: group.quantity.plus(part.quantity) };
    else groups.push(part);
  }
  const place = (part: ConfirmedPart): string => `${part.date ?? ''}/${part.substitute || !isOrderedPrice(line, part) ? 1 : 0}`;
  return groups.toSorted((left, right) => place(left).localeCompare(place(right)));
}

const alike = (one: ConfirmedPart, other: ConfirmedPart): boolean =>
  (one.substitute ? one.source.itemNumber : '') === (other.substitute ? other.source.itemNumber : '') &&
  (!one.price || !other.price || samePrice(one.price, other.price));

const isOrderedPrice = ({ price }: LineSituation, part: ConfirmedPart): boolean =>
  !price || !part.price || samePrice(part.price, price);

/**
 * Days that are all in time are one promise, by the last of them: nothing of it is changed or backordered, and IQ with IB would
 * count as a shortage. What has a price or an item of its own stands by itself, as does what comes before it is wanted (855-05).
 */
function inTime(line: LineSituation, groups: readonly ConfirmedPart[]): readonly ConfirmedPart[] {
  const { requested, soonest } = line;
  const early = groups.some(({ date }) => date !== undefined && soonest !== undefined && date < soonest);
  if (requested === undefined || early) return groups;
  const [first, ...more] = groups.filter(({ date }) => date === undefined || date <= requested);
  if (!first || more.length === 0 || ![first, ...more].every((part) => saysAsFirst(first, part))) return groups;
  const quantity = more.reduce((sum, part) => sum.plus(part.quantity), first.quantity);
  const last = more.at(-1)?.date;
  return [{ ...first, quantity, ...(last === undefined ? {} : { date: last }) }, ...groups.slice(more.length + 1)];
}

const saysAsFirst = ({ price }: ConfirmedPart, part: ConfirmedPart): boolean =>
  !part.substitute && (price === undefined ? part.price === undefined : part.price !== undefined && samePrice(price, part.price));
