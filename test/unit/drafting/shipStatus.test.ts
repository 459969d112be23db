import { describe, expect, it } from 'vitest';
import { shippedOrders } from '#core/drafting/shipped.ts';
import { line, order } from '../mapping/fixture.ts';
import { earlier } from './earlierDocuments.ts';
import { basis, draftOrder, join, posting, postingLine } from './fixture.ts';

const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
const bought = order({ lines: [line(1, { quantity: '24', stores })] });
const answered = (quantity: string) => [earlier('855', [{ position: 1, store: '', quantity }])];
const short = [postingLine(1, { lotId: 'L1', itemNumber: 'D1', quantity: '5' })];

/** The status of a line of which store 0101 got 5 of 12, in a set that does not tell what remains. */
function statusAfter(quantity: string): string | undefined {
  const one = draftOrder(bought, { earlier: answered(quantity) });
  const slip = { joined: join(posting('packing-slip', short), [one]) };
  return shippedOrders({ ...basis(), orders: [one], store: '', slips: [slip] }, 'PS-1')[0]?.lines[0]?.status;
}

describe('a short shipment to a store of an order that was answered as a whole', () => {
  it('is to be continued where the answer promised everything', () => {
    expect(statusAfter('24')).toBe('BP');
  });
  it('asks a person where the answer promised less: nothing says of which store', () => {
    expect(statusAfter('20')).toBe('');
  });
});
