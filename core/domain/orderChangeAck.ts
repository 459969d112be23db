import type { DecimalText } from './decimal.ts';
import type { OrderAck, OrderAckLine } from './orderAck.ts';
import type { LocalDate } from './time.ts';

export interface OrderChangeAckLine extends OrderAckLine {
  /** X12 670 as the 860 had it. */
  readonly changeCode: string;
  readonly previousQuantity?: DecimalText;
  readonly variance?: DecimalText;
}

/** What an 865 says: the answer to an 860. */
export interface OrderChangeAck extends Omit<OrderAck, 'kind' | 'lines'> {
  readonly kind: '865';
  readonly changeSequence: string;
  readonly changeDate?: LocalDate;
  readonly changeAcknowledgeDate?: LocalDate;
  readonly lines: readonly OrderChangeAckLine[];
}
