import { describe, expect, it } from 'vitest';
import { soak } from '../../soak/soak.ts';

/** The whole loop in small; `npm run soak` is the long one. A seed that fails here fails there too. */
describe('a randomised run over the whole loop', () => {
  it.each([251])(
    'seed %i: every order and every document once, unknown said as unknown, every balance right',
    { timeout: 300_000 },
    async (seed) => {
      const report = await soak({ seed, orders: 60, ordersARound: 20, killsARound: 1.2, lines: 3, cancelsOneIn: 15 });
      expect(report.wrong).toEqual([]);
      expect(report.orders).toBeGreaterThanOrEqual(60);
      expect(Object.values(report.kills).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1);
      expect(report.lines).toBeGreaterThanOrEqual(60);
      const { '855': acks, '856': notices, '810': invoices } = report.documents;
      expect(Math.min(acks, notices, invoices)).toBeGreaterThan(20);
      expect(report.serials).toBeGreaterThan(100);
      expect(report.changes.taken).toBeGreaterThan(0);
      const { taken, inPart, refused, untold } = report.cancellations;
      expect(taken + inPart + refused + untold).toBeGreaterThan(0);
      expect(report.replies.accepted).toBeGreaterThan(0);
    },
  );
});
