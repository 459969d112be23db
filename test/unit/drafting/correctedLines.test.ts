import { describe, expect, it } from 'vitest';
import { correctedLines } from '#core/drafting/correctedLines.ts';
import type { Draft, OverlayEntry } from '#core/drafting/draft.types.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import { address, line, order } from '../mapping/fixture.ts';
import { ackInput, basis, draftOrder, join, posting, postingLine } from './fixture.ts';

const typed = { reason: 'counted again', who: 'Ann', at: '2026-03-03T10:00:00.000Z' };
const lines = ['24', '48', '12'].map((quantity, at) =>
  postingLine(at + 1, { quantity, price: '2', amount: String(Number(quantity) * 2), confirmedShip: '2026-03-10' }),
);

/** Position, store, quantity and amount of each line once these values are typed. */
function after(draft: Draft, entries: readonly (readonly [string, string])[], orders = [draftOrder()]): unknown {
  const overlay = entries.map(([path, value]): OverlayEntry => ({ path, value, ...typed }));
  const { document, findings } = applyOverlay(draft.document, draft.origins, overlay);
  expect(findings).toEqual([]);
  return correctedLines(draft, document, orders).map(({ position, store, quantity, amount }) =>
    [position, store, quantity, amount].filter((value) => value !== undefined && value !== ''),
  );
}

describe('what a document answers once a person corrected it', () => {
  const ack = draftOrderAck(ackInput(lines));
  const part = (position: number, nth = 1): string => `OrderAck/LineItem[${position}]/LineItemAcknowledgement[${nth}]`;

  it('is what was drafted where nothing of it is a quantity', () => {
    expect(correctedLines(ack, ack.document, [draftOrder()])).toEqual(ack.lines);
    expect(after(ack, [[`${part(2)}/ItemScheduleDate`, '2026-03-12']])).toEqual([
      [1, '24'],
      [2, '48'],
      [3, '12'],
    ]);
  });

  it('an 855 that promises less, or nothing, or the same in parts', () => {
    expect(
      after(ack, [
        [`${part(1)}/ItemScheduleQty`, '20'],
        [`${part(1)}/ItemStatusCode`, 'IQ'],
        [`${part(1, 2)}/ItemStatusCode`, 'IR'],
        [`${part(1, 2)}/ItemScheduleQty`, '4'],
        [`${part(2)}/ItemScheduleQty`, '40'],
        [`${part(2, 2)}/ItemStatusCode`, 'IB'],
        [`${part(2, 2)}/ItemScheduleQty`, '8'],
        [`${part(3)}/ItemStatusCode`, 'IR'],
      ]),
    ).toEqual([
      [1, '20'],
      [2, '48'],
      [3, '0'],
    ]);
  });

  it('also where a line number itself was corrected', () => {
    const number = 'OrderAck/LineItem[1]/LineItemDetail/LineSequenceNumber';
    const path = Object.keys(ack.origins).find(
      (known) => known.startsWith('OrderAck/LineItem[1]') && known.endsWith('LineSequenceNumber'),
    );
    expect(
      after(ack, [
        [path ?? number, '9'],
        [`${part(1)}/ItemScheduleQty`, '20'],
      ]),
    ).toEqual([
      [1, '20'],
      [2, '48'],
      [3, '12'],
    ]);
  });

  it('in the unit of the order where a unit was corrected with its quantity', () => {
    const cases = draftOrder(order({ lines: [line(1, { unit: 'CA', quantity: '4' })] }), {
      lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '12' }] }],
    });
    const slip = join(posting('packing-slip', [postingLine(1, { quantity: '48' })]), [cases]);
    const notice = draftShipNotice({
      ...basis({ shipNotice: { structure: 'items' } }),
      orders: [cases],
      store: '',
      slips: [{ joined: slip }],
    });
    const place = 'Shipment/OrderLevel[1]/ItemLevel[1]/ShipmentLine';
    expect(after(notice, [], [cases])).toEqual([[1, '4']]);
    const inEaches = [
      [`${place}/ShipQtyUOM`, 'EA'],
      [`${place}/ShipQty`, '36'],
    ] as const;
    expect(after(notice, inEaches, [cases])).toEqual([[1, '3']]);
    expect(after(notice, [[`${place}/ShipQtyUOM`, 'PL']], [cases])).toEqual([[1, '4']]);
  });

  it('an invoice by quantity and money; of a credit both stay below zero', () => {
    const bill = (sign: '' | '-') =>
      draftInvoice({
        ...basis(),
        order: draftOrder(),
        store: '',
        notices: [],
        carriesCharges: true,
        invoice: join(
          posting(
            'invoice',
            lines.map((one) => ({ ...one, quantity: `${sign}${one.quantity}`, amount: `${sign}${one.amount}` })),
          ),
        ),
      });
    const entries = [
      ['Invoice/LineItem[2]/InvoiceLine/InvoiceQty', '40'],
      ['Invoice/LineItem[2]/InvoiceLine/ExtendedItemTotal', '80'],
    ] as const;
    expect(after(bill(''), entries)).toEqual([
      [1, '24', '48'],
      [2, '40', '80'],
      [3, '12', '24'],
    ]);
    expect(after(bill('-'), entries)).toEqual([
      [1, '-24', '-48'],
      [2, '-40', '-80'],
      [3, '-12', '-24'],
    ]);
  });

  it('a notice by order, store and line, over all of its cartons', () => {
    const split = ['0101', '0102'].map((store, at) => ({
      store,
      qualifier: '92',
      quantity: at === 0 ? '10' : '14',
      unit: 'EA',
      path: `Order/LineItem[1]/QuantitiesSchedulesLocations[1]/LocationQuantity[${at + 1}]`,
    }));
    const cross = draftOrder(order({ lines: [line(1, { stores: split })], addresses: [address()] }));
    const slip = join(
      posting('packing-slip', [postingLine(1, { quantity: '10' }), postingLine(2, { itemNumber: 'D1', quantity: '14' })]),
      [cross],
    );
    const notice = draftShipNotice({
      ...basis({ shipNotice: { structure: 'items' } }),
      orders: [cross],
      store: '',
      slips: [{ joined: slip }],
    });
    expect(after(notice, [['Shipment/OrderLevel[2]/ItemLevel[1]/ShipmentLine/ShipQty', '13']], [cross])).toEqual([
      [1, '0101', '10'],
      [1, '0102', '13'],
    ]);
  });
});
