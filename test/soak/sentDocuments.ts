import { Decimal } from 'decimal.js';
import type { ReceivedFile } from '#core/practice/sps/mailbox.ts';

/** What a document that SPS has says of one line of an order. */
export interface SaidLine {
  readonly purchaseOrder: string;
  readonly line: string;
  readonly quantity: Decimal;
}

export interface SentDocument {
  readonly path: string;
  readonly kind: '855' | '856' | '810';
  readonly partnerId: string;
  readonly number: string;
  readonly at: string;
  readonly overwritten: boolean;
  readonly lines: readonly SaidLine[];
}

const value = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1] ?? '';
const parts = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>.*?</${name}>`, 'gs'))].map(([part]) => part);
const took = new Set(['IA', 'IQ', 'IP', 'IC', 'DR', 'IS', 'BP']);

/** A file that SPS accepted, read by patterns of our own: nothing of the product's codec is asked. */
export function sentDocument(file: ReceivedFile): SentDocument {
  const { body, path, at, overwritten } = file;
  const same = { path, at, overwritten, partnerId: value(body, 'TradingPartnerId') };
  if (body.includes('<OrderAck>'))
    return { ...same, kind: '855', number: value(body, 'AcknowledgementNumber'), lines: acknowledged(body) };
  if (body.includes('<Shipment>'))
    return { ...same, kind: '856', number: value(body, 'ShipmentIdentification'), lines: shipped(body) };
  if (body.includes('<Invoice>')) return { ...same, kind: '810', number: value(body, 'InvoiceNumber'), lines: invoiced(body) };
  throw new Error(`${path} is no document that this run sends`);
}

function acknowledged(body: string): readonly SaidLine[] {
  const purchaseOrder = value(body, 'PurchaseOrderNumber');
  return parts(body, 'LineItem').map((line) => ({
    purchaseOrder,
    line: value(line, 'LineSequenceNumber'),
    quantity: parts(line, 'LineItemAcknowledgement')
      .filter((one) => took.has(value(one, 'ItemStatusCode')))
      .reduce((sum, one) => sum.plus(value(one, 'ItemScheduleQty')), new Decimal(0)),
  }));
}

/** A line stands below its order, however many stores and packs lie between. */
function shipped(body: string): readonly SaidLine[] {
  return parts(body, 'OrderLevel').flatMap((order) => {
    const purchaseOrder = value(order, 'PurchaseOrderNumber');
    return parts(order, 'ShipmentLine').map((line) => ({
      purchaseOrder,
      line: value(line, 'LineSequenceNumber'),
      quantity: new Decimal(value(line, 'ShipQty')),
    }));
  });
}

function invoiced(body: string): readonly SaidLine[] {
  const purchaseOrder = value(body, 'PurchaseOrderNumber');
  const sign = value(body, 'InvoiceTypeCode') === 'CR' ? -1 : 1;
  return parts(body, 'LineItem').map((line) => ({
    purchaseOrder,
    line: value(line, 'LineSequenceNumber'),
    quantity: new Decimal(value(line, 'InvoiceQty') || 0).abs().times(sign),
  }));
}
