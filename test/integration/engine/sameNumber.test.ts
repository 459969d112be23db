import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, setPartnerColumn, startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

let bench: Bench;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 41 });
  app = await bench.open();
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

const run = () => app.engine.runOnce('command');
const attention = async (): Promise<readonly AttentionRow[]> => (await app.store.attentionList({ limit: 100 })).rows;
const ordersThere = async () => (await bench.state()).dynamics.orders;
const threads = async () => (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 50 })).rows;
const quantity = (xml: string, value: number): string => xml.replace(/<OrderQty>\d+</, `<OrderQty>${value}<`);
const purpose = (xml: string, code: string): string => xml.replace('<TsetPurposeCode>00<', `<TsetPurposeCode>${code}<`);
const dated = (xml: string, day: string): string => xml.replace(/<PurchaseOrderDate>[^<]*</, `<PurchaseOrderDate>${day}<`);

/** Several documents in one file: they are stored, and numbered, in this order. */
function together(...files: readonly string[]): string {
  const [first = ''] = files;
  const documents = files.map((text) => /<Order>[\s\S]*<\/Order>/.exec(text)?.[0] ?? '');
  return first.replace(/<Order>[\s\S]*<\/Order>/, () => documents.join(''));
}

async function answer(choice: HoldChoice): Promise<void> {
  const row = (await attention()).find((one) => one.hold?.choices.includes(choice));
  if (!row?.hold) throw new Error(`no hold takes ${choice}`);
  await app.engine.answerHold({ holdId: row.hold.id, choice, reason: 'the buyer said so' });
}

describe('documents of one number in one poll', () => {
  it('make one sales order, whichever was stored first; the other content is held', async () => {
    const xml = await bench.sample();
    await bench.drop('both.xml', together(dated(quantity(xml, 132), '2026-03-05'), dated(quantity(xml, 144), '2026-03-02')));
    expect((await run()).summary).toMatchObject({ documents: { read: 2, held: 1 }, orders: { created: 1 } });
    const [order, ...more] = await ordersThere();
    expect(more).toEqual([]);
    expect(order?.lines.map((line) => line.quantity)).toContain(144);
    expect((await attention())[0]?.hold).toMatchObject({ cause: 'conflict' });
    await app.engine.tryAgain((await attention())[0]?.documentId ?? 0);
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await attention())[0]?.hold).toMatchObject({ cause: 'conflict' });
  });

  it('take the replacement, also where it was stored before what it replaces', async () => {
    const xml = await bench.sample();
    await bench.drop('both.xml', together(purpose(quantity(xml, 132), '05'), quantity(xml, 144)));
    expect((await run()).summary).toMatchObject({ documents: { held: 0 }, orders: { created: 1 } });
    const [order, ...more] = await ordersThere();
    expect(more).toEqual([]);
    expect(order?.lines.map((line) => line.quantity)).toContain(132);
  });

  it('make nothing where one of them cancels', async () => {
    const xml = await bench.sample();
    await bench.drop('both.xml', together(purpose(xml, '01'), xml));
    expect((await run()).summary.orders.created).toBe(0);
    expect((await threads()).map((row) => row.state)).toEqual(['cancelled']);
    expect(await attention()).toEqual([]);
  });

  it('file the same content under two names once', async () => {
    const xml = await bench.sample();
    for (const name of ['A.xml', 'B.xml', 'C.xml']) await bench.drop(name, xml);
    expect((await run()).summary).toMatchObject({ documents: { duplicates: 2 }, orders: { created: 1 } });
    expect(await ordersThere()).toHaveLength(1);
  });

  it('put a change behind its order, whatever their names', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    const order = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    bench.world.place({ count: 1, oddity: 'change' });
    const change = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    await bench.drop('1-change.xml', change);
    await bench.drop('2-order.xml', order);
    await run();
    const rows = await attention();
    expect(rows.map((row) => row.hold?.cause)).toEqual(['change']);
    expect(await ordersThere()).toHaveLength(1);
    await bench.drop('3-again.xml', `\uFEFF${change}`);
    expect((await run()).summary.documents.duplicates).toBe(1);
    await bench.drop('4-tie.xml', change.replace(/<OrderQty>\d+</, '<OrderQty>7<'));
    await run();
    expect((await attention()).map((row) => row.hold?.cause)).toEqual(['change', 'change-tie']);
  });
});

