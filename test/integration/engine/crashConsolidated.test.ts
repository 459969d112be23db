import { describe, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import { runApart } from '../support/crashRun.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { received } from '../support/outboundDesk.ts';
import { withSheets } from '../support/wayBack.ts';

const apart = (bench: Bench, kill: object = {}) => runApart({ connection: bench.connection, folder: bench.folder, ...kill });
const missing = (bench: Bench, ...missingSets: readonly string[]) => bench.control('settings', { dynamics: { missingSets } });

/** Two orders on one slip and one invoice, read from sets that name the first of them only: both documents are held. */
async function held(app: App, bench: Bench): Promise<void> {
  await importPracticeMaps(app.store);
  await withSheets((sheet) => ({ ...sheet, shipNotice: { ...sheet.shipNotice, per: 'order' } }), app);
  await bench.control('orders', { count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
  await app.engine.runOnce('command');
  await app.engine.runOnce('command');
  await bench.control('confirm', { orders: 'all' });
  await app.engine.runOnce('command');
  await missing(bench, 'CustPackingSlipJourBiEntities', 'CustInvoiceJourBiEntities');
  for (const action of ['ship', 'invoice']) await bench.control(action, { orders: 'all', consolidate: true });
  // The first of them finds that the sets are gone.
  await app.engine.runOnce('command');
  await app.engine.runOnce('command');
  expect(await numbers(app)).toEqual([
    '810 CIV-000001 held',
    '855 SO-000001-1 left',
    '855 SO-000002-1 left',
    '856 PS-000001 held',
  ]);
}

async function numbers(app: App): Promise<readonly string[]> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 10 });
  const all = (await Promise.all(rows.map(({ threadId }) => app.store.outboundOfThread({ threadId })))).flat();
  return [...new Set(all.map(({ row }) => `${row.kind} ${row.number} ${row.draft}`))].toSorted();
}

describe('killed while full entity sets take the place of poorer ones', () => {
  it.each([
    ['postings-kept', 2],
    ['draft-saved', 1],
    ['draft-saved', 3],
    ['send-recorded', 2],
  ])('at %s (%i): the held drafts are replaced, and everything leaves once', { timeout: 240_000 }, async (killAt, nth) => {
    const bench = await startBench({ seed: 73 });
    try {
      const app = await bench.open();
      await held(app, bench);
      await app.stop();
      await missing(bench);
      expect((await apart(bench, { killAt, nth })).killed).toBe(true);
      await apart(bench);
      await apart(bench);
      const again = await bench.open();
      const [one, two] = (await bench.state()).dynamics.orders.map(({ purchaseOrder }) => purchaseOrder);
      expect(await numbers(again)).toEqual([
        '810 CIV-000001 superseded',
        `810 CIV-000001-${one} left`,
        `810 CIV-000001-${two} left`,
        '855 SO-000001-1 left',
        '855 SO-000002-1 left',
        '856 PS-000001 superseded',
        `856 PS-000001-${one} left`,
        `856 PS-000001-${two} left`,
      ]);
      const files = await received(bench);
      expect(files).toHaveLength(6);
      expect(new Set(files.map(({ body }) => body)).size).toBe(6);
      expect(files.every(({ overwritten }) => !overwritten)).toBe(true);
      expect((await again.store.checkAudit({})).brokenAt).toBeUndefined();
    } finally {
      await bench.close();
    }
  });
});
