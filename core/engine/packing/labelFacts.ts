import { decimalText } from '#core/domain/decimal.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Carton } from '#core/domain/packing.ts';
import type { DocumentAddress, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { CompanyAddress, DraftCompany } from '#core/drafting/draft.types.ts';
import type { CartonLabel, ContentList } from '#core/packing/packing.types.ts';
import type { PrintedLabel } from '#core/rules/outbound/facts.ts';
import type { StoredSlip } from '#core/store/types/packing.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';
import { packLinesOf } from './slip.ts';

/** A carton with its place in the shipment that its notice tells: carton n of m. */
export interface PlacedCarton {
  readonly carton: Carton;
  readonly place: number;
  readonly of: number;
}

/** What one 856 of the slip is about; several where each store has one of its own. */
export interface NoticeOfSlip {
  readonly store: string;
  /** Keys of its slips in their order. */
  readonly postingKeys: readonly string[];
}

/** Counts a slip's cartons as its notice counts them: over all slips of the notice, and where it is one store's, of that store. */
export function placeCartons(
  slip: StoredSlip,
  notices: readonly NoticeOfSlip[],
  siblings: readonly StoredSlip[],
): readonly PlacedCarton[] {
  const slips = new Map([...siblings, slip].map((entry) => [entry.slipKey, entry]));
  const whole: NoticeOfSlip = { store: '', postingKeys: [slip.slipKey] };
  const counted = new Map<NoticeOfSlip, { readonly place: ReadonlyMap<number, number>; readonly of: number }>();
  return (slip.record?.cartons ?? []).map((carton) => {
    const notice = notices.find(({ store }) => store === '' || store === carton.store) ?? whole;
    const count = counted.get(notice) ?? countOf(notice, slips, slip.slipKey);
    counted.set(notice, count);
    return { carton, place: count.place.get(carton.number) ?? 0, of: count.of };
  });
}

function countOf(
  { store, postingKeys }: NoticeOfSlip,
  slips: ReadonlyMap<string, StoredSlip>,
  ownKey: string,
): { readonly place: ReadonlyMap<number, number>; readonly of: number } {
  const place = new Map<number, number>();
  let of = 0;
  for (const key of postingKeys)
    for (const carton of slips.get(key)?.record?.cartons ?? []) {
      if (store !== '' && carton.store !== store) continue;
      of += 1;
      if (key === ownKey) place.set(carton.number, of);
    }
  return { place, of };
}

interface Order {
  readonly order: PurchaseOrder;
  readonly shipTo: DocumentAddress | undefined;
  readonly store: DocumentAddress | undefined;
}

function orderOf({ orders }: SlipToPack, threadId: number | undefined, carton: Carton): Order | undefined {
  const order = orders.find((entry) => entry.threadId === threadId)?.order;
  if (!order) return undefined;
  const store = carton.store === '' ? undefined : order.addresses.find(({ code }) => code === carton.store);
  // An order without ship-to goes to its stores.
  return { order, store, shipTo: order.addresses.find(({ type }) => type === 'ST') ?? store };
}

export interface PlacedLabel {
  readonly label: CartonLabel;
  /** What the record keeps of it. */
  readonly printed: PrintedLabel;
}

/** The labels of cartons; a carton whose order is not known has none. Pure. */
export function labelsOf(slip: SlipToPack, cartons: readonly PlacedCarton[], company: DraftCompany): readonly PlacedLabel[] {
  const threads = new Map(packLinesOf(slip).map(({ slipLine, threadId }) => [slipLine, threadId]));
  return cartons.flatMap((placed) => {
    const found = orderOf(slip, threads.get(placed.carton.lines[0]?.slipLine ?? 0), placed.carton);
    return found ? [labelOf(slip, placed, found, company)] : [];
  });
}

/** The first carton of these that has no label: its goods are not on the slip any more, and nobody knows to whom it goes. */
export function withoutLabel(cartons: readonly PlacedCarton[], labels: readonly PlacedLabel[]): PlacedCarton | undefined {
  const labelled = new Set(labels.map(({ printed }) => printed.serial));
  return cartons.find(({ carton }) => !labelled.has(carton.sscc));
}

function labelOf(
  { posting: { shipment }, sheet }: SlipToPack,
  { carton, place, of }: PlacedCarton,
  { order, shipTo, store }: Order,
  company: DraftCompany,
): PlacedLabel {
  const mark = order.addresses.find(({ type }) => type === 'Z7');
  const shared = { purchaseOrder: order.number, department: order.department, carton: place, of };
  return {
    label: {
      ...shared,
      sscc: carton.sscc,
      from: lines(company.shipFrom[shipment?.warehouse ?? ''] ?? company.shipFrom['']),
      to: addressee(sheet.shipNotice.label, { shipTo, code: carton.store, store: carton.store === '' ? mark : store }),
      // Of where the carrier unloads, whomever the label is addressed to: the carrier sorts by it.
      postalCode: shipTo?.postalCode ?? '',
      carrier: shipment?.carrierName || shipment?.carrier || order.carrierRouting,
      pro: carton.tracking || (shipment?.pro ?? ''),
      billOfLading: shipment?.billOfLading ?? '',
      store: carton.store || (mark?.code ?? ''),
      storeName: carton.store === '' ? (mark?.name ?? '') : (store?.name ?? ''),
    },
    printed: { ...shared, serial: carton.sscc, shipTo: shipTo?.code ?? carton.store, store: carton.store },
  };
}

interface Places {
  readonly shipTo: DocumentAddress | undefined;
  /** The store that the carton is for; '' where the order names none. */
  readonly code: string;
  /** Its address, or that of the mark-for; the 850 need not have one. */
  readonly store: DocumentAddress | undefined;
}

/**
 * To whom the label speaks: where the carton goes first, or its store with the center that it goes through. What the notice
 * names as ship-to stands on it either way (LBL-05).
 */
function addressee(names: OutboundSheet['shipNotice']['label'], { shipTo, code, store }: Places): readonly string[] {
  const own = (most: number): readonly string[] => (store ? lines(store, most) : code === '' ? [] : [`Store ${code}`]);
  if (!shipTo) return own(onLabel);
  const before = own(onLabel - 1);
  if (names === 'dc' || before.length === 0 || store === shipTo) return lines(shipTo);
  const center = [shipTo.code, shipTo.name, shipTo.city].filter(Boolean).join(' ');
  return [...before, `via ${center}`];
}

/** So many lines of an address fit on a label. */
const onLabel = 6;

/** An address on so many lines. Its name, town and country always stand; what is between them shares lines where it must. */
function lines(address: DocumentAddress | CompanyAddress | undefined, most = onLabel): readonly string[] {
  if (!address) return [];
  const { name, alternateName, lines: street, city, state, postalCode, country, code } = address;
  const said = (...texts: readonly string[]): readonly string[] => texts.filter((text) => text !== '');
  const town = said(city, said(state, postalCode).join(' ')).join(', ');
  const [first, between, last] = [said(name || code), said(alternateName, ...street), said(town, country)];
  const apart = Math.max(0, most - first.length - last.length - 1);
  const shared = said(...between.slice(0, apart), between.slice(apart).join(', '));
  return [...first, ...shared, ...last];
}

/** What stands in the cartons of a slip. Pure. */
export function contentListOf(slip: SlipToPack, cartons: readonly PlacedCarton[], partner: string): ContentList {
  const { posting, orders } = slip;
  const known = new Map(packLinesOf(slip).map((line) => [line.slipLine, line]));
  const shipTo = orders[0]?.order.addresses.find(({ type }) => type === 'ST');
  const { shipment } = posting;
  const facts: readonly (readonly [string, string])[] = [
    ['Packing slip', posting.number],
    ['Posted', posting.date],
    ['Partner', partner],
    ['Purchase order', [...new Set(orders.map(({ order }) => order.number))].join(', ')],
    ['Ship to', lines(shipTo, Infinity).join(', ')],
    ['Bill of lading', shipment?.billOfLading ?? ''],
    ['Carrier', shipment?.carrierName || shipment?.carrier || ''],
    ['PRO', shipment?.pro ?? ''],
    ['Cartons', String(cartons.length)],
  ];
  return {
    title: `Contents of packing slip ${posting.number}`,
    facts: facts.filter(([, value]) => value !== ''),
    cartons: cartons.map(({ carton, place, of }) => ({
      number: place,
      of,
      sscc: carton.sscc,
      ...(carton.pallet === undefined ? {} : { pallet: carton.pallet }),
      store: carton.store,
      tracking: carton.tracking,
      weight: carton.weight === undefined ? '' : `${carton.weight} ${carton.weightUnit}`.trim(),
      lines: carton.lines.map(({ slipLine, quantity, lot, expiry }) => {
        const line = known.get(slipLine);
        return {
          purchaseOrder: line?.purchaseOrder ?? '',
          item: line?.buyerPart || (line?.itemNumber ?? `line ${slipLine}`),
          description: [
            line?.description ?? '',
            lot === undefined ? '' : `lot ${lot}`,
            expiry === undefined ? '' : `until ${expiry}`,
          ]
            .filter(Boolean)
            .join(', '),
          quantity: decimalText(quantity),
          unit: line?.unit ?? '',
        };
      }),
    })),
  };
}
