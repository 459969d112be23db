import type { ShipNoticeInput } from './draft.types.ts';
import { orderName } from './orderName.ts';

/**
 * The number of an 856 (`ShipmentIdentification`): the slip's own, which Dynamics gives once. A slip that becomes several
 * notices adds the purchase order, a notice of one store the store, and a new one after a cancellation `R2`, `R3`, …; so no
 * number is ever used for two things (856-04). A cancellation or replacement keeps the number it is about.
 */
export function shipmentNumber({ orders, store, slips, sheet, part, revision, intent, keepsNumber }: ShipNoticeInput): string {
  if (keepsNumber !== undefined) return keepsNumber;
  const posting = slips[0]?.joined.posting;
  const one = part === true || (sheet.shipNotice.per === 'order' && (posting?.salesOrders.length ?? 0) > 1);
  const [first] = orders;
  const parts = [posting?.number ?? '', one && first ? orderName(first) : '', store];
  if (intent === 'original' && revision > 1) parts.push(`R${revision}`);
  return parts.filter(Boolean).join('-');
}
