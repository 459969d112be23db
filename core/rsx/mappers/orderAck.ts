import type { OrderAck, OrderAckLine } from '#core/domain/orderAck.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { ackLineShape, ackShape } from './ackParts.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { constant, list, located, record } from './shape.ts';

const ack = record<OrderAck>({
  ...ackShape,
  kind: constant('855'),
  lines: list('LineItem', located<OrderAckLine>(ackLineShape)),
});

/** What an 855 says. */
export function toOrderAck(document: Pick<RsxDocument, 'root'>): OrderAck {
  return ack.read(rootCursor('855', document.root));
}

/** The tree of an 855, in schema order and without blanks. */
export function fromOrderAck(value: OrderAck): RsxNode {
  const draft = newDraft('OrderAck');
  ack.write(value, draft);
  return finishDocument('855', draft);
}
