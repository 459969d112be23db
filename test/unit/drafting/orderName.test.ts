import { describe, expect, it } from 'vitest';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { orderName } from '#core/drafting/orderName.ts';
import { acknowledgementNumber } from '#core/drafting/orderAck.ts';
import { order } from '../mapping/fixture.ts';
import { ackInput, basis, draftOrder, join, posting, postingLine } from './fixture.ts';

describe('the name of a purchase order in numbers of documents', () => {
  it('is its number, with the release, and which of several orders of that number it is', () => {
    expect(orderName(draftOrder(order({ number: 'PO-1', release: '' })))).toBe('PO-1');
    expect(orderName(draftOrder(order({ number: 'PO-1', release: '003' })))).toBe('PO-1-003');
    expect(orderName(draftOrder(order({ number: 'PO-1', release: '' }), { copy: 2 }))).toBe('PO-1-N2');
  });

  it('keeps the numbers of two orders under one number apart, on one invoice and where both are rejected', () => {
    const copies = [1, 2].map((copy) => draftOrder(order({ number: 'PO-1', release: '' }), { copy }));
    const both = { salesOrders: ['SO-000441', 'SO-2'] };
    const numbers = copies.map((copy) => {
      const invoice = join(posting('invoice', [postingLine(1, { quantity: '1', price: '10' })], both), [copy]);
      return draftInvoice({ ...basis(), order: copy, store: '', invoice, notices: [], carriesCharges: true }).document.number;
    });
    expect(numbers).toEqual(['CIV-000871-PO-1', 'CIV-000871-PO-1-N2']);
    const rejected = copies.map((copy) => {
      const { confirmation: _none, ...input } = ackInput([], { order: copy });
      return acknowledgementNumber(input);
    });
    expect(rejected).toEqual(['PO-1-R', 'PO-1-N2-R']);
  });
});
