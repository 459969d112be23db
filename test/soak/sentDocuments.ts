import { Decimal } from 'decimal.js';
import type { ReceivedFile } from '#core/practice/sps/mailbox.ts';

/** What a document that SPS has says of one line of an order. */
export interface SaidLine {
  readonly purchaseOrder: string;
  readonly line: string;
  readonly quantity: Decimal;
  /** Of an 865: what was asked and whether it was taken. */
  readonly change?: { readonly code: string; readonly taken: boolean };
}

export interface SentDocument {
  readonly path: string;
  readonly kind: '855' | '856' | '810' | '865';
  readonly partnerId: string;
  readonly number: string;
  readonly at: string;
  readonly overwritten: boolean;
  readonly lines: readonly SaidLine[];
  /** Serials of packs, as they stand there. */
  readonly serials: readonly string[];
  /** True for one that only takes back another (purpose 01). */
  readonly takesBack: boolean;
}

/** A document and its corrections: a new one after a cancellation has the number of the first with R2, an 855 with C2. */
export function familyOf({ kind, partnerId, number }: SentDocument): string {
  const first = number.replace(kind === '855' ? /-C\d+$/ : /-R\d+$/, '');
  return [kind, partnerId, first].join(' ');
}

/** What counts for the retailer: of a document and its corrections the newest that it did not throw back, if that takes nothing back. */
export function countedOf(sent: readonly SentDocument[], replies: ReadonlyMap<string, string>): readonly SentDocument[] {
  const standing = sent.filter(({ path }) => replies.get(path) !== 'rejected');
  const newest = new Map(standing.map((document) => [familyOf(document), document]));
  return standing.filter((document) => newest.get(familyOf(document)) === document && !document.takesBack);
}

const value = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1] ?? '';
const parts = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>.*?</${name}>`, 'gs'))].map(([part]) => part);
const took = new Set(['IA', 'IQ', 'IP', 'IC', 'DR', 'IS', 'BP']);

/** A file that SPS accepted, read by patterns of our own: nothing of the product's codec is asked. */
export function sentDocument(file: ReceivedFile): SentDocument {
  const { body, path, at, overwritten } = file;
  const same = {
    path,
    at,
    overwritten,
    partnerId: value(body, 'TradingPartnerId'),
    serials: serialsIn(body),
    takesBack: value(body, 'TsetPurposeCode') === '01',
  };
  if (body.includes('<OrderAck>'))
    return { ...same, kind: '855', number: value(body, 'AcknowledgementNumber'), lines: acknowledged(body) };
  if (body.includes('<OrderChangeAck>'))
    return { ...same, kind: '865', number: value(body, 'AcknowledgementNumber'), lines: changed(body) };
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

/** Of every line of a change what holds after it: of one that is taken out but for what had left (IA 91 + IR 5) that part. */
function changed(body: string): readonly SaidLine[] {
  const purchaseOrder = value(body, 'PurchaseOrderNumber');
  return parts(body, 'LineItem').map((line) => {
    const code = value(line, 'LineChangeCode');
    const said = parts(line, 'LineItemAcknowledgement');
    const taken = said.some((one) => ['IA', 'ID'].includes(value(one, 'ItemStatusCode')));
    const quantity = code === 'DI' ? (taken ? refusedOf(said) : new Decimal(0)) : new Decimal(value(line, 'OrderQty') || 0);
    return { purchaseOrder, line: value(line, 'LineSequenceNumber'), quantity, change: { code, taken } };
  });
}

const refusedOf = (said: readonly string[]): Decimal =>
  said
    .filter((one) => value(one, 'ItemStatusCode') === 'IR')
    .reduce((sum, one) => sum.plus(value(one, 'ItemScheduleQty')), new Decimal(0));

const serialsIn = (body: string): readonly string[] =>
  [...body.matchAll(/<ShippingSerialID>([^<]*)</g)].map(([, serial = '']) => serial);

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
