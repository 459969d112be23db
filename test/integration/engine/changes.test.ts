import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
let order: string;
let change: string;
beforeEach(async () => {
  bench = await startBench({ seed: 41 });
  app = await bench.open();
  await importPracticeMaps(app.store);
  bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
  order = await bench.take((await bench.state()).mailbox.out[0] ?? '');
  bench.world.place({ count: 1, oddity: 'change' });
  change = await bench.take((await bench.state()).mailbox.out[0] ?? '');
});
afterEach(() => bench.close());

const run = () => app.engine.runOnce('command');
const attention = async (): Promise<readonly AttentionRow[]> => (await app.store.attentionList({ limit: 100 })).rows;
const minutes = (count: number) => bench.control('advance', { minutes: count });
const quantity = (xml: string, value: number): string => xml.replace(/<OrderQty>\d+</, `<OrderQty>${value}<`);
const vendor = (xml: string, name: string): string =>
  xml.replace(/<Vendor>[^<]*<\/Vendor>/, name === '' ? '' : `<Vendor>${name}</Vendor>`);

describe('changes that neither sequence nor date orders', () => {
  beforeEach(async () => {
    await bench.drop('order.xml', order);
    await bench.drop('second.xml', change);
    await minutes(2);
    await bench.drop('first-by-name.xml', quantity(change, 7));
    await run();
  });

  it('are ordered by their upload once the history of SPS shows it, and held as a tie before', async () => {
    expect(new Set((await attention()).map((row) => row.hold?.cause))).toEqual(new Set(['change', 'change-tie']));
    await minutes(10);
    await run();
    const holds = (await attention()).map((row) => row.hold);
    expect(holds.map((hold) => hold?.cause)).toEqual(['change', 'change']);
    expect(holds.map((hold) => hold?.message).join(' ')).toMatch(/by the history of SPS/);
  });

  it('say nothing new while history lags', async () => {
    const tie = (await attention()).find((row) => row.hold?.cause === 'change-tie')?.hold?.id;
    await run();
    expect((await attention()).find((row) => row.hold?.cause === 'change-tie')?.hold?.id).toBe(tie);
  });

  it('stay a tie where history cannot be asked', async () => {
    await minutes(10);
    await bench.control('faults', { target: 'sps', kind: '500', times: 40 });
    await run();
    expect((await attention()).map((row) => row.hold?.cause)).toContain('change-tie');
  });
});

describe('a change without a vendor number', () => {
  it('meets the only order of its number, whichever came first', async () => {
    await bench.drop('change.xml', vendor(change, ''));
    await run();
    expect((await attention())[0]?.cause).toMatch(/has not arrived/);
    await bench.drop('order.xml', order);
    await run();
    await run();
    expect((await attention()).map((row) => row.hold?.cause)).toEqual(['change']);
  });

  it('meets it in the same poll too', async () => {
    await bench.drop('1-change.xml', vendor(change, ''));
    await bench.drop('2-order.xml', order);
    await run();
    expect((await attention()).map((row) => row.hold?.cause)).toEqual(['change']);
  });

  it('meets it in the same run too where it stands on an earlier page', async () => {
    const before = { ...app.store };
    let pages = 0;
    const small: Pick<typeof app.store, 'pendingDocuments'> = {
      // The first page with something ends before the order.
      pendingDocuments: async (input) => {
        const page = await before.pendingDocuments(input);
        pages += Math.min(page.length, 1);
        return pages === 1 ? page.slice(0, 1) : page;
      },
    };
    Object.assign(app.store, small);
    await bench.drop('1-change.xml', vendor(change, ''));
    await bench.drop('2-order.xml', order);
    await run();
    expect((await attention()).map((row) => row.hold?.cause)).toEqual(['change']);
  });

  it('waits and says why where two vendor numbers have such an order, and can be set aside', async () => {
    await bench.drop('1-order.xml', order);
    await bench.drop('2-order.xml', vendor(order, 'ANOTHER'));
    await bench.drop('3-change.xml', vendor(change, ''));
    await run();
    const waiting = (await attention()).find((row) => row.kind === 'waiting');
    expect(waiting?.cause).toMatch(/several vendor numbers/);
    await app.engine.setAside(waiting?.documentId ?? 0, 'the buyer withdrew it');
    expect((await attention()).some((row) => row.kind === 'waiting')).toBe(false);
    await expect(app.engine.setAside(waiting?.documentId ?? 0, 'again')).rejects.toMatchObject({ code: 'conflict' });
    const { rows } = await app.store.auditList({ filter: {}, limit: 50 });
    expect(rows.map((row) => row.detail)).toContain('the buyer withdrew it');
  });
});

describe('a change or cancellation without a release', () => {
  const ofRelease = (xml: string, name: string): string =>
    xml.replace('</PurchaseOrderNumber>', `</PurchaseOrderNumber><ReleaseNumber>${name}</ReleaseNumber>`);
  const cancellation = (): string => order.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<');
  const states = async (): Promise<readonly string[]> =>
    (await attention()).map(({ kind, cause, hold }) => `${kind} ${hold?.cause ?? cause}`);

  it('meets the only order of its number whatever its release, whichever came first', async () => {
    await bench.drop('change.xml', change);
    await run();
    expect(await states()).toEqual([expect.stringMatching(/has not arrived/)]);
    await bench.drop('order.xml', ofRelease(order, 'R7'));
    await run();
    await run();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['change']);
  });
  it('waits and says why where several releases have the number', async () => {
    await bench.drop('1-order.xml', ofRelease(order, 'R7'));
    await bench.drop('2-order.xml', ofRelease(order, 'R8'));
    await bench.drop('3-change.xml', change);
    await bench.drop('4-cancel.xml', cancellation());
    await run();
    const waiting = (await attention()).filter(({ kind }) => kind === 'waiting').map(({ cause }) => cause);
    expect(waiting.toSorted()).toEqual([
      expect.stringMatching(/several releases, and this cancellation names none: nobody can tell which it cancels/),
      expect.stringMatching(/several releases, and this change names none: nobody can tell which it changes/),
    ]);
  });
  it('cancels the only one, also where it came first', async () => {
    await bench.drop('cancel.xml', cancellation());
    await run();
    expect(await states()).toEqual([expect.stringMatching(/has not arrived/)]);
    await bench.drop('order.xml', ofRelease(order, 'R7'));
    await run();
    await run();
    expect((await states()).filter((state) => state.startsWith('waiting'))).toEqual([]);
  });
});
