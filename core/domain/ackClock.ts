import type { OutboundSheet } from './outboundSheet.ts';
import { instant, milliseconds, type Instant } from './time.ts';

/**
 * When the first answer to an order must have left: so many hours after its 850 arrived as the partner's sheet says
 * (edi-practice.md TIME-01). Undefined where no 855 is agreed or the partner names no time.
 */
export function ackDueAt(receivedAt: Instant, { documents, ack }: Pick<OutboundSheet, 'documents' | 'ack'>): Instant | undefined {
  if (!documents['855'].agreed || ack.dueHours === 0) return undefined;
  return instant(milliseconds(receivedAt) + ack.dueHours * 3_600_000);
}
