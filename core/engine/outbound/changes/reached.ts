import { Decimal, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import type { SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { OrderLineState } from '#core/dynamics/journals.types.ts';
import type { OrderLineLink } from '#core/drafting/draft.types.ts';
import type { WantedLine } from '#core/store/types/changes.ts';

/** True for the line of a sales order that a link means: by lot, or by number where no lot is known. */
export const isLine = (line: OrderLineState, link: Pick<OrderLineLink, 'lotId' | 'customersLineNumber'>): boolean =>
  link.lotId === '' ? line.customersLineNumber === link.customersLineNumber : line.lotId === link.lotId;

/** What was shipped of a line: Dynamics' own figure, else what is not to be delivered any more. */
export function shippedOf({ shipped, ordered, remaining }: OrderLineState): Decimal {
  const told = parseDecimal(shipped ?? '');
  if (told) return told;
  return remaining === undefined ? new Decimal(0) : Decimal.max(new Decimal(ordered).minus(remaining), 0);
}

/** Where one wanted line stands: `notes` are worth telling though it is done. */
export type Standing =
  | { readonly is: 'reached'; readonly line?: OrderLineState; readonly notes: readonly string[] }
  | { readonly is: 'open' }
  | { readonly is: 'wrong'; readonly why: string };

/**
 * Whether a line is as it is wanted, from the lines that the sales order has now: a lost answer had done it, nobody has, or
 * a person must look. Pure.
 */
export function standingOf(wanted: WantedLine, lines: readonly OrderLineState[]): Standing {
  if (wanted.added) return addedStanding({ ...wanted, added: wanted.added }, lines);
  const line = lines.find(({ lotId }) => lotId === wanted.lotId);
  if (isReached(wanted, line)) return { is: 'reached', notes: [], ...(line === undefined ? {} : { line }) };
  const shipped = line && shippedOf(line);
  if (wanted.cancel && line && shipped?.greaterThan(wanted.quantity ?? shipped))
    return {
      is: 'wrong',
      why: `${shipped.toFixed()} ${line.unit} of ${line.itemNumber} were shipped meanwhile, more than the ${wanted.quantity ?? '0'} that are to be left.`,
    };
  return line ? { is: 'open' } : { is: 'wrong', why: `Sales order ${wanted.salesOrder} does not have the line any more.` };
}

/** True where the line is as it is wanted: a lost answer had done it. */
export function isReached(wanted: WantedLine, line: OrderLineState | undefined): boolean {
  if (!line) return wanted.cancel;
  if (wanted.cancel) {
    const left = shippedOf(line);
    return (line.status === 'Canceled' || left.equals(line.ordered)) && left.equals(wanted.quantity ?? left);
  }
  if (wanted.quantity !== undefined && !sameDecimal(wanted.quantity, line.ordered)) return false;
  if (wanted.price !== undefined && !sameDecimal(wanted.price, line.price)) return false;
  return sameDay(wanted.requestedShip, line.requestedShip) && sameDay(wanted.requestedReceipt, line.requestedReceipt);
}

const sameDay = (wanted: string | undefined, held: string | undefined): boolean => wanted === undefined || wanted === held;

/** A line that we add in words, by the number it is looked for. */
export const nameOf = (salesOrder: string, { customersLineNumber }: SalesOrderPlanLine): string =>
  `Line ${customersLineNumber} of sales order ${salesOrder}`;

/** Lines that we add are found by the number that was free for them, and only by that. */
function addedStanding(
  { salesOrder, lotId, added }: WantedLine & { readonly added: SalesOrderPlanLine },
  lines: readonly OrderLineState[],
): Standing {
  const found = lines.filter((line) => isLine(line, { lotId, customersLineNumber: added.customersLineNumber }));
  const [line] = found;
  const name = nameOf(salesOrder, added);
  if (!line) return lotId === '' ? { is: 'open' } : { is: 'wrong', why: `${name} is not there any more.` };
  if (found.length > 1)
    return {
      is: 'wrong',
      why: `${name} is there ${found.length} times: an answer was lost and both requests were done. Delete one of them.`,
    };
  if (
    line.itemNumber.toLowerCase() !== added.itemNumber.toLowerCase() ||
    !sameDecimal(line.ordered, added.quantity) ||
    line.unit.toLowerCase() !== added.unit.toLowerCase()
  )
    return {
      is: 'wrong',
      why: `${name} is ${line.ordered} ${line.unit} of ${line.itemNumber} instead of ${added.quantity} ${added.unit} of ${added.itemNumber}.`,
    };
  const dearer = added.price !== undefined && !sameDecimal(added.price, line.price);
  return { is: 'reached', line, notes: dearer ? [`${name} has price ${line.price} instead of ${added.price ?? ''}.`] : [] };
}
