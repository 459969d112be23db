import type { Finding } from '#core/domain/finding.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { orderFindings } from './orderFindings.ts';
import { orderLineShape } from './orderLine.ts';
import { orderShape } from './orderParts.ts';
import { constant, list, located, record } from './shape.ts';

const order = record<PurchaseOrder>({
  ...orderShape,
  kind: constant('850'),
  lines: list('LineItem', located<PurchaseOrderLine>(orderLineShape)),
});

/** What an 850 says. `findings`: what it says that an order here cannot hold. */
export function toPurchaseOrder(document: Pick<RsxDocument, 'root'> & Partial<RsxDocument>): {
  readonly order: PurchaseOrder;
  readonly findings: readonly Finding[];
} {
  const root = rootCursor('850', document.root);
  return { order: order.read(root), findings: orderFindings(root, document.findings) };
}

/** The tree of an 850 with everything the order holds. */
export function fromPurchaseOrder(value: PurchaseOrder): RsxNode {
  const draft = newDraft('Order');
  order.write(value, draft);
  return finishDocument('850', draft);
}
