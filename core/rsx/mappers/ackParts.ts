import type { LineAcknowledgement, OrderAck, OrderAckLine } from '#core/domain/orderAck.ts';
import { addresses, contacts, dates, itemIdentifiers, notes, paymentTerms, references } from './commonParts.ts';
import {
  carriers,
  descriptions,
  detailedAllowances,
  fob,
  physicalDetails,
  prices,
  quantityTotals,
  scheduledQuantities,
  taxes,
} from './sharedParts.ts';
import { at, date, decimal, list, located, position, text, type Part, type Shape } from './shape.ts';

const acknowledgements: Part<readonly LineAcknowledgement[]> = list(
  'LineItemAcknowledgement',
  located<LineAcknowledgement>({
    status: text('ItemStatusCode'),
    quantity: decimal('ItemScheduleQty'),
    unit: text('ItemScheduleUOM'),
    scheduleQualifier: text('ItemScheduleQualifier'),
    scheduleDate: date('ItemScheduleDate'),
    price: decimal('PurchasePrice'),
    priceBasis: text('PurchasePriceBasis'),
    item: itemIdentifiers,
  }),
);

/** A `LineItem` of an 855 and of an 865. */
export const ackLineShape: Shape<OrderAckLine> = {
  position,
  lineNumber: at('OrderLine', text('LineSequenceNumber')),
  item: at('OrderLine', itemIdentifiers),
  quantity: at('OrderLine', decimal('OrderQty')),
  unit: at('OrderLine', text('OrderQtyUOM')),
  price: at('OrderLine', decimal('PurchasePrice')),
  priceBasis: at('OrderLine', text('PurchasePriceBasis')),
  extended: at('OrderLine', decimal('ExtendedItemTotal')),
  acknowledgements,
  dates,
  prices,
  descriptions,
  physicalDetails,
  references,
  notes,
  addresses,
  quantities: scheduledQuantities,
  taxes,
  allowances: detailedAllowances,
};

const header = <V>(part: Part<V>): Part<V> => at('Header/OrderHeader', part);

/** What the headers of 855 and 865 share. */
export const ackShape: Shape<Omit<OrderAck, 'kind' | 'lines'>> = {
  partnerId: header(text('TradingPartnerId')),
  vendor: header(text('Vendor')),
  number: header(text('PurchaseOrderNumber')),
  release: header(text('ReleaseNumber')),
  purpose: header(text('TsetPurposeCode')),
  typeCode: header(text('PrimaryPOTypeCode')),
  orderDate: header(date('PurchaseOrderDate')),
  acknowledgementNumber: header(text('AcknowledgementNumber')),
  acknowledgementType: header(text('AcknowledgementType')),
  acknowledgementDate: header(date('AcknowledgementDate')),
  acknowledgementTime: header(text('AcknowledgementTime')),
  internalOrderNumber: header(text('InternalOrderNumber')),
  internalOrderDate: header(date('InternalOrderDate')),
  currency: header(text('BuyersCurrency')),
  department: header(text('Department')),
  division: header(text('Division')),
  customerOrderNumber: header(text('CustomerOrderNumber')),
  shipComplete: header(text('ShipCompleteCode')),
  terms: at('Header', paymentTerms),
  dates: at('Header', dates),
  contacts: at('Header', contacts),
  addresses: at('Header', addresses),
  fob: at('Header', fob),
  carriers: at('Header', carriers),
  references: at('Header', references),
  notes: at('Header', notes),
  taxes: at('Header', taxes),
  allowances: at('Header', detailedAllowances),
  totals: at('Header', quantityTotals),
  totalAmount: at('Summary', decimal('TotalAmount')),
  totalLines: at('Summary', text('TotalLineItemNumber')),
};
