import { describe, expect, it } from 'vitest';
import type { MappingKind } from '#core/domain/mapping.ts';
import type { App } from '#core/host/app.types.ts';
import { bench, ordersThere, settled, useDesk } from '../support/desk.ts';
import { importPracticeMaps, mappingKinds, setPartnerColumn } from '../support/fixture.ts';

useDesk(97);

let desk: App;

/** Nobody has entered the partners yet. */
async function open(kinds: readonly MappingKind[] = mappingKinds.filter((kind) => kind !== 'partners')): Promise<void> {
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

describe('a change of a number that covers several stores', () => {
  /** An 860 of the order `xml` for the store that it goes to, or for none. */
  function changeOf(xml: string, { store, purpose = '04' }: { readonly store: boolean; readonly purpose?: string }): string {
    const of = (name: string): string => new RegExp(`<${name}>[^<]*</${name}>`).exec(xml)?.[0] ?? '';
    const shipTo = /<Address>\s*<AddressTypeCode>ST<[\s\S]*?<\/Address>/.exec(xml)?.[0] ?? '';
    const line = /<LineItem>[\s\S]*?<\/LineItem>/.exec(xml)?.[0] ?? '';
    const changed = line.replace(/<OrderQty>[^<]*</, '<LineChangeCode>QD</LineChangeCode><OrderQty>12<');
    const keys = `${of('TradingPartnerId')}${of('PurchaseOrderNumber')}<TsetPurposeCode>${purpose}</TsetPurposeCode><ChangeOrderSeqNumber>1</ChangeOrderSeqNumber><POChangeDate>2026-03-04</POChangeDate>${of('Vendor')}`;
    return `<OrderChanges><OrderChange><Header><OrderHeader>${keys}</OrderHeader>${store ? shipTo : ''}</Header>${changed}</OrderChange></OrderChanges>`;
  }
  async function twoOrders(): Promise<{ readonly codes: readonly [string, string]; readonly xml: string }> {
    await open(mappingKinds);
    await setPartnerColumn(desk.store, 'numberPerStore', 'yes');
    const codes = await stores();
    const xml = await bench.sample();
    await bench.drop('one.xml', forStore(xml, codes[0], 144));
    await bench.drop('two.xml', forStore(xml, codes[1], 132));
    await cycle();
    expect(await ordersThere()).toHaveLength(2);
    return { codes, xml };
  }
  const storeOfHold = async (): Promise<string | undefined> => {
    const [row] = await attention();
    return (await threads()).find(({ threadId }) => threadId === row?.threadId)?.store;
  };

  it.each([0, 1])('meets the order of the store that it names (%i)', async (which) => {
    const { codes, xml } = await twoOrders();
    await bench.drop('change.xml', changeOf(forStore(xml, codes[which] ?? '', 144), { store: true }));
    await cycle();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['change']);
    expect(await storeOfHold()).toBe(codes[which]);
  });

  it('waits and says why where it names none, or one that has no order yet, and meets that when it comes', async () => {
    const { codes, xml } = await twoOrders();
    await bench.drop('change.xml', changeOf(xml, { store: false }));
    await cycle();
    expect((await attention()).map(({ kind, cause }) => `${kind}: ${cause}`)).toEqual([
      expect.stringMatching(/^waiting: .* for several stores, and this change names none/),
    ]);
    await desk.engine.setAside((await attention())[0]?.documentId ?? 0, 'asked the retailer');
    const { rows } = await desk.store.mappingPage({ kind: 'locations', limit: 200 });
    const third = rows.flatMap((row) =>
      'addressLocationId' in row && row.partnerId === '7QAALLCONTOSOUS' && !codes.includes(row.code) ? [row.code] : [],
    )[0];
    const order = forStore(xml, third ?? '', 120);
    await bench.drop('early.xml', changeOf(order, { store: true }));
    await cycle();
    expect((await attention())[0]?.cause).toMatch(/of store .* has not arrived; it is there for other stores/);
    await bench.drop('three.xml', order);
    await cycle();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['change']);
    expect(await storeOfHold()).toBe(third);
  });

  it('that cancels without a store waits, too, whatever document says it', async () => {
    const { xml } = await twoOrders();
    const noStore = xml.replace(/<Address>\s*<AddressTypeCode>ST<[\s\S]*?<\/Address>/, '');
    await bench.drop('cancel.xml', noStore.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<'));
    await cycle();
    expect((await attention()).map(({ cause }) => cause)).toEqual([expect.stringMatching(/this cancellation names none/)]);
    await bench.drop('change.xml', changeOf(xml, { store: false, purpose: '01' }));
    await cycle();
    expect((await attention()).map(({ kind }) => kind)).toEqual(['waiting', 'waiting']);
  });
});
