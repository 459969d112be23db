import { Decimal, sameDecimal } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import { neverThere, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { Addition } from './additions.ts';
import { addedLine } from './changedOrder.ts';
import { salesOrderOf, unlinked } from './planAdded.ts';
import { factorOf, isRepriced, priceThere } from './inDynamics.ts';
import { isLine } from './reached.ts';
import type { AddedLine } from './sagaAfter.ts';
import { countsOtherwise, isReplaced, otherUnit } from './unwritten.ts';

/** Whether Dynamics holds what one line of a change asks for. `unsure`: nobody can tell; the person's word counts. */
export interface HeldLine {
  /** 1-based place in the change. */
  readonly position: number;
  readonly held: 'yes' | 'no' | 'unsure';
  /** Lines that a person entered for one that was added, by sales order. */
  readonly entered: readonly (AddedLine & { readonly salesOrder: string })[];
  /** What must be put right before anybody can take what is there for what the change asks. */
  readonly wrong?: string;
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
    if (line.before) {
      const wrong = countsOtherwise(line, line.before) ? otherUnit(line.line.unit, line.before.unit) : undefined;
      return { position, held: standingHeld(line, line.before, one), entered: [], ...(wrong === undefined ? {} : { wrong }) };
    }
    if (neverThere(line)) return { position, held: one.earlierOpen ? 'no' : 'yes', entered: [] };
    const entered = enteredFor(line, one, taken);
    for (const { lotId } of entered) taken.add(lotId);
    const other = entered.find(({ line: made, asked }) => asked !== undefined && !sameDecimal(asked, made.quantity));
    return {
      position,
      held: entered.length > 0 ? 'yes' : 'no',
      entered,
      ...(other ? { wrong: enteredOtherwise(other) } : {}),
    };
  });
}

/** The factor between our unit and theirs is read from such a line: another quantity would make every later figure wrong. */
const enteredOtherwise = ({ salesOrder, line, asked = '' }: Entered): string =>
  `Sales order ${salesOrder} has ${line.quantity} ${line.unit} of ${line.itemNumber}, the change adds ${asked} ${line.unit}. Make it ${asked} there, or refuse the line.`;

function standingHeld(changed: ChangedLine, before: PurchaseOrderLine, { order, states }: Case): HeldLine['held'] {
  const links = order.links.filter(({ position }) => position === before.position);
  const lines = links.flatMap((link) => {
    const state = states.find(({ salesOrder }) => salesOrder === link.salesOrder);
    const line = state?.lines.find((entry) => isLine(entry, link));
    return line ? [line] : [];
  });
  // No figure shows another item in the place of one: what stood for the line may be gone, and the other one anywhere.
  if (links.length === 0 || isReplaced(changed, before)) return 'unsure';
  let held = new Decimal(0);
  for (const line of new Set(lines)) {
    const factor = factorOf(order, before.position, line.unit);
    if (!factor || factor.isZero()) return 'unsure';
    if (isRepriced(changed, before) && !priceThere(changed, factor, line).equals(line.price)) return 'no';
    held = held.plus(new Decimal(line.status === 'Canceled' ? (line.shipped ?? '0') : line.ordered).dividedBy(factor));
  }
  return held.toDecimalPlaces(6).equals(changed.quantity.toDecimalPlaces(6)) ? 'yes' : 'no';
}

/** A line that a person entered. `asked`: how much of it the change adds, in the same unit; absent where that is unknown. */
type Entered = HeldLine['entered'][number] & { readonly asked?: string };

/** The lines that a person entered for an added one: one in each sales order that gets a part of it, else none. */
function enteredFor(changed: ChangedLine, one: Case, taken: ReadonlySet<string>): readonly Entered[] {
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
    const asked = askedOf(line, part, unit);
    return { salesOrder: state.salesOrder, lotId, line: planned, ...(asked === undefined ? {} : { asked }) };
  });
  return entered.every((entry) => entry !== undefined) ? entered : [];
}

function askedOf(line: PurchaseOrderLine, part: SalesOrderPlanLine | undefined, unit: string): string | undefined {
  if (part) return sameUnit(part.unit, unit) ? part.quantity : undefined;
  return sameUnit(line.unit, unit) ? line.quantity : undefined;
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
