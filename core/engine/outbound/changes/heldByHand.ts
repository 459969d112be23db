import { Decimal, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import { neverThere, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { Addition } from './additions.ts';
import { addedLine } from './changedOrder.ts';
import { salesOrderOf, unlinked } from './planAdded.ts';
import { factorOf } from './planChange.ts';
import { isLine } from './reached.ts';
import type { AddedLine } from './sagaAfter.ts';

/** Whether Dynamics holds what one line of a change asks for. `unsure`: nobody can tell; the person's word counts. */
export interface HeldLine {
  /** 1-based place in the change. */
  readonly position: number;
  readonly held: 'yes' | 'no' | 'unsure';
  /** Lines that a person entered for one that was added, by sales order. */
  readonly entered: readonly (AddedLine & { readonly salesOrder: string })[];
}

interface Case {
  readonly order: DraftOrder;
  readonly states: readonly OrderState[];
  readonly additions: readonly Addition[];
  readonly documentId: number;
  /** See `OpenChange`: a line that is not there may still be added by an earlier change. */
  readonly earlierOpen: boolean;
}

/** What of a change a person has made in Dynamics already, line by line. Pure. */
export function heldByHand(changed: readonly ChangedLine[], one: Case): readonly HeldLine[] {
  const taken = new Set<string>();
  return changed.map((line, index) => {
    const position = index + 1;
    if (line.before) return { position, held: standingHeld(line, line.before, one), entered: [] };
    if (neverThere(line)) return { position, held: one.earlierOpen ? 'no' : 'yes', entered: [] };
    const entered = enteredFor(line, one, taken);
    for (const { lotId } of entered) taken.add(lotId);
    return { position, held: entered.length > 0 ? 'yes' : 'no', entered };
  });
}

function standingHeld(changed: ChangedLine, before: PurchaseOrderLine, { order, states }: Case): HeldLine['held'] {
  const links = order.links.filter(({ position }) => position === before.position);
  const lines = links.flatMap((link) => {
    const state = states.find(({ salesOrder }) => salesOrder === link.salesOrder);
    const line = state?.lines.find((entry) => isLine(entry, link));
    return line ? [line] : [];
  });
  if (links.length === 0) return 'unsure';
  let held = new Decimal(0);
  for (const line of new Set(lines)) {
    const factor = factorOf(order, before.position, line.unit);
    if (!factor || factor.isZero()) return 'unsure';
    if (
      isRepriced(changed, before) &&
      !sameDecimal(new Decimal(changed.line.price ?? '').dividedBy(factor).toFixed(6), line.price)
    )
      return 'no';
    held = held.plus(new Decimal(line.status === 'Canceled' ? (line.shipped ?? '0') : line.ordered).dividedBy(factor));
  }
  return held.toDecimalPlaces(6).equals(changed.quantity.toDecimalPlaces(6)) ? 'yes' : 'no';
}

function isRepriced({ line }: ChangedLine, before: PurchaseOrderLine): boolean {
  return parseDecimal(line.price ?? '') !== undefined && !sameDecimal(line.price ?? '', before.price ?? '');
}

/** The lines that a person entered for an added one: one in each sales order that gets a part of it, else none. */
function enteredFor(changed: ChangedLine, one: Case, taken: ReadonlySet<string>): HeldLine['entered'] {
  const { order, states, additions, documentId } = one;
  const [line] = addedLine(changed, documentId);
  if (!line) return [];
  const plans = additions.find(({ position }) => position === changed.position)?.plans ?? [];
  const parts =
    plans.length > 0
      ? plans.flatMap((plan) => plan.lines.map((part) => ({ store: plan.store, part })))
      : [{ store: '', part: undefined }];
  const entered = parts.map(({ store, part }) => {
    const state = states.find(({ salesOrder }) => salesOrder === salesOrderOf(order, store));
    const strangers = state ? unlinked(order, state).filter(({ lotId }) => !taken.has(lotId)) : [];
    const found = strangerFor(strangers, line, part?.itemNumber);
    if (!state || !found) return undefined;
    const { customersLineNumber, itemNumber, ordered: quantity, unit, price, lotId } = found;
    const planned = {
      ...(part ?? { externalItem: line.item.buyerPart, store: '' }),
      position: changed.position,
      lineNumber: line.lineNumber,
      path: line.path,
      customersLineNumber,
      itemNumber,
      quantity,
      unit,
      price,
    };
    return { salesOrder: state.salesOrder, lotId, line: planned };
  });
  return entered.every((entry) => entry !== undefined) ? entered : [];
}

/** The one stranger that is meant: by the item that it must be, by the retailer's part, by its number; none where several could be. */
function strangerFor(
  strangers: readonly OrderLineState[],
  line: PurchaseOrderLine,
  item: string | undefined,
): OrderLineState | undefined {
  const ways: readonly ((entry: OrderLineState) => boolean)[] = [
    ({ itemNumber }) => item !== undefined && itemNumber.toLowerCase() === item.toLowerCase(),
    ({ externalItem }) => item === undefined && externalItem !== '' && externalItem === line.item.buyerPart,
    ({ customersLineNumber }) =>
      item === undefined && customersLineNumber > 0 && customersLineNumber === Number(line.lineNumber || Number.NaN),
  ];
  for (const fits of ways) {
    const found = strangers.filter(fits);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}
