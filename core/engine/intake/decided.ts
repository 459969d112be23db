import { customerReference } from '#core/domain/identity.ts';
import { orderFacts } from '#core/mapping/orderFacts.ts';
import type { DocumentChange, DocumentRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import { knownThread, sheetOf, storeOf, type Gathered } from './gather.ts';
import type { IdentityWords } from './holdTexts.ts';
import { ordersAlike, type Cancellation, type Identification, type KnownThread } from './identify.ts';

/** What an 850 was found to be where its order is made of it. */
export type OrderFound = Extract<Identification, { copy: number }>;

export const cancelledBefore = 'Cancelled by the retailer before a sales order was made';

/** What a cancellation does of which nothing that we know of was begun. */
export function calledOffBefore({
  threadId,
  supersedes,
  lookFirst,
}: Cancellation): Pick<DocumentChange, 'processing' | 'thread' | 'holds' | 'supersedes' | 'audit'> {
  const what = lookFirst ? 'Cancelled by the retailer; looked for in Dynamics before it ends' : cancelledBefore;
  return {
    processing: 'done',
    thread: { attach: threadId, ...(lookFirst ? {} : { cancelled: true }) },
    holds: [],
    ...(lookFirst ? {} : { supersedes }),
    audit: [{ who: engineName, what, tone: 'warn' }],
  };
}

/** What sentences call an order and its partner. */
export const wordsOf = ({ document, order, rows, threads, stores }: Gathered): IdentityWords => ({
  purchaseOrder: order.number,
  partner: rows.partner?.name ?? order.partnerId,
  alike: referencesAlike(
    document,
    threads.map((entry) => knownThread(entry, { stores })).filter(({ store }) => store === storeOf(order, rows)),
  ),
});

/** The references of orders that stand side by side under a document's number; empty where there is one. */
export function referencesAlike(
  { partnerId, vendor, number, release }: DocumentRow,
  threads: readonly KnownThread[],
): readonly string[] {
  const alike = ordersAlike(threads);
  if (alike.length < 2) return [];
  return alike.map(({ store, copy }) => customerReference({ partnerId, vendor, number, release, store, copy }));
}

/** The thread and copy that a decision gives to an order; a new one has no thread yet. */
export const whose = (found: OrderFound): { readonly copy: number; readonly threadId?: number } =>
  found.is === 'new-order' ? { copy: found.copy } : found;

/** The thread of an order that nobody had before, as the decision that begins it writes it. */
export function newThread(gathered: Gathered, copy: number): Extract<NonNullable<DocumentChange['thread']>, { create: unknown }> {
  const { order, rows } = gathered;
  return {
    create: {
      partnerId: order.partnerId,
      vendor: order.vendor,
      number: order.number,
      release: order.release,
      store: storeOf(order, rows),
      copy,
    },
    facts: orderFacts(order, sheetOf(rows)),
  };
}
