import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { PackingRow } from '#core/contract/views/packing.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { app, bench, open, reopen, run, useDesk } from '../support/desk.ts';
import { stillSps } from '../support/outboundDesk.ts';
import { call, documents, ordered, received } from '../support/wayBack.ts';

useDesk(58);

const post = async (): Promise<void> => {
  for (const action of ['confirm', 'ship']) await bench.control(action, { orders: 'all' });
  await run();
  await run();
};

/** Partners whose goods stand in cartons by the rule, and leave without a word of a person. */
async function cartons(): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor } of rows) {
    const sheet = firstSheet({ review: false, undoSeconds: 0 });
    await app.store.saveSheet({ partnerId, vendor, seen: 0, sheet, who: 'test', why: 'cartons', at: new Date().toISOString() });
  }
}

const serials = async (): Promise<readonly string[]> =>
  (await received()).flatMap(({ body }) => [...body.matchAll(/<ShippingSerialID>([^<]*)</g)].map(([, serial = '']) => serial));

const slips = async (): Promise<readonly PackingRow[]> =>
  (await call<{ readonly rows: readonly PackingRow[] }>('packing.list', { limit: 50 })).rows;

describe('a restored copy that is older than a packed slip', () => {
  it('packs nothing anew that left, says so where it is packed, and repeats no serial', async () => {
    await open();
    await stillSps(bench);
    await cartons();
    await ordered({ count: 1, family: 'bulk', lines: 2 });
    const { folder } = await app.opened.backup(join(bench.folder, '..', 'copies'), new Date().toISOString());
    await post();
    const before = await serials();
    expect(before.length).toBeGreaterThan(0);
    await app.stop();
    restoreBackup(folder, bench.folder, new Date().toISOString());
    await reopen();
    await run();
    await run();
    expect((await documents()).find(({ kind }) => kind === '856')).toMatchObject({ transport: 'sent', draft: 'left' });
    const [slip] = await slips();
    expect(slip).toMatchObject({ state: 'waiting' });
    expect(JSON.stringify(slip)).toContain('nothing is packed anew');
    // Looked at once more, and an hour later, it is still not packed.
    await app.store.wakeOutbound({
      threadIds: (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 })).rows.map(
        ({ threadId }) => threadId,
      ),
      why: 'test',
      at: new Date().toISOString(),
    });
    await run();
    expect((await slips())[0]).toMatchObject({ state: 'waiting' });
    expect(await serials()).toEqual(before);
    await ordered({ count: 1, family: 'bulk', lines: 2 });
    await post();
    const after = await serials();
    expect(after.length).toBeGreaterThan(before.length);
    expect(new Set(after).size).toBe(after.length);
  });
});
