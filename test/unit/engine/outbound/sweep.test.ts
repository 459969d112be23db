import { describe, expect, it } from 'vitest';
import type { Posting } from '#core/domain/posting.ts';
import { isInvoiced, isQuiet } from '#core/engine/outbound/sweep.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';

const order = (...lines: readonly { readonly quantity: string; readonly now?: string }[]): AnsweredThread =>
  ({
    thread: { id: 1 },
    sagas: [{ id: 1, state: 'done', salesOrderNumber: 'SO-1', plan: { company: 'USMF', lines } }],
  }) as unknown as AnsweredThread;

const posted = (kind: Posting['kind'], date: string, ...quantities: readonly string[]): Posting =>
  ({
    kind,
    company: 'usmf',
    date,
    salesOrders: ['SO-1'],
    lines: quantities.map((quantity) => ({ quantity })),
  }) as unknown as Posting;

describe('when nothing more is expected of an order', () => {
  it('counts what Dynamics holds since a change, not what was sent first', () => {
    const invoice = posted('invoice', '2026-03-02', '10');
    expect(isInvoiced(order({ quantity: '24' }), [invoice])).toBe(false);
    expect(isInvoiced(order({ quantity: '24', now: '10' }), [invoice])).toBe(true);
    expect(isInvoiced(order({ quantity: '24', now: '10' }, { quantity: '6', now: '0' }), [invoice])).toBe(true);
    expect(isInvoiced(order({ quantity: '10' }, { quantity: '6' }), [invoice])).toBe(false);
  });

  it('takes credit notes off, and looks at no other order', () => {
    const postings = [posted('invoice', '2026-03-02', '10'), posted('invoice', '2026-03-09', '-10')];
    expect(isInvoiced(order({ quantity: '10' }), postings)).toBe(false);
    expect(isInvoiced(order({ quantity: '10' }), [{ ...posted('invoice', '2026-03-02', '10'), salesOrders: ['SO-2'] }])).toBe(
      false,
    );
  });

  it('counts of an invoice over several orders its own lines', () => {
    const both = posted('invoice', '2026-03-02', '10', '14');
    const lines = both.lines.map((line, index) => ({ ...line, salesOrder: `SO-${index + 1}` }));
    const invoice = { ...both, salesOrders: ['SO-1', 'SO-2'], lines };
    expect(isInvoiced(order({ quantity: '24' }), [invoice])).toBe(false);
    expect(isInvoiced(order({ quantity: '10' }), [invoice])).toBe(true);
  });

  it('is quiet 45 days after the last posting, and never before the first', () => {
    const postings = [posted('confirmation', '2026-01-01'), posted('invoice', '2026-03-02', '10')];
    expect(isQuiet(order({ quantity: '10' }), postings, '2026-04-15')).toBe(false);
    expect(isQuiet(order({ quantity: '10' }), postings, '2026-04-16')).toBe(true);
    expect(isQuiet(order({ quantity: '10' }), [], '2026-04-16')).toBe(false);
  });
});
