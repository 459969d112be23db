import { AppError } from '#core/contract/errors.ts';
import type { OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { OrderState } from '#core/dynamics/journals.types.ts';
import { changedLines, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import { readDocument } from '../../intake/gather.ts';
import { compareChanges } from '../../intake/identifyChange.ts';
import { gatherBasis, type OrderBasis, type OutboundContext } from '../gather.ts';
import { resolveAdditions, type Addition } from './additions.ts';
import { isChanged } from './changedOrder.ts';
import { quantityOf } from './decided.ts';

/** A change of the retailer with the order that it changes, and what Dynamics holds of it now. */
export interface OpenChange {
  readonly document: DocumentRow;
  readonly threadId: number;
  readonly basis: OrderBasis;
  readonly change: OrderChange | PurchaseOrder;
  readonly changed: readonly ChangedLine[];
  readonly additions: readonly Addition[];
  /** Empty where no sales order of it has a number. */
  readonly states: readonly OrderState[];
  /** An earlier change of the order is not decided: what it adds is not there yet, and may come. */
  readonly earlierOpen: boolean;
  /** Lines, by position, of which a later change speaks that is in Dynamics already, each with what it says. */
  readonly saidLater: ReadonlyMap<number, string>;
}

/** A person has to decide; parked ones lack a mapping for a line that they add. */
export const isOpen = ({ processing }: Pick<DocumentRow, 'processing'>): boolean =>
  processing === 'held' || processing === 'parked';

/** Whether a change that came before this one still waits for a decision or for its mappings. Pure. */
export function waitsForEarlier(document: DocumentRow, documents: readonly DocumentRow[]): boolean {
  const placeOf = ({ place, id }: DocumentRow): number => place ?? id;
  const own = documents.find(({ id }) => id === document.id) ?? document;
  return documents.some((other) => isOpen(other) && other.id !== own.id && placeOf(other) < placeOf(own));
}

/**
 * Reads a change and asks Dynamics about its order. Throws `not-found` for a document that changes none, `conflict` for one
 * that is the order itself by now.
 */
export async function openChange(context: OutboundContext, documentId: number): Promise<OpenChange> {
  const { store, dynamics } = context.parts;
  const document = await store.document({ documentId });
  if (!document || document.threadId === undefined)
    throw new AppError({ code: 'not-found', message: 'This change does not belong to an order yet.' });
  const read = await readDocument(context, document);
  const basis = (await gatherBasis(context, [document.threadId])).orders.get(document.threadId);
  const isOrder = basis?.document.id === documentId;
  // What it was to change has no sales order any more (its header was refused or deleted).
  if (isOrder && isOpen(document))
    throw new AppError({
      code: 'conflict',
      message:
        'No sales order stands for this purchase order, so there is none to change. Choose "Look again": the sales order is made from this document.',
    });
  if (read.kind === 'other' || !basis || isOrder)
    throw new AppError({ code: 'not-found', message: 'This document changes no order.' });
  const change = read.kind === '860' ? read.change : read.order;
  const { draftOrder, order, sheet } = basis;
  const orders = draftOrder.salesOrders.map(({ salesOrder }) => ({ company: draftOrder.company, salesOrder }));
  const states = orders.length === 0 ? [] : await dynamics.journals.orderState(orders);
  const changed = changedLines(order, change, sheet.sheet.changes.quantityIs);
  const additions = await resolveAdditions(context, basis, changed, documentId);
  const earlierOpen = waitsForEarlier(document, basis.answered.documents);
  const saidLater = laterSaid(document, basis);
  return { document, threadId: document.threadId, basis, change, changed, additions, states, earlierOpen, saidLater };
}

/** What changes that come after this one, and are in Dynamics already, say of the order's lines: this one would take it back. Pure. */
export function laterSaid(
  document: Pick<DocumentRow, 'id' | 'changeSequence' | 'documentDate'>,
  { answered, changes, draftOrder, sheet }: Pick<OrderBasis, 'answered' | 'changes' | 'draftOrder' | 'sheet'>,
): ReadonlyMap<number, string> {
  const said = new Map<number, string>();
  for (const { row, change, before } of changes) {
    const other = answered.documents.find(({ id }) => id === row.documentId);
    if (!other || other.id === document.id || compareChanges(other, document) <= 0) continue;
    changedLines(before.order, change, quantityOf(row, sheet.sheet.changes.quantityIs)).forEach(({ position }, index) => {
      const now = draftOrder.order.lines.find((line) => line.position === position);
      if (!now || !isChanged(row.decision, index + 1)) return;
      const left = `${now.quantity ?? '0'} ${now.unit}`.trim();
      said.set(position, `A later change is in Dynamics already and left ${left} of this line: this one is older.`);
    });
  }
  return said;
}
