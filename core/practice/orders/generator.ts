import { isDeepStrictEqual } from 'node:util';
import { families, retailers, type Family, type Retailer } from '../catalogue.ts';
import type { PracticeClock } from '../clock.ts';
import { createRandom, type Random } from '../random.ts';
import { additionTree, afterAddition, afterChange, changeTree } from './changeOrder.ts';
import { withNewItem } from './newItem.ts';
import { version76, x12 } from './oldForms.ts';
import { withOtherPrice, withPriceOfPack } from './oddPrices.ts';
import { newOrder, orderTree, type PracticeOrder } from './purchaseOrder.ts';
import { toBareJson, toRootedJson, toXml } from './tree.ts';

export const oddities = [
  'same-number',
  'shared-vendor-part',
  'wrong-totals',
  'bom',
  'bare-root',
  'json',
  'v76',
  'x12',
  'several',
  'change',
  'change-add',
  'replace',
  'cancel',
  'price',
  'case-price',
  'note',
  'new-item',
] as const;
export type Oddity = (typeof oddities)[number];

export interface OrderRequest {
  readonly count: number;
  readonly family?: Family;
  readonly partner?: string;
  readonly oddity?: Oddity;
  readonly lines?: number;
}

export interface PlacedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Remembered to continue after a restart. */
export interface GeneratorState {
  readonly placed: number;
  readonly last: readonly PracticeOrder[];
}

export interface Generator {
  /** The files of a request, in the order in which they are placed. Throws a sentence for a request that makes no sense. */
  place(request: OrderRequest): readonly PlacedFile[];
  state(): GeneratorState;
}

const defaultLines = 12;
const remembered = 50;
const bom = '\uFEFF';

