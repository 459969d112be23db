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

describe('the rest of a line of which part is shipped', () => {
  const takes = { codes: ['IA', 'IQ', 'IR'] } as const;
  /** `remaining`: what Dynamics has still to deliver; `promise`: what the 855 said, of 24 of which 5 are shipped. */
  const status = (shipComplete: string, remaining: string | undefined, promise?: string, ack = {}): string | undefined => {
    const one = draftOrder(
      order({ shipComplete, lines: [line(1, { quantity: '24' })] }),
      promise === undefined ? {} : { earlier: answered(promise) },
    );
    const told = remaining === undefined ? {} : { remaining };
    const slip = { joined: join(posting('packing-slip', [postingLine(1, { quantity: '5', ...told })]), [one]) };
    const [level] = shippedOrders({ ...basis({ ack }), orders: [one], store: '', slips: [slip] }, 'PS-1');
    return level?.lines[0]?.status;
  };

  it.each(['', 'Y'])('is backordered where the order says %j and it follows', (code) => {
    expect([status(code, '19'), status(code, undefined, '24'), status(code, '19', '5')]).toEqual(['BP', 'BP', 'BP']);
  });
  it('is never called backordered where the order allows none', () => {
    expect([status('N', '19'), status('N', undefined, '24'), status('N', '19', '24')]).toEqual(['', '', '']);
  });
  it('is never called backordered to a partner that takes no such code', () => {
    expect([status('', '19', undefined, takes), status('Y', undefined, '24', takes)]).toEqual(['', '']);
    expect(status('', '19', undefined, { codes: ['IA', 'IB'] })).toBe('BP');
  });
  it('is closed where the answer promised no more, or nothing is to be delivered', () => {
    expect([status('N', '19', '5'), status('N', '0'), status('N', undefined, '5')]).toEqual(['IQ', 'IQ', 'IQ']);
    expect(status('N', undefined)).toBe('');
  });
});
