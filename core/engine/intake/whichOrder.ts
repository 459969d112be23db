import type { OrderChange } from '#core/domain/purchaseOrder.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { shipToStore, sheetOf, storesOf, type Threads } from './gather.ts';
import { threadsOfOneVendor, threadsOfStore } from './identifyChange.ts';
import { hasSeveralReleases, ofNumber } from './ordersOfNumber.ts';

/** The orders that a change may be about, or why nobody can tell. */
export interface Changed {
  readonly threads: Threads;
  readonly stores: ReadonlyMap<number, string>;
  /** Why it waits where there is none. */
  readonly waitingFor: string;
}

/**
 * The orders with a change's number. One without a vendor number takes those of the only vendor that has it, one without a
 * release those of the only release; where the partner's sheet says that one number covers several stores, those of the store that it names, or of the only one.
 */
export async function changedOrders(run: RunContext, document: DocumentRow, change: OrderChange): Promise<Changed> {
  const { number } = document;
  const any = await ofNumber(run, document);
  const vendors = threadsOfOneVendor(any);
  if (vendors.length < any.length) return { threads: [], stores: new Map(), waitingFor: notTold(number, 'vendor numbers') };
  if (hasSeveralReleases(vendors)) return { threads: [], stores: new Map(), waitingFor: notTold(number, 'releases') };
  const sheet = await sheetFor(run, document, vendors);
  const stores = await storesOf(run, { sheet, threads: vendors });
  const store = sheet.numberPerStore ? shipToStore(change) : '';
  const threads = sheet.numberPerStore ? threadsOfStore(vendors, stores, store) : vendors;
  return { threads, stores, waitingFor: waitingFor({ verb: 'changes', number, store, others: vendors.length > 0 }) };
}

/** Why a change or a cancellation waits. `others`: its number is there, of other stores than the one it names. */
export function waitingFor(input: {
  readonly verb: 'changes' | 'cancels';
  readonly number: string;
  readonly store: string;
  readonly others: boolean;
  /** It names no release, and its number is there in several. */
  readonly releases?: boolean;
}): string {
  const { verb, number, store, others, releases = false } = input;
  if (releases) return notTold(number, 'releases', verb);
  if (!others) return `Purchase order ${number}, which this ${verb}, has not arrived.`;
  if (store === '') return notTold(number, 'stores', verb);
  return `Purchase order ${number} of store ${store}, which this ${verb}, has not arrived; it is there for other stores.`;
}

function notTold(number: string, what: 'vendor numbers' | 'releases' | 'stores', verb = 'changes'): string {
  const it = verb === 'changes' ? 'this change' : 'this cancellation';
  return `Purchase order ${number} is there for several ${what}, and ${it} names none: nobody can tell which it ${verb}. Ask the retailer, or set it aside.`;
}

async function sheetFor({ parts: { store } }: RunContext, { partnerId, vendor }: DocumentRow, threads: Threads) {
  const of = vendor === '' ? (threads[0]?.thread.vendor ?? '') : vendor;
  return sheetOf(await store.mappingRows({ partnerId, vendor: of, locationCodes: [], items: [] }));
}
