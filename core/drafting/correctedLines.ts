import { assertNever } from '#core/domain/assertNever.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { LineAcknowledgement } from '#core/domain/orderAck.ts';
import type { OrderChangeAckLine } from '#core/domain/orderChangeAck.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { ItemLevel, ShipmentLevel } from '#core/domain/shipment.ts';
import type { Draft, DraftOrder, OutboundDocument } from './draft.types.ts';
import { factorOf } from './units.ts';

type Lines = Draft['lines'];

/** A quantity in the unit that stands beside it. */
interface Counted {
  readonly quantity: Decimal;
  readonly unit: string;
}

/** What one place of a document says of a line. */
interface Said {
  readonly place: string;
  readonly quantities: readonly Counted[];
  readonly amount: Decimal;
}

/**
 * What a draft answers line by line once a person's corrections are on top, so that the balance says what the bytes say: each
 * line moves by as much as its place in the document moved. In the 850's unit: where a unit was corrected, what stands beside
 * it is converted by the units of the order; one that nobody knows counts as the 850's. Pure.
 */
export function correctedLines(
  draft: Pick<Draft, 'document' | 'lines'>,
  corrected: OutboundDocument,
  orders: readonly DraftOrder[],
): Lines {
  const { was, is } = placesOf(draft.document, corrected);
  if (draft.document.kind === '865') return answeredLines(draft.lines, { was, is }, orders);
  return placed(draft.lines, draft.document.kind, orders).map(({ line, place }) => {
    const inOrdered = counterOf(line, orders);
    const quantity = moved(inOrdered(was.get(place)?.quantities), inOrdered(is.get(place)?.quantities));
    const amount = moved(was.get(place)?.amount, is.get(place)?.amount);
    if (quantity.isZero() && amount.isZero()) return line;
    // Credits are written without a sign and count below zero.
    const sign = line.quantity.startsWith('-') ? -1 : 1;
    return {
      ...line,
      quantity: decimalText(new Decimal(line.quantity).plus(quantity.times(sign))),
      ...(line.amount === undefined ? {} : { amount: decimalText(new Decimal(line.amount).plus(amount.times(sign))) }),
    };
  });
}

type Places = ReadonlyMap<string, Omit<Said, 'place'>>;

/** What a draft says of each place, and what it says corrected. */
function placesOf(draft: OutboundDocument, corrected: OutboundDocument): { readonly was: Places; readonly is: Places } {
  const before = saidBy(draft);
  const after = saidBy(corrected);
  // A place keeps its name where a line number itself was corrected.
  const named = after.length === before.length ? after.map((said, at) => ({ ...said, place: before[at]?.place ?? '' })) : after;
  return { was: summed(before), is: summed(named) };
}

/**
 * Of an 865 what is promised of a line once its answer is another one. It says so of the line as a whole: its parts for the
 * stores are nobody's word any more.
 */
function answeredLines(
  lines: Lines,
  { was, is }: { readonly was: Places; readonly is: Places },
  orders: readonly DraftOrder[],
): Lines {
  const own = [...Map.groupBy(lines, ({ threadId, position }) => `${threadId} ${position}`).values()];
  const firsts = own.flatMap(([first]) => first ?? []);
  return placed(firsts, '865', orders).flatMap(({ line, place }, at) => {
    const inOrdered = counterOf(line, orders);
    const promised = inOrdered(is.get(place)?.quantities);
    if (promised.equals(inOrdered(was.get(place)?.quantities))) return own[at] ?? [];
    return [{ ...line, store: '', quantity: decimalText(promised) }];
  });
}

const moved = (before: Decimal | undefined, after: Decimal | undefined): Decimal =>
  (after ?? new Decimal(0)).minus(before ?? new Decimal(0));

/** Adds quantities up in the unit of a line of the 850. */
function counterOf(
  { threadId, position }: Lines[number],
  orders: readonly DraftOrder[],
): (quantities?: readonly Counted[]) => Decimal {
  const order = orders.find((entry) => entry.threadId === threadId);
  const line = order?.order.lines.find((entry) => entry.position === position);
  const known = order?.lines.find((entry) => entry.position === position);
  const factor = (unit: string): Decimal =>
    (line && unit !== '' && !sameUnit(unit, line.unit) ? factorOf(unit, line, known) : undefined) ?? new Decimal(1);
  return (quantities = []) =>
    quantities.reduce((sum, { quantity, unit }) => sum.plus(quantity.dividedBy(factor(unit)).toDecimalPlaces(6)), new Decimal(0));
}

