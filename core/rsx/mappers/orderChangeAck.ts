import type { OrderChangeAck, OrderChangeAckLine } from '#core/domain/orderChangeAck.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { ackLineShape, ackShape } from './ackParts.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { at, constant, date, decimal, list, located, record, text } from './shape.ts';

const line = located<OrderChangeAckLine>({
  ...ackLineShape,
  changeCode: at('OrderLine', text('LineChangeCode')),
  previousQuantity: at('OrderLine', decimal('PreviousOrderQty')),
  variance: at('OrderLine', decimal('VarianceQty')),
});

const changeAck = record<OrderChangeAck>({
  ...ackShape,
  kind: constant('865'),
  changeSequence: at('Header/OrderHeader', text('ChangeOrderSeqNumber')),
  changeDate: at('Header/OrderHeader', date('POChangeDate')),
  changeAcknowledgeDate: at('Header/OrderHeader', date('POChangeAcknowledgeDate')),
  lines: list('LineItem', line),
});

/** What an 865 says. */
export function toOrderChangeAck(document: Pick<RsxDocument, 'root'>): OrderChangeAck {
  return changeAck.read(rootCursor('865', document.root));
}

/** The tree of an 865, in schema order and without blanks. */
export function fromOrderChangeAck(value: OrderChangeAck): RsxNode {
  const draft = newDraft('OrderChangeAck');
  changeAck.write(value, draft);
  return finishDocument('865', draft);
}
