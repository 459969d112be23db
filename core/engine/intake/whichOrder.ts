import type { OrderChange } from '#core/domain/purchaseOrder.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { shipToStore, sheetOf, storesOf, type Threads } from './gather.ts';
import { threadsOfOneVendor, threadsOfStore } from './identifyChange.ts';

/** The orders that a change may be about, or why nobody can tell. */
export interface Changed {
  readonly threads: Threads;
  readonly stores: ReadonlyMap<number, string>;
  /** Why it waits where there is none. */
  readonly waitingFor: string;
}

/**
 * The orders with a change's number. One without a vendor number takes those of the only vendor that has it; where the
 * partner's sheet says that one number covers several stores, those of the store that it names, or of the only one.
 */
export async function changedOrders(run: RunContext, document: DocumentRow, change: OrderChange): Promise<Changed> {
  const { number } = document;
  const any = await ofVendor(run, document);
  const vendors = threadsOfOneVendor(any);
  if (vendors.length < any.length) return { threads: [], stores: new Map(), waitingFor: notTold(number, 'vendor numbers') };
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
}): string {
  const { verb, number, store, others } = input;
  if (!others) return `Purchase order ${number}, which this ${verb}, has not arrived.`;
  if (store === '') return notTold(number, 'stores', verb);
  return `Purchase order ${number} of store ${store}, which this ${verb}, has not arrived; it is there for other stores.`;
}

function notTold(number: string, what: 'vendor numbers' | 'stores', verb = 'changes'): string {
  const it = verb === 'changes' ? 'this change' : 'this cancellation';
  return `Purchase order ${number} is there for several ${what}, and ${it} names none: nobody can tell which it ${verb}. Ask the retailer, or set it aside.`;
}

async function ofVendor({ parts: { store } }: RunContext, document: DocumentRow): Promise<Threads> {
  const { partnerId, vendor, number, release } = document;
  const exact = await store.threadsOf({ partnerId, vendor, number, release });
  return exact.length > 0 || vendor !== '' ? exact : store.threadsOfAnyVendor({ partnerId, number, release });
}

async function sheetFor({ parts: { store } }: RunContext, { partnerId, vendor }: DocumentRow, threads: Threads) {
  const of = vendor === '' ? (threads[0]?.thread.vendor ?? '') : vendor;
  return sheetOf(await store.mappingRows({ partnerId, vendor: of, locationCodes: [], items: [] }));
}
