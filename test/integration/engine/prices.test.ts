import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { PriceDecision, PriceRow } from '#core/contract/views/prices.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, setPartnerColumn, startBench, type Bench } from '../support/fixture.ts';

const partner = '7QAALLCONTOSOUS';
const reason = 'agreed with the buyer by phone';
let bench: Bench;
let app: App;
let client: Client;
beforeEach(async () => {
  bench = await startBench({ seed: 23 });
  app = await bench.open();
  client = clientOf(app);
  await importPracticeMaps(app.store);
  await app.master.syncOnce();
});
afterEach(() => bench.close());

const clientOf = ({ dispatch, events }: App): Client =>
  createClient(directTransport({ dispatch, listen: (after, onEvent) => events.listen(after, onEvent) }));
const run = async (): Promise<void> => void (await app.engine.runOnce('command'));
const orders = async () => (await bench.state()).dynamics.orders;
const desk = async (): Promise<readonly PriceRow[]> => (await client.call('prices.desk', {})).rows;
const holds = async () => (await client.call('attention.list', {})).rows.flatMap((row) => (row.hold ? [row.hold] : []));

async function onlyRow(): Promise<PriceRow> {
  const rows = await desk();
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error('no price waits');
  return row;
}

async function decide(row: PriceRow, decision: PriceDecision) {
  const { holdIds } = await client.call('prices.preview', { key: row.key, decision });
  const done = await client.call('prices.decide', { key: row.key, decision, holdIds, reason });
  await app.engine.cancelRun();
  await run();
  return done;
}

/** An order of Northwind whose first line costs something else; the same items every time. */
async function orderAt(name: string, price: string, change: (text: string) => string = (text) => text): Promise<void> {
  sample ??= await bench.sample();
  const priced = sample.replace(/<PurchasePrice>.*?</, `<PurchasePrice>${price}<`);
  const numbered = priced.replace(/<PurchaseOrderNumber>.*?</, `<PurchaseOrderNumber>${name}<`);
  await bench.drop(`${name}.xml`, change(numbered));
}
let sample: string | undefined;
beforeEach(() => {
  sample = undefined;
});
async function ours(): Promise<string> {
  sample ??= await bench.sample();
  return /<PurchasePrice>(.*?)</.exec(sample)?.[1] ?? '';
}
const dearer = async (): Promise<string> => (Number(await ours()) + 1).toFixed(2);

/** The note of every order in a code that the practice sheets do not exempt. */
const withNote = (text: string): string => text.replace('<NoteCode>SHP<', '<NoteCode>SPE<');

