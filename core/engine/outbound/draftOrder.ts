import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { UnitMapping } from '#core/domain/mapping.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { OutboundLine } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { AnsweredThread, OrderedSaga } from '#core/store/types/postings.ts';
import type { DraftOrder, DraftOrderLine, EarlierDocument, LineUnit, OrderLineLink } from '#core/drafting/draft.types.ts';

/** A document that is there already, with what it says of one order's lines. */
export interface KnownDocument {
  readonly row: OutboundRow;
  readonly lines: readonly OutboundLine[];
}

export interface DraftOrderParts {
  readonly answered: AnsweredThread;
  readonly order: PurchaseOrder;
  readonly document: DocumentRow;
  readonly units: readonly UnitMapping[];
  /** Of the partner's sheet. */
  readonly dates: DraftOrder['dates'];
  readonly known: readonly KnownDocument[];
  readonly timeZone: string;
}

/** Sales orders that stand for the order; those that a person ended do not. */
export const liveSagas = ({ sagas }: AnsweredThread): readonly OrderedSaga[] =>
  sagas.filter(({ state }) => state !== 'abandoned');

/**
 * The 850 that the answers are about: the one that sales orders were made of, else the last that means an order. A
 * cancellation is none; what was filed twice or replaced is none any more.
 */
export function standingOrder(answered: AnsweredThread): DocumentRow | undefined {
  const orders = answered.documents.filter(
    ({ kind, purpose, processing }) => kind === '850' && purpose !== '01' && processing !== 'duplicate',
  );
  const made = new Set(liveSagas(answered).map(({ documentId }) => documentId));
  return (
    orders.findLast(({ id }) => made.has(id)) ?? orders.findLast(({ processing }) => processing !== 'superseded') ?? orders.at(-1)
  );
}

/** refused: a person set it aside and nothing is in Dynamics · cancelled: by the retailer, or in Dynamics before it was confirmed. */
export function standingOf(answered: AnsweredThread, document: DocumentRow): Pick<DraftOrder, 'standing' | 'reason'> {
  const numbered = liveSagas(answered).some(({ salesOrderNumber }) => salesOrderNumber !== undefined);
  if (answered.thread.cancelled && !numbered)
    return { standing: 'cancelled', reason: 'Cancelled by the buyer before it was confirmed' };
  if (answered.canceledThere) return { standing: 'cancelled', reason: 'Cancelled before it was confirmed' };
  if (document.processing === 'filed' && !numbered) return { standing: 'refused', reason: answered.refusal };
  return { standing: 'open', reason: '' };
}

/** An order with everything that drafting needs to know of it. Pure. */
export function draftOrderOf({ answered, order, document, units, dates, known, timeZone }: DraftOrderParts): DraftOrder {
  const sagas = liveSagas(answered).filter(({ salesOrderNumber }) => salesOrderNumber !== undefined);
  return {
    threadId: answered.thread.id,
    order,
    copy: answered.thread.copy,
    company: sagas[0]?.plan.company ?? '',
    salesOrders: sagas.map(({ salesOrderNumber = '', plan, createdAt }) => ({
      salesOrder: salesOrderNumber,
      store: plan.store,
      createdOn: dayIn(timeZone, createdAt),
    })),
    lines: order.lines.flatMap((line) => orderLine(line, sagas, units)),
    dates,
    links: sagas.flatMap((saga) => linksOf(saga, order.lines)),
    ...standingOf(answered, document),
    earlier: known.map((entry) => earlierOf(entry, answered.thread.id)),
  };
}

/** The order as a change left it: its lines, and what stands for those that were added, made from the plans that got them. */
export function withLinesOf(
  before: DraftOrder,
  order: PurchaseOrder,
  { answered, units }: Pick<DraftOrderParts, 'answered' | 'units'>,
): DraftOrder {
  const known = new Set(before.order.lines.map(({ position }) => position));
  const added = order.lines.filter(({ position }) => !known.has(position));
  const sagas = liveSagas(answered).filter(({ salesOrderNumber }) => salesOrderNumber !== undefined);
  return {
    ...before,
    order,
    lines: [...before.lines, ...added.flatMap((line) => orderLine(line, sagas, units))],
    links: [...before.links, ...sagas.flatMap((saga) => linksOf(saga, added))],
  };
}

function orderLine(
  line: PurchaseOrderLine,
  sagas: readonly OrderedSaga[],
  units: readonly UnitMapping[],
): readonly DraftOrderLine[] {
  const planned = sagas.flatMap(({ plan }) =>
    plan.lines.filter(({ path }) => path === line.path).map((part) => ({ plan, part })),
  );
  const first = planned[0];
  if (!first) return [];
  const ordered = quantityFor(line, first.part.store || first.plan.store);
  const own = unitOf(first.part.unit, first.part.quantity, ordered);
  const mapped = units
    .filter(({ itemNumber, ediUnit }) => sameText(ediUnit, line.unit) && ['', first.part.itemNumber].includes(itemNumber))
    .filter(({ unit }) => unit !== '' && !sameText(unit, first.part.unit))
    .map(({ unit, factor }) => ({ unit, factor }));
  return [{ position: line.position, itemNumber: first.part.itemNumber, units: [...own, ...mapped] }];
}

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** How much of a line one sales order line stands for, in the 850's unit. */
function quantityFor(line: PurchaseOrderLine, store: string): Decimal | undefined {
  const parts = line.stores.filter((part) => part.store === store);
  if (store === '' || parts.length === 0) return parseDecimal(line.quantity ?? '');
  return parts.reduce((sum, part) => sum.plus(parseDecimal(part.quantity) ?? 0), new Decimal(0));
}

/** The factor that the order was made with: what Dynamics got of what was ordered. */
function unitOf(unit: string, quantity: string, ordered: Decimal | undefined): readonly LineUnit[] {
  const made = parseDecimal(quantity);
  if (!made || !ordered || ordered.isZero() || made.isZero()) return [];
  return [{ unit, factor: decimalText(made.dividedBy(ordered)) }];
}

function linksOf(
  { plan, salesOrderNumber = '', lots }: OrderedSaga,
  lines: readonly PurchaseOrderLine[],
): readonly OrderLineLink[] {
  return plan.lines.flatMap((line) => {
    const position = lines.find(({ path }) => path === line.path)?.position;
    if (position === undefined) return [];
    const known = lots.filter((lot) => lot.position === line.position).map(({ lotId }) => lotId);
    return (known.length === 0 ? [''] : known).map((lotId) => ({
      salesOrder: salesOrderNumber,
      lotId,
      customersLineNumber: line.customersLineNumber,
      position,
      store: line.store || plan.store,
    }));
  });
}

/** A document as drafting and the rules know it; without an order, of none of its lines. */
export function earlierOf({ row, lines }: KnownDocument, threadId?: number): EarlierDocument {
  const { id, kind, number, revision, store, draft, transport, business, contentHash, postingKeys, serials, counts, corrects } =
    row;
  return {
    id,
    kind,
    number,
    revision,
    store,
    draft,
    transport,
    business,
    contentHash,
    postingKeys,
    serials,
    counts,
    ...(corrects === undefined ? {} : { corrects: corrects.id }),
    lines: lines
      .filter((line) => line.threadId === threadId)
      .map(({ position, store: at, quantity, amount, price }) => ({
        position,
        store: at,
        quantity,
        ...(amount === undefined ? {} : { amount }),
        ...(price === undefined ? {} : { price }),
      })),
  };
}
