import type { Client } from '#core/contract/client.ts';
import type { HoldView } from '#core/contract/views/attention.ts';
import { createRandom } from '#core/practice/random.ts';
import { answered, tried } from './decideChange.ts';
import { control } from './worldControl.ts';

interface Decider {
  readonly client: Client;
  /** The world, in which sales orders are cancelled. */
  readonly control: string;
  readonly seed: number;
}

/**
 * What a coordinator does about a cancellation: mostly cancels in Dynamics what did not leave and marks it as applied, as often as
 * that takes; sometimes refuses it. Which of the two is decided once, by dice of the document's own: whoever cancelled the order
 * there and was interrupted does not refuse it afterwards.
 */
export async function decideCancellation({ client, control: base, seed }: Decider, hold: HoldView): Promise<number> {
  const { id: holdId, documentId, seen } = hold;
  if (documentId === undefined) return 0;
  const refuses = createRandom(seed * 1_009 + documentId).next() < 0.25;
  const change = await answered(client.call('changes.get', { documentId }));
  if (!change || change.closed !== undefined) return 0;
  if (refuses)
    return tried(client.call('changes.decide', { documentId, decision: 'refuse', reason: 'on the truck', refusedLines: [] }));
  const orders = change.orders.map(({ salesOrder }) => salesOrder);
  if (orders.length > 0) await control(base, 'cancel', { orders });
  return tried(client.call('holds.answer', { holdId, choice: 'mark-applied', reason: 'cancelled in Dynamics', seen }));
}

/** A sales order came to light that the retailer had cancelled: it is cancelled there before it is taken over as it is. */
export async function cancelFound(base: string, { message }: HoldView): Promise<void> {
  const [, numbers] = /^Sales order (.+) is in Dynamics, and the retailer cancelled /.exec(message) ?? [];
  if (numbers !== undefined) await control(base, 'cancel', { orders: numbers.split(', ') });
}
