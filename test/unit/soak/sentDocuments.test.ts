import { describe, expect, it } from 'vitest';
import { sentDocument } from '../../soak/sentDocuments.ts';

type Ack = readonly [status: string, quantity: number];

const line = (number: string, code: string, quantity: number, acks: readonly Ack[]): string =>
  `<LineItem><OrderLine><LineSequenceNumber>${number}</LineSequenceNumber><LineChangeCode>${code}</LineChangeCode><OrderQty>${quantity}</OrderQty></OrderLine>${acks
    .map(
      ([status, part]) =>
        `<LineItemAcknowledgement><ItemStatusCode>${status}</ItemStatusCode><ItemScheduleQty>${part}</ItemScheduleQty></LineItemAcknowledgement>`,
    )
    .join('')}</LineItem>`;

const read = (...lines: readonly string[]): readonly string[] =>
  sentDocument({
    path: 'in/865.xml',
    body: `<OrderChangeAcks><OrderChangeAck><PurchaseOrderNumber>PO1</PurchaseOrderNumber>${lines.join('')}</OrderChangeAck></OrderChangeAcks>`,
    at: '',
    collected: false,
    overwritten: false,
  }).lines.map((said) => `${said.line}: ${said.quantity.toFixed()} ${said.change?.taken ? 'taken' : 'refused'}`);

describe('an 865 as the long run reads it', () => {
  it('keeps of a line that is taken out what had left of it', () => {
    const lines = [
      line('1', 'DI', 0, [
        ['IA', 91],
        ['IR', 5],
      ]),
      line('2', 'DI', 0, [['ID', 60]]),
      line('3', 'DI', 0, [['IR', 60]]),
    ];
    expect(read(...lines)).toEqual(['1: 5 taken', '2: 0 taken', '3: 0 refused']);
  });

  it('takes of another change the quantity that it says', () => {
    expect(read(line('1', 'QD', 4, [['IA', 4]]), line('2', 'AI', 5, [['IR', 5]]))).toEqual(['1: 4 taken', '2: 5 refused']);
  });
});