describe('a number that is spelled otherwise', () => {
  const respelled = (xml: string): string =>
    xml.replaceAll(
      /<(OrderQty|PurchasePrice)>(\d+)(\.\d+)?</g,
      (_all, name: string, whole: string, rest = '.') => `<${name}>0${whole}${rest}00<`,
    );
  const stored = async (): Promise<readonly string[]> => {
    const [row] = await threads();
    const detail = await app.store.threadsOf({
      partnerId: row?.partnerId ?? '',
      vendor: row?.vendor ?? '',
      number: row?.purchaseOrder ?? '',
      release: '',
    });
    return detail.flatMap(({ documents }) => documents.map(({ kind, processing }) => `${kind} ${processing}`));
  };

  it('says the same: filed, also once its sales order is there, and of a replacement', async () => {
    const xml = await bench.sample();
    expect(respelled(xml)).not.toBe(xml);
    await bench.drop('both.xml', together(xml, respelled(xml)));
    expect((await run()).summary).toMatchObject({ documents: { duplicates: 1, held: 0 }, orders: { created: 1 } });
    const again = purpose(quantity(xml, 156), '05');
    await bench.drop('replaced.xml', again);
    expect((await run()).summary.documents.held).toBe(1);
    await bench.drop('again.xml', respelled(again));
    expect((await run()).summary.documents).toMatchObject({ duplicates: 1, held: 0 });
    expect(await stored()).toEqual(['850 done', '850 duplicate', '850 held', '850 duplicate']);
    expect(await ordersThere()).toHaveLength(1);
  });

  it('of a change, too', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    await run();
    bench.world.place({ count: 1, oddity: 'change' });
    const change = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    await bench.drop('change.xml', change);
    await bench.drop('change-again.xml', respelled(change));
    expect((await run()).summary.documents).toMatchObject({ duplicates: 1, held: 1 });
    expect(await stored()).toEqual(['850 done', '860 held', '860 duplicate']);
  });

  it('makes no other value the same', async () => {
    const xml = await bench.sample();
    await bench.drop('one.xml', xml);
    await bench.drop('two.xml', respelled(xml).replace(/(<PurchasePrice>[^<]*)00</, '$101<'));
    expect((await run()).summary.documents).toMatchObject({ duplicates: 0, held: 1 });
    expect((await attention())[0]?.hold?.differences?.join(' ')).toMatch(/price from/);
  });
});

describe('what was said before and is said again', () => {
  it('is the last word where something else came in between: the order is replaced by it', async () => {
    const fresh = await bench.open({ folder: `${bench.folder}-3` });
    await importPracticeMaps(fresh.store, ['partners']);
    const cycle = () => fresh.engine.runOnce('command');
    const xml = await bench.sample();
    const said = [xml, purpose(quantity(xml, 132), '05'), purpose(quantity(xml, 144), '05'), purpose(quantity(xml, 132), '05')];
    for (const [index, text] of said.entries()) {
      await bench.drop(`${index}.xml`, text);
      expect((await cycle()).summary.documents.duplicates).toBe(0);
    }
    await importPracticeMaps(fresh.store, ['locations', 'items', 'units']);
    expect((await cycle()).summary.orders.created).toBe(1);
    expect((await ordersThere()).flatMap(({ lines }) => lines.map((line) => line.quantity))).toContain(132);
  });

  it('cancels again an order that came to life again', async () => {
    const xml = await bench.sample();
    await bench.drop('both.xml', together(xml, purpose(xml, '01')));
    await run();
    await bench.drop('again.xml', quantity(xml, 156));
    await run();
    await answer('as-replacement');
    expect((await run()).summary.orders.created).toBe(1);
    await bench.drop('cancel.xml', purpose(xml, '01'));
    expect((await run()).summary.documents).toMatchObject({ duplicates: 0, held: 1 });
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['cancellation']);
  });
});

