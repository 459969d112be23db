import type { Finding } from '#core/domain/finding.ts';
import type { OrderChange, OrderChangeLine } from '#core/domain/purchaseOrder.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { orderFindings } from './orderFindings.ts';
import { orderLineShape } from './orderLine.ts';
import { orderShape } from './orderParts.ts';
import { at, constant, date, decimal, list, located, record, text } from './shape.ts';

const line = located<OrderChangeLine>({
  ...orderLineShape,
  changeCode: at('OrderLine', text('LineChangeCode')),
  previousQuantity: at('OrderLine', decimal('PreviousOrderQty')),
  variance: at('OrderLine', decimal('VarianceQty')),
});

const change = record<OrderChange>({
  ...orderShape,
  kind: constant('860'),
  changeSequence: at('Header/OrderHeader', text('ChangeOrderSeqNumber')),
  changeDate: at('Header/OrderHeader', date('POChangeDate')),
  lines: list('LineItem', line),
});

/** What an 860 says. `findings`: what it says that a change here cannot hold. */
export function toOrderChange(document: Pick<RsxDocument, 'root'> & Partial<RsxDocument>): {
  readonly change: OrderChange;
  readonly findings: readonly Finding[];
} {
  const root = rootCursor('860', document.root);
  return { change: change.read(root), findings: orderFindings(root, document.findings) };
}

/** The tree of an 860 with everything the change holds. */
export function fromOrderChange(value: OrderChange): RsxNode {
  const draft = newDraft('OrderChange');
  change.write(value, draft);
  return finishDocument('860', draft);
}