/** Orders of the practice world: the same seed and requests make the same files. */
export function createGenerator(seed: number, clock: PracticeClock, before?: GeneratorState): Generator {
  let placed = before?.placed ?? 0;
  let last: readonly PracticeOrder[] = before?.last ?? [];

  /** Every order has a stream of its own, so that one request does not change the next one's orders. */
  const randomOf = (number: number): Random => createRandom(seed * 1_000_003 + number);

  function fresh(request: OrderRequest): PracticeOrder {
    const number = placed + 1;
    const random = randomOf(number);
    const { retailer, family } = choose(random, request);
    const lines = Math.max(request.lines ?? defaultLines, request.oddity === 'shared-vendor-part' ? 2 : 1);
    const order = newOrder(random, retailer, family, `${retailer.prefix}${4_500_000 + number}`, clock.wall(), lines);
    placed = number;
    last = [...last, order].slice(-remembered);
    return order;
  }

  /** An order that nobody will have read: later ones do not refer to it. */
  function unreadable(request: OrderRequest): PracticeOrder {
    const order = fresh(request);
    last = last.slice(0, -1);
    return order;
  }

  /** The latest order that fits, but for those that this request has already followed up. */
  function earlier(request: OrderRequest, followed: ReadonlySet<string>): PracticeOrder | undefined {
    return last.findLast(
      (order) =>
        !followed.has(order.number) &&
        (request.partner === undefined || order.retailer.partnerId === request.partner) &&
        (request.family === undefined || order.family === request.family),
    );
  }

  /** Takes the place of the remembered order of its number; undefined forgets that one. */
  function remember(number: string, now: PracticeOrder | undefined): void {
    last = last.flatMap((order) => (order.number === number ? (now ?? []) : order));
  }

  function one(request: OrderRequest, followed: Set<string>): readonly PlacedFile[] {
    switch (request.oddity) {
      case undefined:
        return [xmlFile(fresh(request))];
      case 'bom':
        return [xmlFile(fresh(request), { prefix: bom })];
      case 'bare-root':
        return [xmlFile(fresh(request), { bare: true })];
      case 'wrong-totals':
        return [xmlFile({ ...fresh(request), wrongTotals: true })];
      case 'shared-vendor-part':
        return [xmlFile({ ...fresh(request), sharedVendorPart: true })];
      case 'price':
        return [xmlFile(withOtherPrice(fresh(request)))];
      case 'case-price':
        return [xmlFile(withPriceOfPack(fresh(request)))];
      case 'note':
        return [xmlFile({ ...fresh(request), note: 'Use the new packing list of July. Pallets at most 60 inches high.' })];
      case 'new-item':
        return [xmlFile(withNewItem(fresh(request), seed, placed))];
      case 'json': {
        const order = fresh(request);
        const text = placed % 2 === 0 ? toRootedJson(orderTree(order)) : toBareJson(orderTree(order));
        return [{ name: `PO${order.number}.json`, bytes: Buffer.from(text, 'utf8') }];
      }
      case 'v76': {
        const order = unreadable(request);
        return [{ name: `PO${order.number}-v7.6.xml`, bytes: Buffer.from(version76(order), 'utf8') }];
      }
      case 'x12': {
        const order = unreadable(request);
        return [{ name: `ED${order.number}.edi`, bytes: Buffer.from(x12(order), 'utf8') }];
      }
      case 'several': {
        const first = fresh(request);
        const orders = [
          first,
          fresh({ ...request, partner: first.retailer.partnerId }),
          fresh({ ...request, partner: first.retailer.partnerId }),
        ];
        return [
          { name: `PO${first.number}-batch.xml`, bytes: Buffer.from(toXml('Orders', orders.map(orderTree), false), 'utf8') },
        ];
      }
      case 'same-number':
        return withOriginal(request, followed, (first) => underItsNumber(request, first));
      case 'change':
        return withOriginal(request, followed, (order) => change(order, changeTree, afterChange));
      case 'change-add':
        return withOriginal(request, followed, (order) => change(order, additionTree, afterAddition));
      case 'replace':
        return withOriginal(request, followed, replacement);
      case 'cancel':
        return withOriginal(request, followed, cancellation);
      default:
        throw new Error(`No such oddity: ${String(request.oddity)}. There are ${oddities.join(', ')}.`);
    }
  }

  /** What follows an earlier order; where there is none (left), the order comes with it. */
  function withOriginal(
    request: OrderRequest,
    followed: Set<string>,
    follow: (order: PracticeOrder) => PlacedFile,
  ): readonly PlacedFile[] {
    const known = earlier(request, followed);
    const original = known ?? fresh(request);
    followed.add(original.number);
    return known ? [follow(known)] : [xmlFile(original), follow(original)];
  }

  /** Another order under the number of an earlier one, as retailers that count anew each year send. */
  function underItsNumber(request: OrderRequest, first: PracticeOrder): PlacedFile {
    const another = (): PracticeOrder => {
      const order = fresh({ ...request, partner: first.retailer.partnerId, family: first.family });
      last = last.slice(0, -1);
      return { ...order, number: first.number };
    };
    let order = another();
    // Orders of a line or two come out alike now and then: that would be the same order sent twice.
    while (isDeepStrictEqual(order.lines, first.lines)) order = another();
    return xmlFile(order, { suffix: `-${placed}` });
  }

  /** Nothing refers to a cancelled order any more. */
  function cancellation(order: PracticeOrder): PlacedFile {
    remember(order.number, undefined);
    return xmlFile({ ...order, purpose: '01' }, { suffix: '-C' });
  }

  function replacement(order: PracticeOrder): PlacedFile {
    const lines = order.lines.map((line, index) =>
      index === 0 && line.stores.length === 0 ? { ...line, quantity: line.quantity + 12 } : line,
    );
    const replaced = { ...order, lines: lines.slice(0, Math.max(1, lines.length - 1)) };
    remember(order.number, replaced);
    placed += 1;
    return xmlFile({ ...replaced, purpose: '05' }, { suffix: `-R${placed}` });
  }

  function change(order: PracticeOrder, tree: typeof changeTree, after: typeof afterChange): PlacedFile {
    placed += 1;
    const text = toXml('OrderChanges', [tree(order, placed, clock.wall())], false);
    remember(order.number, after(order));
    return { name: `PC${order.number}-${placed}.xml`, bytes: Buffer.from(text, 'utf8') };
  }

  return {
    place(request) {
      const followed = new Set<string>();
      return Array.from({ length: request.count }, () => one(request, followed)).flat();
    },
    state: () => ({ placed, last }),
  };
}

function xmlFile(
  order: PracticeOrder,
  how: { readonly prefix?: string; readonly bare?: boolean; readonly suffix?: string } = {},
): PlacedFile {
  const text = (how.prefix ?? '') + toXml('Orders', [orderTree(order)], how.bare ?? false);
  return { name: `PO${order.number}${how.suffix ?? ''}-v7.7.xml`, bytes: Buffer.from(text, 'utf8') };
}

/** Which retailer and family an order is of, within what was asked for. */
function choose(random: Random, request: OrderRequest): { readonly retailer: Retailer; readonly family: Family } {
  const asked = retailers.filter(
    (retailer) =>
      (request.partner === undefined || retailer.partnerId === request.partner) &&
      (request.family === undefined || retailer.families.includes(request.family)),
  );
  if (asked.length === 0)
    throw new Error(`No practice retailer fits: partners are ${named(retailers)}, families ${families.join(', ')}.`);
  const fitting = asked.filter((retailer) => request.oddity !== 'shared-vendor-part' || namesVendorParts(retailer));
  if (fitting.length === 0) {
    const others = named(retailers.filter(namesVendorParts));
    throw new Error(`Lines that share a vendor part need a retailer that names vendor parts: ${others}; not ${named(asked)}.`);
  }
  const retailer = random.pick(fitting);
  return { retailer, family: request.family ?? random.pick(retailer.families) };
}

const namesVendorParts = (retailer: Retailer): boolean => retailer.identifiers.includes('vendor');

const named = (some: readonly Retailer[]): string =>
  some.map((retailer) => `${retailer.partnerId} (${retailer.families.join(', ')})`).join(', ');