describe('of two orders under one number', () => {
  it('none is cancelled by itself, and a person is told that the retailer may mean either', async () => {
    const xml = await bench.sample();
    await bench.drop('one.xml', xml);
    await run();
    await bench.drop('two.xml', quantity(xml, 156).replace('<OrderQtyUOM>EA<', '<OrderQtyUOM>PL<'));
    await run();
    await answer('separate-order');
    await run();
    await bench.drop('cancel.xml', purpose(xml, '01'));
    await run();
    const held = (await attention()).filter(({ hold }) => hold?.cause === 'cancellation');
    expect(held.map(({ cause }) => cause)).toEqual([
      expect.stringMatching(/\(NW\d+, NW\d+#2\), and this stands with NW\d+#2: ask the retailer which/),
    ]);
    expect((await threads()).map((row) => row.state)).not.toContain('cancelled');
  });
});

describe('an order that Dynamics refused', () => {
  /** Dynamics knows no such customer; nothing is there. */
  async function refused(): Promise<string> {
    await setPartnerColumn(app.store, 'customer', 'US-999');
    const xml = await bench.sample();
    await bench.drop('refused.xml', xml);
    expect((await run()).summary.orders.failed).toBe(1);
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['refused-header']);
    return xml;
  }

  it('is replaced or cancelled like one that was not begun, and asks nobody any more', async () => {
    const xml = await refused();
    await bench.drop('replaced.xml', purpose(quantity(xml, 156), '05'));
    await run();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['refused-header']);
    await bench.drop('cancelled.xml', purpose(xml, '01'));
    await run();
    expect(await attention()).toEqual([]);
    expect((await threads()).map((row) => row.state)).toEqual(['cancelled']);
    await setPartnerColumn(app.store, 'customer', 'US-101');
    expect((await run()).summary.orders.created).toBe(0);
  });

  it('goes on by itself when the partner’s row is put right, as its replacement says', async () => {
    const xml = await refused();
    await bench.drop('replaced.xml', purpose(quantity(xml, 156), '05'));
    await run();
    await setPartnerColumn(app.store, 'customer', 'US-101');
    expect((await run()).summary.orders).toMatchObject({ created: 1, failed: 0 });
    expect(await attention()).toEqual([]);
    const [order, ...more] = await ordersThere();
    expect(more).toEqual([]);
    expect(order).toMatchObject({ customer: 'US-101' });
    expect(order?.lines.map((line) => line.quantity)).toContain(156);
    expect(await app.store.integrity({})).toMatchObject({ ok: true });
  });
});

describe('an order that nobody has begun in Dynamics', () => {
  it('goes to the customer that the partner has by then', async () => {
    let down = true;
    const folder = `${bench.folder}-4`;
    const fresh = await bench.open({
      folder,
      ports: {
        fetch: (url, init) =>
          down && url.includes('/data/SalesOrderHeaders')
            ? Promise.reject(
                new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
              )
            : fetch(url, init),
      },
    });
    await importPracticeMaps(fresh.store);
    await bench.drop('one.xml', await bench.sample());
    await fresh.engine.runOnce('command');
    expect(await ordersThere()).toEqual([]);
    await setPartnerColumn(fresh.store, 'customer', 'US-102');
    down = false;
    expect((await fresh.engine.runOnce('command')).summary.orders.created).toBe(1);
    expect((await ordersThere()).map(({ customer }) => customer)).toEqual(['US-102']);
  });

  it('that a person was asked about keeps the answer, and goes as the mapping says by then', async () => {
    const xml = await bench.sample();
    const number = /<PurchaseOrderNumber>([^<]*)</.exec(xml)?.[1] ?? '';
    await bench.control('handmade', { purchaseOrder: number, customer: 'US-101' });
    await bench.drop('one.xml', xml);
    await run();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['adopt']);
    await setPartnerColumn(app.store, 'customer', 'US-102');
    expect((await run()).summary.orders.created).toBe(1);
    expect(await attention()).toEqual([]);
    const made = (await ordersThere()).filter(({ lines }) => lines.length > 0);
    expect(made.map(({ customer }) => customer)).toEqual(['US-102']);
  });
});

describe('a cancellation', () => {
  it('by a change order ends an order that is parked: no later mapping makes it', async () => {
    const fresh = await bench.open({ folder: `${bench.folder}-2` });
    await importPracticeMaps(fresh.store, ['partners']);
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    const order = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    bench.world.place({ count: 1, oddity: 'change' });
    const change = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    await bench.drop('order.xml', order);
    expect((await fresh.engine.runOnce('command')).summary.documents.parked).toBe(1);
    await bench.drop('cancel.xml', change.replace('<TsetPurposeCode>04<', '<TsetPurposeCode>01<'));
    await fresh.engine.runOnce('command');
    await importPracticeMaps(fresh.store, ['locations', 'items', 'units']);
    expect((await fresh.engine.runOnce('command')).summary.orders.created).toBe(0);
    expect((await fresh.store.attentionList({ limit: 10 })).rows).toEqual([]);
    const { rows } = await fresh.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 });
    expect(rows.map((row) => row.state)).toEqual(['cancelled']);
  });

  it('that comes again is filed; an order that comes again after it is asked about and can be made', async () => {
    const xml = await bench.sample();
    await bench.drop('both.xml', together(xml, purpose(xml, '01')));
    await run();
    await bench.drop('cancel.xml', `\uFEFF${purpose(xml, '01')}`);
    expect((await run()).summary.documents.duplicates).toBe(1);
    await bench.drop('again.xml', quantity(xml, 156));
    await run();
    expect((await attention())[0]?.cause).toMatch(/was cancelled and came again/);
    // Filed as the same, nothing would ship for an order that the retailer wants again.
    await expect(answer('same-order')).rejects.toThrow('no hold takes same-order');
    await answer('as-replacement');
    expect((await run()).summary.orders.created).toBe(1);
    expect((await threads()).map((row) => row.state)).toEqual(['ordered']);
  });
});