describe('the price desk', () => {
  it('has nothing to say about the orders of the practice world', async () => {
    for (const family of ['bulk', 'crossdock', 'multistore', 'dropship'] as const) bench.world.place({ count: 6, family });
    await run();
    expect(await holds()).toEqual([]);
    expect(await orders()).toHaveLength(24);
  });

  it('shows what a decision needs: money, percent, who else orders it, what the product costs', async () => {
    await orderAt('A1', await ours(), withNote);
    await run();
    await orderAt('A2', await dearer());
    await orderAt('A3', await dearer());
    await run();
    const row = await onlyRow();
    const quantity = /<OrderQty>(.*?)</.exec(sample ?? '')?.[1] ?? '';
    expect(row).toMatchObject({
      rule: '850-08',
      partnerId: partner,
      partnerName: 'Northwind Home',
      unit: 'EA',
      currency: 'USD',
      difference: '1',
      percent: (100 / Number(await ours())).toFixed(2),
      expectedFrom: 'released-product',
      lineCount: 2,
      orderCount: 2,
      quantity: String(2 * Number(quantity)),
      money: String(2 * Number(quantity)),
      accepted: [],
      released: { unit: 'ea' },
      unitNow: { unit: 'ea', factor: '1' },
      blocks: false,
      otherOrders: [{ purchaseOrder: 'A1', quantity, price: await ours() }],
    });
    expect(row.lines.map((line) => [line.purchaseOrder, line.difference])).toEqual([
      ['A2', quantity],
      ['A3', quantity],
    ]);
    expect(await client.call('prices.preview', { key: row.key, decision: { is: 'accept-always' } })).toMatchObject({
      lines: 2,
      orders: 2,
      worth: [{ currency: 'USD' }],
      documents: [{ purchaseOrder: 'A2', otherHolds: 0 }, { purchaseOrder: 'A3' }],
    });
  });

  it('accepted on this order only: the next one with the same price is asked about again', async () => {
    await orderAt('B1', await dearer());
    await run();
    expect(await decide(await onlyRow(), { is: 'accept-here' })).toEqual({ released: 1 });
    expect((await orders()).map((order) => order.purchaseOrder)).toEqual(['B1']);
    await orderAt('B2', await dearer());
    await run();
    expect((await onlyRow()).lines.map((line) => line.purchaseOrder)).toEqual(['B2']);
  });

  it('accepted from now on: one decision frees every order, is kept with name and reason, and holds for the next', async () => {
    await orderAt('C1', await dearer());
    await orderAt('C2', await dearer());
    await run();
    const row = await onlyRow();
    expect(await decide(row, { is: 'accept-always' })).toEqual({ released: 2 });
    expect(await holds()).toEqual([]);
    await orderAt('C3', await dearer());
    await run();
    expect((await orders()).map((order) => order.purchaseOrder).toSorted()).toEqual(['C1', 'C2', 'C3']);
    const { rows } = await client.call('prices.history', { partnerId: partner, vendor: row.vendor, itemNumber: row.itemNumber });
    expect(rows).toMatchObject([{ price: row.price, ediUnit: 'EA', currency: 'USD', why: reason }]);
    // The old price is the odd one now.
    await orderAt('C4', await ours());
    await run();
    expect(await onlyRow()).toMatchObject({ expectedFrom: 'accepted-before', expected: row.price, accepted: [{ why: reason }] });
    expect(await app.store.checkAudit({})).not.toHaveProperty('brokenAt');
  });

  it('ours is kept: the order stays held, and the buyer can be told in words and as a table', async () => {
    await orderAt('D1', await dearer());
    await run();
    const { released, note } = await decide(await onlyRow(), { is: 'keep-ours' });
    expect(released).toBe(0);
    expect(note?.text).toContain('our price is');
    expect(note?.rows).toHaveLength(1);
    expect(note?.rows[0]).toHaveLength(note?.header.length ?? 0);
    const row = await onlyRow();
    expect(row.kept).toMatchObject({ why: reason });
    expect(await client.call('prices.note', { keys: [row.key] })).toEqual(note);
    expect(await orders()).toEqual([]);
  });

  it('a price of the case is a question of the unit: one row of the unit map frees the order in the right quantity', async () => {
    bench.world.place({ count: 1, oddity: 'case-price', partner, family: 'bulk', lines: 1 });
    await run();
    const row = await onlyRow();
    expect(row.rule).toBe('850-09');
    expect(row.unitProposed).toEqual({ unit: 'ea', factor: row.packFactor });
    const decision = { is: 'unit', unit: 'ea', factor: row.packFactor ?? '' } as const;
    expect((await client.call('prices.preview', { key: row.key, decision })).unit).toMatchObject({ fits: true, unit: 'ea' });
    expect(await decide(row, decision)).toEqual({ released: 1 });
    expect(await holds()).toEqual([]);
    const [order] = await orders();
    expect(order?.lines[0]).toMatchObject({ unit: 'ea', quantity: Number(row.quantity) * Number(row.packFactor) });
  });

  it('refuses a decision about other lines than the ones that were seen', async () => {
    await orderAt('E1', await dearer());
    await run();
    const row = await onlyRow();
    const { holdIds } = await client.call('prices.preview', { key: row.key, decision: { is: 'accept-always' } });
    await orderAt('E2', await dearer());
    await run();
    const late = client.call('prices.decide', { key: row.key, decision: { is: 'accept-always' }, holdIds, reason });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    expect((await onlyRow()).lineCount).toBe(2);
    const { rows } = await client.call('prices.history', { partnerId: partner, vendor: row.vendor, itemNumber: row.itemNumber });
    expect(rows).toEqual([]);
  });

  it('takes a decision on what was seen, also when the order was looked at again meanwhile', async () => {
    await orderAt('L1', await dearer());
    await run();
    const { key } = await onlyRow();
    const { holdIds, documents } = await client.call('prices.preview', { key, decision: { is: 'accept-here' } });
    await client.call('documents.tryAgain', { documentId: documents[0]?.documentId ?? 0 });
    await app.engine.cancelRun();
    await run();
    expect((await client.call('prices.preview', { key, decision: { is: 'accept-here' } })).holdIds).not.toEqual(holdIds);
    const decided = await client.call('prices.decide', { key, decision: { is: 'accept-here' }, holdIds, reason });
    expect(decided).toEqual({ released: 1 });
    const again = client.call('prices.decide', { key, decision: { is: 'accept-here' }, holdIds, reason });
    await expect(again).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a partner that may be dearer from now on frees what was held for it', async () => {
    await orderAt('I1', await dearer());
    await run();
    expect(await desk()).toHaveLength(1);
    await setPartnerColumn(app.store, 'priceUpAmount', '1');
    await run();
    expect(await holds()).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  it('a wrong price that blocks for a partner is let through on no order, but can be agreed', async () => {
    await setPartnerColumn(app.store, 'severities', '850-08=BLOCK');
    await orderAt('F1', await dearer());
    await run();
    const row = await onlyRow();
    expect(row.blocks).toBe(true);
    expect((await holds())[0]).toMatchObject({ cause: 'block', choices: ['try-again', 'abandon'] });
    await expect(decide(row, { is: 'accept-here' })).rejects.toMatchObject({ code: 'not-allowed' });
    await decide(row, { is: 'accept-always' });
    expect(await holds()).toEqual([]);
  });
});

describe('a release', () => {
  const withNote = (text: string): string => text.replace('<NoteCode>SHP<', '<NoteCode>SPE<');

  it('of a note asks for a word, is written to the record, and lets the order go', async () => {
    bench.world.place({ count: 1, oddity: 'note' });
    await run();
    const [hold] = await holds();
    expect(hold).toMatchObject({ rule: '850-14', cause: 'rule', fix: { fix: 'read' } });
    await client.call('holds.answer', { holdId: hold?.id ?? 0, choice: 'accept', reason: 'new packing list is ordered' });
    await app.engine.cancelRun();
    await run();
    expect(await orders()).toHaveLength(1);
    const thread = await client.call('orders.thread', { threadId: hold?.threadId ?? 0 });
    expect(thread.timeline.map((entry) => entry.detail)).toContain('new packing list is ordered');
  });

  it('is void when what was released changed, and the hold says whose it was', async () => {
    await orderAt('G1', await dearer(), withNote);
    await run();
    expect(new Set((await holds()).map((hold) => hold.rule))).toEqual(new Set(['850-08', '850-14']));
    await decide(await onlyRow(), { is: 'accept-here' });
    expect((await holds()).map((hold) => hold.rule)).toEqual(['850-14']);
    // Meanwhile another price is agreed for the item.
    await orderAt('G2', (Number(await ours()) + 2).toFixed(2));
    await run();
    await decide(await onlyRow(), { is: 'accept-always' });
    const [note] = await holds();
    await client.call('holds.answer', { holdId: note?.id ?? 0, choice: 'accept', reason: 'read it' });
    await app.engine.cancelRun();
    await run();
    const again = await holds();
    expect(again.map((hold) => hold.rule)).toEqual(['850-08']);
    expect(again[0]?.message).toContain(`“${reason}”; what was released has changed since`);
  });

  it('shows WARN with the document and holds nothing', async () => {
    bench.world.place({ count: 1, oddity: 'wrong-totals', family: 'bulk' });
    await run();
    const { rows } = await client.call('orders.list', {});
    const { documents } = await client.call('orders.thread', { threadId: rows[0]?.threadId ?? 0 });
    const { findings } = await client.call('documents.content', { documentId: documents[0]?.id ?? 0 });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['850-05', 'WARN'],
      ['850-05', 'WARN'],
      ['850-15', 'WARN'],
    ]);
    expect(await holds()).toEqual([]);
  });
});

