import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { InvoiceLine } from '#core/domain/invoice.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import { signOf, type BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';
import { answered, isStanding, promised } from './earlier.ts';
import { description, echoItem, echoNotes, echoReferences } from './echo.ts';
import { fromCharge, writeAllowance } from './invoiceAllowances.ts';
import { computed, from850, fromDynamics, type Trace } from './trace.ts';

/** A `LineItem` of the 810. */
export function invoiceLine(input: InvoiceInput, billed: BilledLine, trace: Trace): InvoiceLine {
  const { sheet, invoice } = input;
  const { line } = billed.scoped;
  const { set } = invoice.posting;
  const of850 = (element: string): Origin => from850(`${line.path}/OrderLine/${element}`);
  const unit = (): string => trace.of(line.unit, of850('OrderQtyUOM'));
  const shipped = shippedOn(input, billed);
  const left = leftOf(input, billed);
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
    allowances: billed.charges.map((charge) => writeAllowance(fromCharge(input, charge), trace)),
    path: '',
  };
}

/** What the ship notices say of this line; a credit note says nothing of shipments. */
function shippedOn(input: InvoiceInput, { scoped }: BilledLine): Decimal | undefined {
  if (signOf(input) === -1 || scoped.line.lineNumber === '') return undefined;
  const items = input.notices.flatMap((notice) => itemsOf(notice, input.order.order.number, scoped.line.lineNumber));
  return items.length === 0 ? undefined : items.reduce((sum, quantity) => sum.plus(quantity), new Decimal(0));
}

function itemsOf(notice: Shipment, order: string, lineNumber: string): readonly Decimal[] {
  const inside = (levels: readonly ShipmentLevel[]): readonly Decimal[] =>
    levels.flatMap((level) => {
      if (level.level === 'order' && level.number !== order) return [];
      const own = level.level === 'item' && level.lineNumber === lineNumber ? parseDecimal(level.shipQuantity ?? '') : undefined;
      return [...(own ? [own] : []), ...inside(level.levels)];
    });
  return inside(notice.levels);
}

/** What was promised and is not shipped yet; said only once something of the line is. */
function leftOf({ order }: InvoiceInput, { scoped }: BilledLine): Decimal | undefined {
  const { position } = scoped.line;
  const shipped = answered(order, '856', position, scoped.store, isStanding);
  if (!shipped.greaterThan(0)) return undefined;
  const left = (promised(order, position, scoped.store, isStanding) ?? scoped.ordered).minus(shipped);
  return left.greaterThan(0) ? left : undefined;
}
