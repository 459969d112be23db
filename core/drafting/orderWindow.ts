import type { DocumentDate, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';

/** The day before which the order asks not to ship a line (X12 374: 037); undefined where it names none. */
export const notBefore = (order: PurchaseOrder, line: PurchaseOrderLine): LocalDate | undefined =>
  dayOf(line.dates, order.dates, ['037'], 'last');

/** A line's own day before the header's; where several qualifiers say one, the stricter. Pure. */
export function dayOf(
  own: readonly DocumentDate[],
  header: readonly DocumentDate[],
  qualifiers: readonly string[],
  which: 'first' | 'last',
): LocalDate | undefined {
  const days = (dates: readonly DocumentDate[]): readonly LocalDate[] =>
    dates.flatMap(({ qualifier, date }) => (qualifiers.includes(qualifier) ? [date] : [])).toSorted();
  const found = days(own).length > 0 ? days(own) : days(header);
  return which === 'first' ? found[0] : found.at(-1);
}
