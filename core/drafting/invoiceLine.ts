import { decimalText, type Decimal } from '#core/domain/decimal.ts';
import type { InvoiceLine } from '#core/domain/invoice.ts';
import type { Origin } from '#core/domain/outbound.ts';
import { isCredit, type BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';
import { answered, isStanding, promised } from './earlier.ts';
import { description, echoItem, echoNotes, echoReferences } from './echo.ts';
import type { InvoiceAllowance } from './agreedAllowances.ts';
import { writeAllowance } from './invoiceAllowances.ts';
import { computed, from850, fromDynamics, type Trace } from './trace.ts';

interface OfLine {
  /** What the ship notices of the billed goods say of it. */
  readonly shipped: Decimal | undefined;
  readonly allowed: readonly InvoiceAllowance[];
}

/** A `LineItem` of the 810. */
export function invoiceLine(input: InvoiceInput, billed: BilledLine, { shipped, allowed }: OfLine, trace: Trace): InvoiceLine {
  const { sheet, invoice } = input;
  const { line } = billed.scoped;
  const { set } = invoice.posting;
  const of850 = (element: string): Origin => from850(`${line.path}/OrderLine/${element}`);
  const unit = (): string => trace.of(line.unit, of850('OrderQtyUOM'));
  const left = isCredit(input) ? undefined : leftOf(input, billed);
  return {
    position: line.position,
    lineNumber: trace.of(line.lineNumber, of850('LineSequenceNumber')),
    item: echoItem(trace, line),
    quantity: trace.of(decimalText(billed.quantity), fromDynamics(set, 'quantity')),
    unit: unit(),
    ...(billed.price === undefined ? {} : { price: trace.of(billed.price, billed.priceOrigin) }),
    priceBasis: trace.of(line.priceBasis, of850('PurchasePriceBasis')),
    orderUnit: '',
    ...(shipped ? { shipQuantity: trace.of(decimalText(shipped), computed('the ship notices of the goods')) } : {}),
    shipUnit: shipped ? unit() : '',
    ...(left ? { leftToReceive: trace.of(decimalText(left), computed('promised less shipped')) } : {}),
    leftStatus: left ? trace.of('BO', computed('what was promised and is not shipped yet')) : '',
    extended: trace.of(decimalText(billed.extended), computed('quantity times price')),
    prices: [],
    descriptions: description(trace, sheet, line, { set, line: billed.source }),
    physicalDetails: [],
    references: echoReferences(trace, '810', 'Invoice/LineItem', line.references, sheet.echo.lineReferences),
    notes: echoNotes(trace, line.notes, sheet),
    dates: [],
    addresses: [],
    quantities: [],
    taxes: [],
    allowances: allowed.map((entry) => writeAllowance(entry, trace)),
    path: '',
  };
}

/** What was promised and is not shipped yet; said only once something of the line is. */
function leftOf({ order }: InvoiceInput, { scoped }: BilledLine): Decimal | undefined {
  const { position } = scoped.line;
  const shipped = answered(order, '856', position, scoped.store, isStanding);
  if (!shipped.greaterThan(0)) return undefined;
  const left = (promised(order, position, scoped.store, isStanding) ?? scoped.ordered).minus(shipped);
  return left.greaterThan(0) ? left : undefined;
}
