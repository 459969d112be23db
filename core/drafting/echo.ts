import type { OutboundKind } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { ProductDescription } from '#core/domain/documentParts.ts';
import type {
  DocumentAddress,
  DocumentNote,
  DocumentReference,
  ItemIdentifiers,
  PurchaseOrder,
  PurchaseOrderLine,
} from '#core/domain/purchaseOrder.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { computed, from850, fromDynamics, type Trace } from './trace.ts';

/** What of an 850 goes back on its answers, as the partner wants it (sheet `echo`). */

const elements = {
  buyerPart: 'BuyerPartNumber',
  vendorPart: 'VendorPartNumber',
  upc: 'ConsumerPackageCode',
  gtin: 'GTIN',
  ean: 'EAN',
} as const satisfies Record<keyof ItemIdentifiers, string>;

/** The identifiers of a line exactly as the 850 had them. */
export function echoItem(trace: Trace, line: Pick<PurchaseOrderLine, 'item' | 'path'>): ItemIdentifiers {
  const of = (key: keyof ItemIdentifiers): string => trace.of(line.item[key], from850(`${line.path}/OrderLine/${elements[key]}`));
  return { buyerPart: of('buyerPart'), vendorPart: of('vendorPart'), upc: of('upc'), gtin: of('gtin'), ean: of('ean') };
}

export const noItem: ItemIdentifiers = { buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '' };

/** A value of the 850's `OrderHeader`. */
export function echoHeader<V extends string | undefined>(trace: Trace, value: V, element: string): V {
  return trace.of(value, from850(`Order/Header/OrderHeader/${element}`));
}

/**
 * References of the qualifiers that the sheet names. One whose qualifier RSX does not let us write at that place stays
 * out: an 850 may carry it, an answer would be refused for it.
 */
export function echoReferences(
  trace: Trace,
  kind: OutboundKind,
  place: string,
  all: readonly DocumentReference[],
  wanted: readonly string[],
): readonly DocumentReference[] {
  const codes = fieldAt(kind, `${place}/References/ReferenceQual`)?.codes;
  return all
    .filter(({ qualifier }) => wanted.includes('*') || wanted.includes(qualifier))
    .filter(({ qualifier, id }) => id !== '' && (codes === undefined || codes.has(qualifier)))
    .map((reference) => trace.all(reference, from850(reference.path)));
}

export function echoNotes(trace: Trace, notes: readonly DocumentNote[], sheet: OutboundSheet): readonly DocumentNote[] {
  return sheet.echo.notes ? notes.map((note) => trace.all(note, from850(note.path))) : [];
}

/** The product's text from the 850 or from Dynamics; where the wanted one is blank the other serves. */
export function description(
  trace: Trace,
  sheet: OutboundSheet,
  line: PurchaseOrderLine,
  posted: { readonly set: string; readonly line: PostingLine | undefined },
): readonly ProductDescription[] {
  const theirs = { text: line.description, origin: from850(`${line.path}/ProductOrItemDescription[1]/ProductDescription`) };
  const ours = { text: posted.line?.name ?? '', origin: fromDynamics(posted.set, 'name') };
  const wanted = sheet.echo.description === '850' ? [theirs, ours] : [ours, theirs];
  const first = wanted.find(({ text }) => text.trim() !== '');
  if (!first) return [];
  return [
    { characteristic: trace.of('08', computed('a product text')), code: '', text: trace.of(first.text, first.origin), path: '' },
  ];
}

/**
 * Where the goods go: the ship-to of the 850; for one store of a cross-dock order the ship-to with the store as mark-for
 * (Z7), of an order without ship-to (multi-store) the store itself (reference/sps.md 3.4).
 */
export function shipTo(trace: Trace, order: PurchaseOrder, store: string): readonly DocumentAddress[] {
  const header = order.addresses.filter((address) => address.type === 'ST').slice(0, 1);
  const echoed = header.map((address) => trace.all(address, from850(address.path)));
  if (store === '') return [...echoed, ...order.addresses.filter(isMarkFor).map((a) => trace.all(a, from850(a.path)))];
  return [...echoed, storeAddress(trace, order, store, header.length === 0 ? 'ST' : 'Z7')];
}

const isMarkFor = (address: DocumentAddress): boolean => address.type === 'Z7';

/** A store by its code; its name and street where the 850 has an address of that code. */
export function storeAddress(trace: Trace, order: PurchaseOrder, store: string, type: 'ST' | 'Z7'): DocumentAddress {
  const known = order.addresses.find((address) => address.code === store);
  if (known) return { ...trace.all(known, from850(known.path)), type: trace.of(type, computed('a store of the order')) };
  const part = order.lines.flatMap((line) => line.stores).find((entry) => entry.store === store);
  const origin = from850(part?.path ?? 'Order/LineItem');
  return {
    type: trace.of(type, computed('a store of the order')),
    qualifier: trace.of(part?.qualifier || '92', origin),
    code: trace.of(store, origin),
    name: '',
    alternateName: '',
    lines: [],
    city: '',
    state: '',
    postalCode: '',
    country: '',
    path: '',
  };
}

/** What stands in the header of every answer. */
export function echoIdentity(trace: Trace, order: PurchaseOrder, sheet: OutboundSheet) {
  const { department } = sheet.echo;
  return {
    partnerId: echoHeader(trace, order.partnerId, 'TradingPartnerId'),
    vendor: echoHeader(trace, order.vendor, 'Vendor'),
    release: echoHeader(trace, order.release, 'ReleaseNumber'),
    ...(order.orderDate === undefined ? {} : { orderDate: echoHeader(trace, order.orderDate, 'PurchaseOrderDate') }),
    department: department ? echoHeader(trace, order.department, 'Department') : '',
    division: department ? echoHeader(trace, order.division, 'Division') : '',
    customerOrderNumber: echoHeader(trace, order.customerOrderNumber, 'CustomerOrderNumber'),
  };
}
