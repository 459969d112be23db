import { families, retailers, type Family, type Retailer } from '../catalogue.ts';
import type { PracticeClock } from '../clock.ts';
import { createRandom, type Random } from '../random.ts';
import { changeTree } from './changeOrder.ts';
import { version76, x12 } from './oldForms.ts';
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
  'replace',
  'cancel',
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
    placed += 1;
    const random = randomOf(placed);
    const { retailer, family } = choose(random, request);
    const order = newOrder(
      random,
      retailer,
      family,
      `${retailer.prefix}${4_500_000 + placed}`,
      clock.now(),
      request.lines ?? defaultLines,
    );
    last = [...last, order].slice(-remembered);
    return order;
  }

  /** An order that nobody will have read: later ones do not refer to it. */
  function unreadable(request: OrderRequest): PracticeOrder {
    const order = fresh(request);
    last = last.slice(0, -1);
    return order;
  }

  function earlier(request: OrderRequest): PracticeOrder | undefined {
    return last.findLast(
      (order) => order.purpose === '00' && (request.partner === undefined || order.retailer.partnerId === request.partner),
    );
  }

  function one(request: OrderRequest): readonly PlacedFile[] {
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
      case 'same-number': {
        return withOriginal(request, (first) => {
          const again = {
            ...fresh({ ...request, partner: first.retailer.partnerId, family: first.family }),
            number: first.number,
          };
          last = last.slice(0, -1);
          return xmlFile(again, { suffix: `-${placed}` });
        });
      }
      case 'change':
        return withOriginal(request, change);
      case 'replace':
        return withOriginal(request, replacement);
      case 'cancel':
        return withOriginal(request, (order) => xmlFile({ ...order, purpose: '01' }, { suffix: '-C' }));
      default:
        throw new Error(`No such oddity: ${String(request.oddity)}. There are ${oddities.join(', ')}.`);
    }
  }

  /** What follows an earlier order; where there is none yet, the order comes with it. */
  function withOriginal(request: OrderRequest, follow: (order: PracticeOrder) => PlacedFile): readonly PlacedFile[] {
    const known = earlier(request);
    if (known) return [follow(known)];
    const original = fresh(request);
    return [xmlFile(original), follow(original)];
  }

  function replacement(order: PracticeOrder): PlacedFile {
    const lines = order.lines.map((line, index) =>
      index === 0 && line.stores.length === 0 ? { ...line, quantity: line.quantity + 12 } : line,
    );
    return xmlFile({ ...order, purpose: '05', lines: lines.slice(0, Math.max(1, lines.length - 1)) }, { suffix: '-R' });
  }

  function change(order: PracticeOrder): PlacedFile {
    placed += 1;
    const text = toXml('OrderChanges', [changeTree(order, placed, clock.now())], false);
    return { name: `PC${order.number}-${placed}.xml`, bytes: Buffer.from(text, 'utf8') };
  }

  return {
    place: (request) => Array.from({ length: request.count }, () => one(request)).flat(),
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
  const fitting = retailers.filter(
    (retailer) =>
      (request.partner === undefined || retailer.partnerId === request.partner) &&
      (request.family === undefined || retailer.families.includes(request.family)),
  );
  if (fitting.length === 0) {
    throw new Error(
      `No practice retailer fits: partners are ${retailers.map((retailer) => retailer.partnerId).join(', ')}, families ${families.join(', ')}.`,
    );
  }
  const retailer = random.pick(fitting);
  return { retailer, family: request.family ?? random.pick(retailer.families) };
}
