import { dayAfter } from '../clock.ts';
import type { PracticeOrder } from './purchaseOrder.ts';

/** An order in RSX 7.6: another wrapper, other names (sps.md 3.3). Quayside quarantines it with that sentence. */
export function version76(order: PracticeOrder): string {
  const lines = order.lines.map(
    (line) =>
      `<LineItem><OrderLine><LineSequenceNumber>${line.number}</LineSequenceNumber><VendorPartNumber>${line.product.vendorPart}</VendorPartNumber><OrderQty>${line.quantity}</OrderQty><OrderQtyUOM>${line.unit}</OrderQtyUOM><PurchasePrice>${line.price}</PurchasePrice></OrderLine></LineItem>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><Order xmlns="http://www.spscommerce.com/RSX"><Header><OrderHeader><TradingPartnerId>${order.retailer.partnerId}</TradingPartnerId><PurchaseOrderNumber>${order.number}</PurchaseOrderNumber><PurchaseOrderTypeCode>SA</PurchaseOrderTypeCode></OrderHeader><Date><DateTimeQualifier1>010</DateTimeQualifier1><Date1>${dayAfter(order.placedAt, 8)}</Date1></Date></Header><LineItems>${lines.join('')}</LineItems><Summary><TotalQuantity>${order.lines.length}</TotalQuantity></Summary></Order>`;
}

/** An order as X12 pass-through, which some mailboxes let slip. */
export function x12(order: PracticeOrder): string {
  const day = dayAfter(order.placedAt, 0).replaceAll('-', '');
  const lines = order.lines.map(
    (line) => `PO1*${line.number}*${line.quantity}*${line.unit}*${line.price}**UP*${line.product.upc}~`,
  );
  return [
    `ISA*00*          *00*          *ZZ*${order.retailer.partnerId.padEnd(15)}*ZZ*CONTOSOUS      *${day.slice(2)}*1200*U*00401*000000905*0*P*>~`,
    `GS*PO*${order.retailer.partnerId}*CONTOSOUS*${day}*1200*905*X*004010~`,
    'ST*850*0001~',
    `BEG*00*SA*${order.number}**${day}~`,
    ...lines,
    `CTT*${order.lines.length}~`,
    `SE*${order.lines.length + 4}*0001~`,
    'GE*1*905~',
    'IEA*1*000000905~',
  ].join('\n');
}
