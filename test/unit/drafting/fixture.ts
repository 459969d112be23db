import { defaultOutboundSheet, type OutboundSheet } from '#core/domain/outboundSheet.ts';
import { defaultPartnerSheet } from '#core/domain/partnerSheet.ts';
import type { Posting, PostingKind, PostingLine } from '#core/domain/posting.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { AckInput, DraftBasis, DraftCompany, DraftOrder, JoinedPosting } from '#core/drafting/draft.types.ts';
import { joinPosting } from '#core/drafting/join.ts';
import { fromOutbound, type OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { toPurchaseOrder } from '#core/rsx/mappers/purchaseOrder.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import { toOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { example, readOne } from '../rsx/helpers.ts';

/** The 850 of the reference's story: 24 lamps, 48 mugs, 12 rugs. */
export const exampleOrder: PurchaseOrder = toPurchaseOrder(readOne(example('850-order'))).order;

export const company: DraftCompany = {
  name: 'Contoso Retail USA',
  remitTo: {
    qualifier: '',
    code: '',
    name: 'Contoso Retail USA',
    alternateName: '',
    lines: ['500 Remit Lane'],
    city: 'Reno',
    state: 'NV',
    postalCode: '89501',
    country: 'USA',
  },
  shipFrom: {
    '24': {
      qualifier: '91',
      code: 'WH24',
      name: 'Contoso Warehouse 24',
      alternateName: '',
      lines: ['24 Dock Street'],
      city: 'Reno',
      state: 'NV',
      postalCode: '89502',
      country: 'USA',
    },
  },
  weightUnit: 'LB',
  carriers: { ABF: 'ABFS' },
};

/** An order in Dynamics: product `D1` for line 1 and so on, ordered and sold in eaches, one lot a line or a store. */
export function draftOrder(order: PurchaseOrder = exampleOrder, change: Partial<DraftOrder> = {}): DraftOrder {
  const salesOrder = change.salesOrders?.[0]?.salesOrder ?? 'SO-000441';
  let number = 0;
  const links = order.lines.flatMap(({ position, stores }) =>
    (stores.length === 0 ? [''] : stores.map(({ store }) => store)).map((store) => {
      number += 1;
      return { salesOrder, lotId: `L${number}`, customersLineNumber: number, position, store };
    }),
  );
  return {
    threadId: 7,
    order,
    company: 'usmf',
    salesOrders: [{ salesOrder, store: '' }],
    lines: order.lines.map(({ position }) => ({ position, itemNumber: `D${position}`, units: [{ unit: 'ea', factor: '1' }] })),
    links,
    dates: { shipQualifiers: defaultPartnerSheet.shipQualifiers, receiptQualifiers: defaultPartnerSheet.receiptQualifiers },
    standing: 'open',
    reason: '',
    earlier: [],
    ...change,
  };
}

export function postingLine(position: number, change: Partial<PostingLine> = {}): PostingLine {
  return {
    position,
    salesOrder: 'SO-000441',
    lotId: `L${position}`,
    itemNumber: `D${position}`,
    externalItem: '',
    name: `Product ${position}`,
    quantity: '1',
    unit: 'ea',
    ...change,
  };
}

const numbers = { confirmation: 'SO-000441-1', 'packing-slip': 'PS-000902', invoice: 'CIV-000871' } as const;

export function posting(kind: PostingKind, lines: readonly PostingLine[], change: Partial<Posting> = {}): Posting {
  return {
    kind,
    key: `${kind}/1`,
    company: 'USMF',
    number: numbers[kind],
    voucher: 'V1',
    date: '2026-03-10',
    salesOrders: ['SO-000441'],
    customer: 'US-1',
    invoiceAccount: 'US-1',
    requisition: '4500012345',
    reference: '4500012345',
    currency: 'USD',
    lines,
    charges: [],
    set: `the ${kind} set`,
    ...change,
  };
}

export const join = (
  of: Posting,
  orders: readonly DraftOrder[] = [draftOrder()],
  charges: ReadonlySet<string> = new Set(),
): JoinedPosting => joinPosting(of, orders, charges);

type Sections = { readonly [K in 'ack' | 'shipNotice' | 'invoice' | 'echo']?: Partial<OutboundSheet[K]> };

export function sheet(change: Sections & Partial<Pick<OutboundSheet, 'forbiddenCharacters'>> = {}): OutboundSheet {
  const base = defaultOutboundSheet;
  return {
    ...base,
    ack: { ...base.ack, ...change.ack },
    shipNotice: { ...base.shipNotice, ...change.shipNotice },
    invoice: { ...base.invoice, ...change.invoice },
    echo: { ...base.echo, ...change.echo },
    forbiddenCharacters: change.forbiddenCharacters ?? '',
  };
}

export const basis = (change: Parameters<typeof sheet>[0] = {}): DraftBasis => ({
  sheet: sheet(change),
  company,
  at: { date: '2026-03-03', time: '09:15:00' },
  revision: 1,
  intent: 'original',
});

export function ackInput(lines: readonly PostingLine[], change: Partial<AckInput> = {}): AckInput {
  const order = change.order ?? draftOrder();
  return { ...basis(), order, store: '', confirmation: join(posting('confirmation', lines), [order]), answers: [], ...change };
}

/** What the bytes of a document say, after the strict writer and the reader. */
export function throughBytes<D extends OutboundDocument>(document: D): D {
  const root = fromOutbound(document);
  const xml = writeXml([{ kind: document.kind, root }], { mode: 'strict' });
  const reading = readRsx(new TextEncoder().encode(xml));
  const read = reading.outcome === 'documents' ? reading.documents[0] : undefined;
  if (!read) throw new Error('cannot be read');
  return toOutbound(document.kind, read.root) as D;
}

/** The text of a document as it leaves. */
export const xmlOf = (document: OutboundDocument): string =>
  writeXml([{ kind: document.kind, root: fromOutbound(document) }], { mode: 'strict' });