describe('an order that came again in other words', () => {
  it('is filed where a person calls it the same once more: the first one stands, and is answered as it is', async () => {
    const xml = await bench.sample();
    await bench.drop('order.xml', xml);
    await run();
    await bench.drop('again.xml', quantity(xml, 156));
    await run();
    expect((await attention())[0]?.hold?.cause).toBe('conflict');
    const before = await ordersThere();
    await answer('same-order');
    expect((await run()).summary.orders.created).toBe(0);
    expect(await ordersThere()).toEqual(before);
    expect(await attention()).toEqual([]);
    expect((await threads()).map((row) => row.state)).toEqual(['ordered']);
    await bench.control('confirm', { orders: 'all' });
    await run();
    const [thread] = await threads();
    const documents = await app.store.outboundOfThread({ threadId: thread?.threadId ?? 0 });
    expect(documents.map(({ row }) => [row.kind, row.intent])).toEqual([['855', 'original']]);
  });
});

describe('an order that was cancelled after its sales order was made', () => {
  /** A person has cancelled its sales order and says so; the order as it came. */
  async function cancelledInDynamics(): Promise<string> {
    const xml = await bench.sample();
    await bench.drop('order.xml', xml);
    await run();
    await bench.drop('cancel.xml', purpose(xml, '01'));
    await run();
    await bench.control('cancel', { orders: 'all' });
    await answer('mark-applied');
    return xml;
  }

  it('is asked about where it is sent anew in the same words, and is made as an order of its own', async () => {
    const xml = await cancelledInDynamics();
    await run();
    await bench.drop('anew.xml', xml);
    expect((await run()).summary.documents).toMatchObject({ duplicates: 0, held: 1 });
    const [row] = await attention();
    expect(row?.cause).toMatch(/was cancelled and came again/);
    expect(row?.hold?.consequence).toMatch(/Nothing ships for it/);
    expect(row?.hold?.nextStep).toMatch(/separate order/);
    await answer('separate-order');
    expect((await run()).summary.orders.created).toBe(1);
    await bench.drop('twice.xml', xml);
    expect((await run()).summary.documents).toMatchObject({ duplicates: 1, held: 0 });
    const references = (await ordersThere()).map((order) => order.purchaseOrder).sort();
    expect(references).toEqual([references[0], `${references[0]}#2`]);
  });

  it('is not said to have old lines where a replacement comes after that', async () => {
    const xml = await cancelledInDynamics();
    await bench.drop('replaced.xml', purpose(quantity(xml, 156), '05'));
    await run();
    const [row] = await attention();
    expect(row?.hold).toMatchObject({
      cause: 'replacement',
      consequence: expect.stringMatching(/Nothing ships for it/) as string,
    });
    await answer('separate-order');
    expect((await run()).summary.orders.created).toBe(1);
  });
});

describe('a person', () => {
  it('sets a wrong order aside; the corrected one then needs nobody', async () => {
    const xml = await bench.sample();
    await bench.drop('wrong.xml', quantity(xml, 0));
    await run();
    await answer('abandon');
    expect((await threads()).map((row) => row.state)).toEqual(['cancelled']);
    await bench.drop('right.xml', quantity(xml, 132));
    expect((await run()).summary).toMatchObject({ documents: { held: 0 }, orders: { created: 1 } });
    expect(await attention()).toEqual([]);
    expect((await threads()).map((row) => row.state)).toEqual(['ordered']);
  });

  it('may answer while a run goes on: the answer is acted on right after it', async () => {
    const xml = await bench.sample();
    await bench.drop('one.xml', xml);
    await run();
    await bench.drop('two.xml', quantity(xml, 156));
    await run();
    await app.engine.start();
    bench.world.place({ count: 12, lines: 2 });
    await app.engine.runNow('person');
    await answer('separate-order');
    await until(async () => (await ordersThere()).length === 14);
    expect(new Set((await ordersThere()).map((order) => order.purchaseOrder)).size).toBe(14);
  });
});