describe('rules with data of elsewhere', () => {
  it('hold an order for a product that was un-released after it was mapped, until it is released again', async () => {
    await orderAt('H1', await ours());
    const upc = /<ConsumerPackageCode>(.*?)</.exec(sample ?? '')?.[1] ?? '';
    const item = `D${upc.slice(6, 10)}`;
    await bench.control('release', { item, released: false });
    await app.master.syncOnce();
    await run();
    expect(await holds()).toMatchObject([
      { rule: 'ITM-01', message: expect.stringContaining(`product ${item} is not released`) as unknown },
    ]);
    // Released again: the next copy of the master data answers the hold.
    await bench.control('release', { item, released: true });
    await app.master.syncOnce();
    await run();
    expect(await holds()).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  it('block an order of a partner in testing, in a live workspace, until its sheet says that it is live', async () => {
    await setPartnerColumn(app.store, 'stage', 'test');
    await app.stop();
    app = await bench.open({ colour: 'live' });
    client = clientOf(app);
    await orderAt('K1', await ours());
    await run();
    expect(await holds()).toMatchObject([{ rule: 'GEN-02', cause: 'block', choices: ['try-again', 'abandon'] }]);
    await setPartnerColumn(app.store, 'stage', 'live');
    await run();
    expect(await holds()).toEqual([]);
    expect(await orders()).toHaveLength(1);
  });

  it('block a change order where none was agreed, whatever it says', async () => {
    await setPartnerColumn(app.store, 'agreedDocuments', '850');
    bench.world.place({ count: 1, oddity: 'change', partner, family: 'bulk' });
    await run();
    await run();
    expect(await holds()).toMatchObject([{ rule: 'GEN-01', cause: 'block', choices: ['try-again', 'abandon'] }]);
  });
});
