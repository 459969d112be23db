import type { MappingRows, Partner } from '#core/domain/mapping.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { DocumentAddress, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderIdentity } from '#core/domain/identity.ts';

export const identity: OrderIdentity = { partnerId: 'P', vendor: 'V', number: 'PO1', release: '', store: '', copy: 1 };

export function address(change: Partial<DocumentAddress> = {}): DocumentAddress {
  return {
    type: 'ST',
    qualifier: '92',
    code: '0817',
    name: 'DC',
    alternateName: '',
    lines: [],
    city: '',
    state: '',
    postalCode: '',
    country: '',
    path: 'Order/Header/Address[1]',
    ...change,
  };
}

export function line(position: number, change: Partial<PurchaseOrderLine> = {}): PurchaseOrderLine {
  return {
    position,
    lineNumber: String(position).padStart(3, '0'),
    item: { buyerPart: `NW-${position}`, vendorPart: `V-${position}`, upc: '', gtin: '', ean: '' },
    description: `thing ${position}`,
    quantity: '24',
    unit: 'EA',
    price: '12.50',
    priceBasis: 'PE',
    dates: [],
    notes: [],
    references: [],
    stores: [],
    allowances: [],
    path: `Order/LineItem[${position}]`,
    ...change,
  };
}

export function order(change: Partial<PurchaseOrder> = {}): PurchaseOrder {
  return {
    kind: '850',
    partnerId: 'P',
    vendor: 'V',
    number: 'PO1',
    release: '',
    purpose: '00',
    typeCode: 'SA',
    currency: 'USD',
    department: '',
    division: '',
    customerOrderNumber: '',
    shipComplete: '',
    isDropShip: false,
    dates: [
      { qualifier: '010', date: '2026-03-10', path: 'd1' },
      { qualifier: '001', date: '2026-03-20', path: 'd2' },
    ],
    addresses: [address()],
    contacts: [],
    references: [],
    notes: [],
    terms: [],
    allowances: [],
    carrierCode: 'ABFS',
    carrierRouting: '',
    transportMethod: '',
    lines: [line(1), line(2)],
    ...change,
  };
}

export function partner(sheet: Partial<PartnerSheet> = {}, change: Partial<Partner> = {}): Partner {
  return {
    partnerId: 'P',
    vendor: 'V',
    name: 'Northwind',
    company: 'usmf',
    customer: 'US-1',
    invoiceAccount: '',
    site: '1',
    warehouse: '13',
    active: true,
    review: false,
    undoSeconds: 0,
    sheet: { ...defaultPartnerSheet, ...sheet },
    ...change,
  };
}

const item = (number: number) => ({
  partnerId: 'P',
  buyerPart: `NW-${number}`,
  vendorPart: `V-${number}`,
  upc: '',
  gtin: '',
  ean: '',
  itemNumber: `D${number}`,
  unit: 'ea',
});

/** A row as a test writes it: its number is its place, and it has always held unless said otherwise. */
type Written<Row> = Omit<Row, 'id' | 'validFrom'> & { readonly id?: number; readonly validFrom?: string };

function kept<Row>(list: readonly Written<Row>[]): readonly Row[] {
  return list.map((row, index) => ({ id: index + 1, validFrom: '', ...row }) as Row);
}

export interface WrittenRows {
  readonly partner?: Partner | undefined;
  readonly locations?: readonly Written<MappingRows['locations'][number]>[];
  readonly items?: readonly Written<MappingRows['items'][number]>[];
  readonly units?: readonly Written<MappingRows['units'][number]>[];
}

const places = ['0817', '0101', '0102'].map((code, index) => ({
  partnerId: 'P',
  qualifier: '92',
  code,
  addressLocationId: `L${index}`,
}));

export function rows(change: WrittenRows = {}): MappingRows {
  return {
    partner: 'partner' in change ? change.partner : partner(),
    locations: kept(change.locations ?? places),
    items: kept(change.items ?? [item(1), item(2)]),
    units: kept(change.units ?? []),
  };
}
