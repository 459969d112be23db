import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { restoreBackup } from '#core/store/restore.ts';
import {
  answer,
  app,
  bench,
  cancel,
  numbered,
  only,
  open,
  ordersThere,
  reopen,
  run,
  settled,
  theOrder,
  useDesk,
} from '../support/desk.ts';

useDesk(53);

const purpose = (xml: string, code: string): string => xml.replace(/<TsetPurposeCode>[^<]*</, `<TsetPurposeCode>${code}<`);
const attention = async () => (await app.store.attentionList({ limit: 10 })).rows;

/** Dynamics answers nothing about orders until `back`. */
async function openDown(): Promise<() => void> {
  let isDown = true;
  const real = nodeFetch();
  const fetch: Fetch = (url, asked) =>
    isDown && url.includes('/data/Sales') ? Promise.reject(new Error('connect ECONNREFUSED')) : real(url, asked);
  await open(settled, { fetch });
  return () => void (isDown = false);
}

describe('a purchase order that the retailer cancels before we made its sales order', () => {
  it('ends without a question where Dynamics holds nothing of it', async () => {
    const back = await openDown();
    const xml = numbered(await bench.sample(), 'PO-90');
    await bench.drop('a.xml', xml);
    await run();
    await bench.drop('b.xml', purpose(xml, '01'));
    await run();
    back();
    await run();
    expect(await ordersThere()).toEqual([]);
    expect(await attention()).toEqual([]);
    expect((await theOrder())?.state).toBe('cancelled');
  });

  it('is asked about where somebody entered it by hand meanwhile', async () => {
    const back = await openDown();
    const xml = numbered(await bench.sample(), 'PO-91');
    await bench.drop('a.xml', xml);
    await run();
    await bench.control('handmade', { purchaseOrder: 'PO-91', customer: 'US-101' });
    await bench.drop('b.xml', purpose(xml, '01'));
    await run();
    back();
    await run();
    const [byHand] = await ordersThere();
    const { hold } = await only();
    expect(hold.message).toBe(`Sales order ${byHand?.number} is in Dynamics, and the retailer cancelled purchase order PO-91.`);
    await cancel(byHand?.number);
    expect(await answer('adopt')).toMatchObject({ ok: true });
    await run();
    expect(await attention()).toEqual([]);
    expect(await ordersThere()).toHaveLength(1);
  });

  it('keeps the question about an order made by hand, and asks about the cancellation beside it', async () => {
    await open();
    const xml = numbered(await bench.sample(), 'PO-92');
    await bench.drop('a.xml', xml);
    await bench.control('handmade', { purchaseOrder: 'PO-92', customer: 'US-101' });
    await run();
    await bench.drop('b.xml', purpose(xml, '01'));
    await run();
    expect((await attention()).map(({ hold }) => hold?.cause ?? '').toSorted((a, b) => a.localeCompare(b))).toEqual([
      'adopt',
      'cancellation',
    ]);
  });

  it('is looked for where a restored copy does not know that it was made', async () => {
    await open();
    const root = await mkdtemp(join(tmpdir(), 'quayside-cancelled-'));
    const { folder } = await app.opened.backup(root, new Date().toISOString());
    const xml = numbered(await bench.sample(), 'PO-93');
    await bench.drop('a.xml', xml);
    await run();
    await run();
    await bench.drop('b.xml', purpose(xml, '01'));
    await run();
    expect((await only()).hold.cause).toBe('cancellation');
    await app.stop();
    restoreBackup(folder, bench.folder, new Date().toISOString());
    await reopen();
    await run();
    const { hold } = await only();
    expect(hold.message).toContain('is in Dynamics, and the retailer cancelled purchase order PO-93');
    expect(await ordersThere()).toHaveLength(1);
  });
});