function summed(said: readonly Said[]): Places {
  const sums = new Map<string, Omit<Said, 'place'>>();
  for (const { place, quantities, amount } of said) {
    const sum = sums.get(place);
    sums.set(place, { quantities: [...(sum?.quantities ?? []), ...quantities], amount: amount.plus(sum?.amount ?? 0) });
  }
  return sums;
}

const number = (text: string | undefined): Decimal => parseDecimal(text ?? '') ?? new Decimal(0);

function saidBy(document: OutboundDocument): readonly Said[] {
  switch (document.kind) {
    case '855':
      return counted(document.lines).map(({ line, place }) => ({
        place,
        quantities: line.acknowledgements.map((part) => promisedBy(part, line)),
        amount: new Decimal(0),
      }));
    case '865':
      return counted(document.lines).map(({ line, place }) => ({
        place,
        quantities: promisedAfter(line),
        amount: new Decimal(0),
      }));
    case '810':
      return counted(document.lines).map(({ line, place }) => ({
        place,
        quantities: [{ quantity: number(line.quantity), unit: line.unit }],
        amount: number(line.extended),
      }));
    case '856':
      return ordersIn(document.levels).flatMap((level, at) =>
        itemsIn(level.levels).map(({ lineNumber, shipQuantity, shipUnit }) => ({
          place: shipPlace(at, lineNumber),
          quantities: [{ quantity: number(shipQuantity), unit: shipUnit }],
          amount: new Decimal(0),
        })),
      );
    default:
      return assertNever(document, 'outbound document');
  }
}

/** Of a line that is taken back stays what is refused; one whose change is refused stays as it was. */
function promisedAfter(line: OrderChangeAckLine): readonly Counted[] {
  const { acknowledgements: parts, changeCode, previousQuantity, unit } = line;
  const refused = parts.filter(({ status }) => status === 'IR');
  if (changeCode === 'DI') return refused.map((part) => ({ quantity: number(part.quantity), unit: part.unit }));
  if (refused.length === parts.length) return [{ quantity: number(previousQuantity), unit }];
  return parts.map((part) => promisedBy(part, line));
}

/** Rejected promises nothing; BP promises the whole line, of which the rest comes later. */
function promisedBy(
  { status, quantity, unit }: LineAcknowledgement,
  line: { readonly quantity?: string | undefined; readonly unit: string },
): Counted {
  if (status === 'IR' || status === 'ID') return { quantity: new Decimal(0), unit };
  return status === 'BP' ? { quantity: number(line.quantity), unit: line.unit } : { quantity: number(quantity), unit };
}

const shipPlace = (level: number, lineNumber: string): string => `${level}/${lineNumber}`;
const linePlace = (lineNumber: string, nth: number): string => `${lineNumber}#${nth}`;

/** Lines with their places: a line of the 850 may stand several times, once for each store or price. */
function counted<T extends { readonly lineNumber: string }>(
  lines: readonly T[],
): readonly { readonly line: T; readonly place: string }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const nth = (seen.get(line.lineNumber) ?? 0) + 1;
    seen.set(line.lineNumber, nth);
    return { line, place: linePlace(line.lineNumber, nth) };
  });
}

const ordersIn = (levels: readonly ShipmentLevel[]): readonly ShipmentLevel[] =>
  levels.flatMap((level) => (level.level === 'order' ? [level] : ordersIn(level.levels)));

const itemsIn = (levels: readonly ShipmentLevel[]): readonly ItemLevel[] =>
  levels.flatMap((level) => (level.level === 'item' ? [level, ...itemsIn(level.levels)] : itemsIn(level.levels)));

/** The draft's lines with where the document says them: drafting writes both in the same order. */
function placed(
  lines: Lines,
  kind: OutboundDocument['kind'],
  orders: readonly DraftOrder[],
): readonly { readonly line: Lines[number]; readonly place: string }[] {
  const named = lines.map((line) => {
    const { order } = orders.find(({ threadId }) => threadId === line.threadId) ?? {};
    return { line, lineNumber: order?.lines.find(({ position }) => position === line.position)?.lineNumber ?? '' };
  });
  if (kind !== '856') return counted(named).map(({ line: { line }, place }) => ({ line, place }));
  const levels = [...new Set(lines.map(levelOf))];
  return named.map(({ line, lineNumber }) => ({ line, place: shipPlace(levels.indexOf(levelOf(line)), lineNumber) }));
}

const levelOf = ({ threadId, store }: Lines[number]): string => `${threadId} ${store}`;
