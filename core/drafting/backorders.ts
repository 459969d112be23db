import type { LineCode } from '#core/domain/outboundSheet.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';

/** ShipCompleteCode: N no back order, Y back order if out of stock; without one the partner's sheet says how. */
const noBackorder = 'N';

/** True where the 850 itself allows no backorder. */
export const forbidsBackorder = ({ shipComplete }: Pick<PurchaseOrder, 'shipComplete'>): boolean => shipComplete === noBackorder;

/** Codes that say of a rest that it follows. */
const later: readonly LineCode[] = ['IB', 'BP'];

/** True where a rest that follows may be said: the order forbids none, and the partner takes a code for it. Pure. */
export function takesBackorders(
  order: Pick<PurchaseOrder, 'shipComplete'>,
  { ack }: { readonly ack: { readonly codes: readonly LineCode[] } },
): boolean {
  return !forbidsBackorder(order) && later.some((code) => ack.codes.includes(code));
}
