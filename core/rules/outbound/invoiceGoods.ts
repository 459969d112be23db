import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import { priceInWords } from '#core/domain/prices.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { answered, answeredBefore, answersInTurn, isOut, isStanding, speaking } from '#core/drafting/earlier.ts';
import { scopeOf } from '#core/drafting/scope.ts';
import { inDynamics } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet, lineName, maybeOthers, otherOfNumber, takenNumber } from './common.ts';
import type { OutboundFacts } from './facts.ts';
import { linesName, namedLines } from './namedLines.ts';

type InvoiceRule = Rule<Invoice, OutboundFacts>;

const isCredit = ({ typeCode }: Invoice): boolean => typeCode === 'CR';

/** Billed lines with the line of the 850 that they are for; with all that it may be where several are alike. */
export function billedLines(document: Invoice, facts: OutboundFacts) {
  const order = facts.orders[0];
  return document.lines.map((billed, index) => {
    const lines = order ? namedLines(order.order, billed) : [];
    const line = lines.length === 1 ? lines[0] : undefined;
    return { billed, path: `Invoice/LineItem[${index + 1}]/InvoiceLine`, line, lines, order };
  });
}

/** 810-01: an invoice number serves once. */
export const numberUnused: InvoiceRule = {
  id: '810-01',
  fix: otherOfNumber('it is another invoice, so correct the number of this one in Dynamics, or set this one aside'),
  check: (document, facts) => {
    if (facts.intent !== 'original' || !takenNumber(facts)) return [];
    return [
      findingAt(
        'BLOCK',
        'Invoice/Header/InvoiceHeader/InvoiceNumber',
        `Invoice number ${document.number} was used for another invoice.`,
        document.number,
        'a number of its own',
        'The second invoice of a number is taken for a duplicate and never paid.',
      ),
    ];
  },
};

/** 810-05: no more billed than shipped, over all invoices and notices. */
export const billedIsShipped: InvoiceRule = {
  id: '810-05',
  fix: inDynamics('credit what is billed over the shipment, or post the packing slip that is missing'),
  check: (document, facts) => {
    if (isCredit(document) || !facts.sheet.documents['856'].agreed) return [];
    return quantitiesOf(document, facts).flatMap(({ lines, quantity, path, order }): readonly Found[] => {
      const announced = sumOf(lines, ({ position }) => answered(order, '856', position, facts.store, isStanding));
      // The slip of what is not announced may still be read, up to what was ordered (of a store: its part); 810-03 waits for it.
      const scope = scopeOf(order, facts.store, false);
      const ordered = sumOf(lines, (line) => scope.find((entry) => entry.line === line)?.ordered);
      const shipped = Decimal.max(announced, ordered);
      const billed = quantity.plus(billedBefore(lines, order, document, facts));
      // Nothing shipped yet is for 810-03 to say.
      if (!announced.greaterThan(0) || billed.lessThanOrEqualTo(shipped)) return [];
      return [
        findingAt(
          'BLOCK',
          path,
          `${linesName(lines)}: ${decimalText(billed)} ${lines[0]?.unit ?? ''} billed in all, ${decimalText(shipped)} shipped.${maybeOthers(facts)}`,
          decimalText(billed),
          decimalText(shipped),
          'The three-way match fails, and the difference is deducted as a shortage.',
        ),
      ];
    });
  },
};

interface LineSum {
  readonly lines: readonly PurchaseOrderLine[];
  readonly quantity: Decimal;
  readonly path: string;
  readonly order: DraftOrder;
}

/** What a document bills or credits of each line of the 850, or of those that are alike, with the sign that it has there. */
function quantitiesOf(document: Invoice, facts: OutboundFacts): readonly LineSum[] {
  const sums = new Map<PurchaseOrderLine, LineSum>();
  for (const { billed, lines, order, path } of billedLines(document, facts)) {
    const [first] = lines;
    if (!first || !order) continue;
    const before = sums.get(first);
    const own = parseDecimal(billed.quantity ?? '') ?? new Decimal(0);
    sums.set(first, { lines, quantity: own.plus(before?.quantity ?? 0), path: before?.path ?? `${path}/InvoiceQty`, order });
  }
  return [...sums.values()];
}

