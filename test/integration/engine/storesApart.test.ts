import { describe, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import { bench, ordersThere, settled, useDesk } from '../support/desk.ts';
import { importPracticeMaps, mappingKinds, setPartnerColumn } from '../support/fixture.ts';

useDesk(97);

let desk: App;

/** Nobody has entered the partners yet. */
async function open(kinds = mappingKinds.filter((kind) => kind !== 'partners')): Promise<void> {
  desk = await bench.open({ connection: settled });
  await importPracticeMaps(desk.store, kinds);
}
const cycle = () => desk.engine.runOnce('command');
const attention = async () => (await desk.store.attentionList({ limit: 50 })).rows;
const threads = async () => (await desk.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 50 })).rows;

/** The order of one store: the goods go to it, in a quantity of its own. */
function forStore(xml: string, code: string, quantity: number): string {
  const shipTo = /<Address>\s*<AddressTypeCode>ST<[\s\S]*?<\/Address>/.exec(xml)?.[0] ?? '';
  expect(shipTo).toContain('<AddressLocationNumber>');
  const moved = shipTo.replace(/<AddressLocationNumber>[^<]*</, `<AddressLocationNumber>${code}<`);
  return xml.replace(shipTo, moved).replace(/<OrderQty>[^<]*</, `<OrderQty>${quantity}<`);
}

/** Two stores of the retailer that its locations name. */
async function stores(): Promise<readonly [string, string]> {
  const { rows } = await desk.store.mappingPage({ kind: 'locations', limit: 200 });
  const codes = rows.flatMap((row) => ('addressLocationId' in row && row.partnerId === '7QAALLCONTOSOUS' ? [row.code] : []));
  const [one = '', two = ''] = [...new Set(codes)];
  expect(one).not.toBe(two);
  return [one, two];
}

async function dropBoth(purpose = '00'): Promise<readonly [string, string]> {
  const [one, two] = await stores();
  const xml = await bench.sample();
  await bench.drop('one.xml', forStore(xml, one, 144));
  await bench.drop('two.xml', forStore(xml, two, 132).replace('<TsetPurposeCode>00<', `<TsetPurposeCode>${purpose}<`));
  return [one, two];
}

const parkedFor = async (): Promise<readonly string[]> =>
  (await attention()).map(({ kind, hold }) => `${kind} ${hold?.cause ?? ''}`);

describe('two orders of one number whose partner nobody knows yet', () => {
  it('are parked, and go on by themselves where its sheet says that one number covers several stores', async () => {
    await open();
    const [one, two] = await dropBoth();
    expect((await cycle()).summary).toMatchObject({ documents: { parked: 2, held: 0 } });
    expect(new Set(await parkedFor())).toEqual(new Set(['parked gap']));
    await importPracticeMaps(desk.store, ['partners']);
    await setPartnerColumn(desk.store, 'numberPerStore', 'yes');
    for (let times = 0; times < 2; times += 1) await cycle();
    expect(await attention()).toEqual([]);
    const orders = await ordersThere();
    expect(orders.map(({ lines }) => lines[0]?.quantity ?? 0).sort((a, b) => a - b)).toEqual([132, 144]);
    expect((await threads()).map(({ store, state }) => `${store} ${state}`).sort()).toEqual(
      [one, two].map((code) => `${code} ordered`).sort(),
    );
    expect(await desk.store.integrity({})).toMatchObject({ ok: true });
    // A third document of the first store is now told to be its.
    const again = forStore(await bench.sample(), one, 99).replace(
      /<PurchaseOrderNumber>[^<]*</,
      `<PurchaseOrderNumber>${orders[0]?.purchaseOrder.split('/')[0] ?? ''}<`,
    );
    await bench.drop('again.xml', again);
    await cycle();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['conflict']);
    expect(await ordersThere()).toHaveLength(2);
  });

  it('are one order that a person is asked about where it says nothing of stores', async () => {
    await open();
    await dropBoth();
    await cycle();
    await importPracticeMaps(desk.store, ['partners']);
    for (let times = 0; times < 2; times += 1) await cycle();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['conflict']);
    expect(await ordersThere()).toHaveLength(1);
    // And when the sheet says so later, what was held goes on without them; the order that is there stays as it is.
    await setPartnerColumn(desk.store, 'numberPerStore', 'yes');
    for (let times = 0; times < 2; times += 1) await cycle();
    expect(await attention()).toEqual([]);
    expect(await ordersThere()).toHaveLength(2);
    expect(await desk.store.integrity({})).toMatchObject({ ok: true });
  });

  it('a replacement for one store does not take the place of the order of another', async () => {
    await open();
    await dropBoth('05');
    await cycle();
    expect((await parkedFor()).every((row) => row === 'parked gap')).toBe(true);
    await importPracticeMaps(desk.store, ['partners']);
    await setPartnerColumn(desk.store, 'numberPerStore', 'yes');
    for (let times = 0; times < 2; times += 1) await cycle();
    expect((await ordersThere()).map(({ lines }) => lines[0]?.quantity ?? 0).sort((a, b) => a - b)).toEqual([132, 144]);
  });
});
