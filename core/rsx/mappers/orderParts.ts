import type { DecimalText } from '#core/domain/decimal.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { addresses, allowances, contacts, dates, notes, paymentTerms, references } from './commonParts.ts';
import { each, valueOf, down, type Cursor } from './cursor.ts';
import { addGroup, groupIn, put } from './draft.ts';
import { at, date, decimal, optionalText, readDecimal, text, type Part, type Shape } from './shape.ts';

/** The header's currency, else the first that a line names. */
export function currencyOf(root: Cursor): string {
  const header = down(down(root, 'Header'), 'OrderHeader');
  const own = valueOf(header, 'BuyersCurrency') || valueOf(header, 'SellersCurrency');
  if (own !== '') return own;
  const lines = each(root, 'LineItem').map((line) => valueOf(down(line, 'OrderLine'), 'BuyersCurrency'));
  return lines.find((code) => code !== '') ?? '';
}

const currency: Part<string> = {
  read: currencyOf,
  write: (value, to) => put(groupIn(groupIn(to, 'Header'), 'OrderHeader'), 'BuyersCurrency', value),
};

/** Said outright, by the order's type, or by an own number of the consumer with a ship-to that is no location (reference/sps.md 3.4). */
const isDropShip: Part<boolean> = {
  read: (from) => {
    const said = valueOf(down(from, 'Meta'), 'IsDropShip') || valueOf(down(from, 'Meta'), 'OrderManagement');
    if (said === 'true' || said === 'DropShip') return true;
    const header = down(down(from, 'Header'), 'OrderHeader');
    return (
      valueOf(header, 'PrimaryPOTypeCode') === 'DS' || (valueOf(header, 'CustomerOrderNumber') !== '' && shipsToConsumer(from))
    );
  },
  write: (value, to) => {
    if (value) put(groupIn(to, 'Meta'), 'IsDropShip', 'true');
  },
};

/** The quantity that the header's totals give over all lines; line totals (LQT) say something else. */
const totalQuantity: Part<DecimalText | undefined> = {
  read: (from) => {
    const totals = each(down(from, 'Header'), 'QuantityTotals');
    const total = totals.find((group) => valueOf(group, 'QuantityTotalsQualifier') === 'SQT');
    return total && readDecimal(valueOf(total, 'Quantity'));
  },
  write: (value, to) => {
    if (value === undefined) return;
    const group = addGroup(groupIn(to, 'Header'), 'QuantityTotals');
    put(group, 'QuantityTotalsQualifier', 'SQT');
    put(group, 'Quantity', value);
  },
};

function shipsToConsumer(from: Cursor): boolean {
  const shipTo = each(down(from, 'Header'), 'Address').find((address) => valueOf(address, 'AddressTypeCode') === 'ST');
  return shipTo !== undefined && valueOf(shipTo, 'AddressLocationNumber') === '';
}

/** What the headers of 850 and 860 share. */
export const orderShape: Shape<Omit<PurchaseOrder, 'kind' | 'lines'>> = {
  partnerId: at('Header/OrderHeader', text('TradingPartnerId')),
  vendor: at('Header/OrderHeader', text('Vendor')),
  number: at('Header/OrderHeader', text('PurchaseOrderNumber')),
  release: at('Header/OrderHeader', text('ReleaseNumber')),
  purpose: at('Header/OrderHeader', text('TsetPurposeCode')),
  typeCode: at('Header/OrderHeader', text('PrimaryPOTypeCode')),
  orderDate: at('Header/OrderHeader', date('PurchaseOrderDate')),
  currency,
  department: at('Header/OrderHeader', text('Department')),
  division: at('Header/OrderHeader', text('Division')),
  customerOrderNumber: at('Header/OrderHeader', text('CustomerOrderNumber')),
  shipComplete: at('Header/OrderHeader', text('ShipCompleteCode')),
  isDropShip,
  dates: at('Header', dates),
  addresses: at('Header', addresses),
  contacts: at('Header', contacts),
  references: at('Header', references),
  notes: at('Header', notes),
  terms: at('Header', paymentTerms),
  allowances: at('Header', allowances),
  carrierCode: at('Header/CarrierInformation', text('CarrierAlphaCode')),
  carrierRouting: at('Header/CarrierInformation', text('CarrierRouting')),
  transportMethod: at('Header/CarrierInformation', text('CarrierTransMethodCode')),
  totalAmount: at('Summary', decimal('TotalAmount')),
  totalLines: at('Summary', optionalText('TotalLineItemNumber')),
  totalQuantity,
};