const sumOf = (lines: readonly PurchaseOrderLine[], of: (line: PurchaseOrderLine) => Decimal | undefined): Decimal =>
  lines.reduce((sum, line) => sum.plus(of(line) ?? 0), new Decimal(0));

/** What other invoices bill of some lines, less what was credited. */
const billedBefore = (
  lines: readonly PurchaseOrderLine[],
  order: DraftOrder,
  { number }: Invoice,
  { store }: OutboundFacts,
): Decimal => sumOf(lines, ({ position }) => answeredBefore(order, '810', position, store, number));

/** Lines of which more is given back than was billed; where no invoice of the order is known nobody can tell. */
function creditedOver(document: Invoice, facts: OutboundFacts): readonly Found[] {
  return quantitiesOf(document, facts).flatMap(({ lines, quantity: own, path, order }): readonly Found[] => {
    const quantity = own.abs();
    const isKnown = speaking(order, ['810'], isStanding).some(({ number }) => number !== document.number);
    const billed = billedBefore(lines, order, document, facts);
    if (!isKnown || quantity.isZero() || quantity.lessThanOrEqualTo(billed)) return [];
    return [
      findingAt(
        'HOLD',
        path,
        `${linesName(lines)}: ${decimalText(quantity)} ${lines[0]?.unit ?? ''} credited, ${decimalText(Decimal.max(billed, 0))} billed.`,
        decimalText(quantity),
        decimalText(Decimal.max(billed, 0)),
        'The retailer gets back what it never paid.',
      ),
    ];
  });
}

/** 810-06: unit and price of the order, or the price that an 855 answered. */
export const pricesOfOrder: InvoiceRule = {
  id: '810-06',
  fix: inDynamics('correct the invoice to the price and unit of the order'),
  check: (document, facts) =>
    billedLines(document, facts).flatMap(({ billed, line, order, path }): readonly Found[] => {
      if (!line || !order) return [];
      const cost = 'The retailer pays its own price and deducts the difference.';
      // An order that names no unit, or in other letters, asks for no other one.
      if (line.unit !== '' && !sameUnit(billed.unit, line.unit))
        return [
          findingAt(
            'BLOCK',
            `${path}/InvoiceQtyUOM`,
            `${lineName(line)} is billed in ${billed.unit || 'no unit'}, ordered in ${line.unit}.`,
            billed.unit,
            line.unit,
            cost,
          ),
        ];
      const agreed = answeredPrice(order, line.position) ?? line.price;
      const [ours, theirs] = [parseDecimal(billed.price ?? ''), parseDecimal(agreed ?? '')];
      if (!ours || !theirs || ours.equals(theirs)) return [];
      return [
        findingAt(
          'HOLD',
          `${path}/PurchasePrice`,
          `${lineName(line)} is billed at ${priceInWords(ours)}, agreed is ${priceInWords(theirs)} per ${line.unit || 'unit'}.`,
          decimalText(ours),
          decimalText(theirs),
          cost,
        ),
      ];
    }),
};

/** The price of the newest 855 or 865 that named one: of one that is out, or goes out before the invoice and asks nobody. */
function answeredPrice(order: DraftOrder, position: number): string | undefined {
  const acks = answersInTurn(order, (entry) => isStanding(entry) && (isOut(entry) || entry.draft !== 'held'));
  return acks.flatMap(({ lines }) => lines.filter((line) => line.position === position && line.price !== undefined)).at(-1)
    ?.price;
}

/** 810-18: a credit note, where the partner takes none by EDI; and one over more than was billed. */
export const creditsTaken: InvoiceRule = {
  id: '810-18',
  fix: (found, document, context) =>
    found.severity === 'HOLD'
      ? { fix: 'dynamics', act: 'correct the credit note to what was billed' }
      : inOrderSheet('invoice.credits')(found, document, context),
  check: (document, facts) =>
    !isCredit(document)
      ? []
      : facts.sheet.invoice.credits
        ? creditedOver(document, facts)
        : [
            findingAt(
              'BLOCK',
              'Invoice/Header/InvoiceHeader/InvoiceTypeCode',
              'The partner takes no credit notes by EDI.',
              'CR',
              'DR',
              'It is booked as an invoice, or rejected; send the credit note another way.',
            ),
          ],
};
