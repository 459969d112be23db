import type { Finding } from '#core/domain/finding.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { DraftBasis, DraftOrder, EarlierDocument, OutboundDocument } from '#core/drafting/draft.types.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { checkOutbound } from '#core/rules/outbound/checkOutbound.ts';
import type { Drafted, OutboundFacts, ShipmentFacts } from '#core/rules/outbound/facts.ts';
import { earlier } from '../../drafting/earlierDocuments.ts';
import { ackInput, basis, draftOrder, join, posting, postingLine } from '../../drafting/fixture.ts';
import { address, line, order } from '../../mapping/fixture.ts';

type Sheet = Parameters<typeof basis>[0];

/** An order of two lines with everything that rules look at. */
export const bought: PurchaseOrder = order({
  partnerId: '7QAALLCONTOSOUS',
  vendor: '0088123',
  department: '040',
  references: [{ qualifier: 'CT', id: 'AGR-77', description: '', path: 'Order/Header/References[1]' }],
  terms: [
    {
      type: '01',
      basis: '3',
      discountPercent: '2',
      discountDays: '10',
      netDays: '30',
      description: '',
      path: 'Order/Header/PaymentTerms[1]',
    },
  ],
  allowances: [
    {
      indicator: 'A',
      code: 'C310',
      percent: '5',
      unit: '',
      handling: '02',
      description: '',
      path: 'Order/Header/ChargesAllowances[1]',
    },
  ],
  addresses: [address()],
  lines: [1, 2].map((position) =>
    line(position, { pack: '12', item: { buyerPart: `NW-${position}`, vendorPart: '', upc: '614141000012', gtin: '', ean: '' } }),
  ),
});

export const at = (position: number, quantity: string) => ({ position, store: '', quantity });
export const ofOrder = (change: Partial<DraftOrder> = {}): DraftOrder => draftOrder(bought, change);
/** The 856 of the goods went out. */
export const shipped = earlier('856', [at(1, '24'), at(2, '24')], { number: 'PS-1' });

export const facts = (sheet: Sheet = {}, change: Partial<OutboundFacts> = {}): OutboundFacts => ({
  sheet: basis(sheet).sheet,
  orders: [ofOrder()],
  store: '',
  intent: 'original',
  contentHash: 'now',
  postingKeys: ['posting/1'],
  sameNumber: [],
  elsewhere: [],
  today: '2026-03-03',
  left: [],
  missing: [],
  ...change,
});

/** A document of the same number that left. */
export const before = (kind: EarlierDocument['kind'], change: Partial<EarlierDocument> = {}): EarlierDocument =>
  earlier(kind, [], { contentHash: 'then', postingKeys: ['posting/1'], ...change });

export function ack(change: Partial<OrderAck> = {}, said: Partial<OutboundFacts> = {}, sheet: Sheet = {}): Drafted {
  const lines = [1, 2].map((position) => postingLine(position, { quantity: '24', confirmedShip: '2026-03-10' }));
  const { document } = draftOrderAck(ackInput(lines, { order: ofOrder() }));
  return { kind: '855', document: { ...document, ...change }, facts: facts(sheet, said) };
}

export const packing: PackingRecord = {
  source: 'person',
  pallets: [{ number: 1, sscc: '006141410000009008', weightUnit: 'LB' }],
  cartons: ['006141410000001019', '006141410000001026'].map((sscc, index) => ({
    number: index + 1,
    sscc,
    pallet: 1,
    store: '',
    weightUnit: 'LB',
    tracking: '',
    lines: [{ slipLine: index + 1, quantity: '24' }],
  })),
};

export const slip = join(
  posting(
    'packing-slip',
    [1, 2].map((position) => postingLine(position, { quantity: '24', remaining: '0' })),
    {
      number: 'PS-1',
      shipment: {
        billOfLading: 'B1',
        carrier: 'ABFS',
        carrierName: '',
        deliveryMode: '',
        pro: '',
        seal: '',
        trailer: '',
        load: '',
        tracking: [],
        warehouse: '24',
      },
    },
  ),
  [ofOrder()],
);

const pallets: Sheet = { shipNotice: { structure: 'pallet-carton' } };

export function notice(change: Partial<Shipment> = {}, said: Partial<ShipmentFacts> = {}, sheet: Sheet = pallets): Drafted {
  const orders = said.orders ?? [ofOrder()];
  const slips = said.slips ?? [{ joined: slip, packing }];
  const input: DraftBasis = basis(sheet);
  const { document } = draftShipNotice({ ...input, orders, store: said.store ?? '', slips });
  return {
    kind: '856',
    document: { ...document, ...change },
    facts: { ...facts(sheet, { orders, ...said }), slips, serialUses: [], ...said },
  };
}

export function bill(change: Partial<Invoice> = {}, said: Partial<OutboundFacts> = {}, sheet: Sheet = {}): Drafted {
  const orders = said.orders ?? [ofOrder({ earlier: [shipped] })];
  const invoice = join(
    posting(
      'invoice',
      [1, 2].map((position) => postingLine(position, { quantity: '24', price: '12.5' })),
    ),
    orders,
  );
  const [first = ofOrder()] = orders;
  const { document } = draftInvoice({ ...basis(sheet), order: first, store: '', invoice, notices: [], carriesCharges: true });
  return { kind: '810', document: { ...document, ...change }, facts: facts(sheet, { orders, ...said }) };
}

/** One rule's row: a document that passes, one that fails with exactly this finding, and where nobody can tell. */
export interface OutboundCase {
  readonly rule: string;
  readonly passes: Drafted;
  readonly fails: Drafted;
  readonly finding: Omit<Finding, 'rule'>;
  /** Why nobody can tell, with the document. */
  readonly lacks: readonly [string, Drafted];
}

export const said = (drafted: Drafted, rule?: string): readonly Finding[] =>
  checkOutbound(drafted).filter((found) => rule === undefined || found.rule === rule);

/** The document of a case with some lines changed. */
export function changed<D extends OutboundDocument>(drafted: Drafted, change: (document: D) => Partial<D>): Drafted {
  const document = drafted.document as D;
  return { ...drafted, document: { ...document, ...change(document) } } as unknown as Drafted;
}
