import { Decimal } from '#core/domain/decimal.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { isCredit, type BilledLine } from './billed.ts';
import type { EarlierDocument, InvoiceInput } from './draft.types.ts';
import { answeredBefore, isStanding, saidBy, speaking } from './earlier.ts';
import type { ScopedLine } from './scope.ts';

/**
 * The ship notices of the goods that an invoice bills. No document says which they are, so goods are billed in the order
 * in which they left: what invoices before this one bill comes off the oldest notices. Charges alone and credit notes are
 * about all of them. Pure.
 */
export function billedNotices(input: InvoiceInput, lines: readonly BilledLine[], number: string): readonly Shipment[] {
  if (lines.length === 0 || isCredit(input)) return input.notices;
  const numbers = new Set(
    scopedOf(lines).flatMap((scoped) => noticesOfLine(input, lines, scoped, number).map((entry) => entry.number)),
  );
  return input.notices.filter((notice) => numbers.has(notice.number));
}

/** How much of a line those notices announce; undefined where none does, and on a credit note. In the 850's unit. */
export function announcedFor(
  input: InvoiceInput,
  lines: readonly BilledLine[],
  { scoped }: BilledLine,
  number: string,
): Decimal | undefined {
  if (isCredit(input)) return undefined;
  const { line, store } = scoped;
  const said = noticesOfLine(input, lines, scoped, number).map((entry) => saidBy(entry, line.position, store));
  return said.length === 0 ? undefined : said.reduce((sum, quantity) => sum.plus(quantity), new Decimal(0));
}

const nameOf = ({ line, store }: ScopedLine): string => `${line.position}/${store}`;

/** A line that is billed at two prices is one line here. */
const scopedOf = (lines: readonly BilledLine[]): readonly ScopedLine[] => [
  ...new Map(lines.map(({ scoped }) => [nameOf(scoped), scoped])).values(),
];

/** Of the goods of a line in the order in which they left, this invoice bills those from `from` to `to`. */
function noticesOfLine(
  { order }: InvoiceInput,
  lines: readonly BilledLine[],
  scoped: ScopedLine,
  number: string,
): readonly EarlierDocument[] {
  const { line, store } = scoped;
  const billed = lines.filter((one) => nameOf(one.scoped) === nameOf(scoped));
  const from = answeredBefore(order, '810', line.position, store, number);
  const to = billed.reduce((sum, { quantity }) => sum.plus(quantity), from);
  let left = new Decimal(0);
  return speaking(order, ['856'], isStanding).filter((entry) => {
    const before = left;
    left = left.plus(saidBy(entry, line.position, store));
    return before.lessThan(to) && left.greaterThan(from);
  });
}
