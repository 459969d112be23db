import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { AttentionRow, HoldView } from '#core/contract/views/attention.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import type { App } from '#core/host/app.types.ts';
import { signInToErp, type Erp } from '../support/erp.ts';
import { importPracticeMaps, setPartnerColumn, startBench, type Bench } from '../support/fixture.ts';
import { journalReads } from '../support/desk.ts';

let bench: Bench;
let app: App;
let erp: Erp;
const settled = (connection: Connection): Connection => ({
  ...connection,
  dynamics: { ...connection.dynamics, settleSeconds: 0 },
});
beforeEach(async () => {
  bench = await startBench({ seed: 17 });
  app = await bench.open({ connection: settled });
  await importPracticeMaps(app.store);
  erp = await signInToErp(bench.connection);
});
afterEach(() => bench.close());

async function only(): Promise<AttentionRow & { readonly hold: HoldView }> {
  const { rows } = await app.store.attentionList({ limit: 10 });
  expect(rows).toHaveLength(1);
  const row = rows[0];
  if (!row?.hold) throw new Error('no hold');
  return { ...row, hold: row.hold };
}

/** A person's answer through the same door that the screen uses. */
async function answer(choice: HoldChoice): Promise<void> {
  const { hold } = await only();
  expect(hold.choices).toContain(choice);
  const reply = await app.dispatch({
    id: '1',
    method: 'holds.answer',
    input: { holdId: hold.id, choice, reason: 'looked at it in Dynamics' },
  });
  expect(reply).toMatchObject({ ok: true });
}

const run = async (): Promise<void> => void (await app.engine.runOnce('command'));
const ordersThere = async () => (await bench.state()).dynamics.orders;
const linesOf = (number: string) => erp.rows(`SalesOrderLines?$filter=SalesOrderNumber eq '${number}'`);

/** An order whose header is in Dynamics while its lines are not: the lines were refused. */
async function refusedLines(): Promise<string> {
  bench.world.place({ count: 1, family: 'bulk', lines: 3 });
  const text = await bench.take((await bench.state()).mailbox.out[0] ?? '');
  const { rows } = await app.store.mappingPage({ kind: 'items', limit: 500 });
  const item = rows.find((row) => 'itemNumber' in row && row.upc !== '' && text.includes(row.upc));
  if (!item || !('itemNumber' in item)) throw new Error('no item of the order is mapped');
  await bench.control('settings', { unreleasedItems: [item.itemNumber] });
  await bench.drop('order.xml', text);
  await run();
  return item.itemNumber;
}

describe('a refused header', () => {
  it('is held in the words of Dynamics, and goes on when the cause is gone', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS' });
    await bench.control('settings', { blockedCustomers: ['US-101'] });
    await run();
    expect((await only()).hold).toMatchObject({
      cause: 'refused-header',
      message: expect.stringMatching(/US-101' is blocked/) as string,
    });
    expect(await ordersThere()).toEqual([]);
    await bench.control('settings', { unblock: true });
    await answer('try-again');
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('is asked of Dynamics once, not at every run', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS' });
    await bench.control('settings', { blockedCustomers: ['US-101'] });
    await run();
    await run();
    expect((await app.engine.runOnce('command')).summary.requests.dynamics).toBe(journalReads);
  });
});

describe('refused lines', () => {
  it('are tied to the line that Dynamics names, with the number of the empty header', async () => {
    const item = await refusedLines();
    const { hold } = await only();
    expect(hold.message).toContain(item);
    expect(hold.path).toMatch(/LineItem/);
    expect(hold.consequence).toMatch(/SO-\d+ stands in Dynamics without lines/);
    expect((await ordersThere())[0]?.lines).toEqual([]);
  });

  it('are made under the same header after "fix and resume"', async () => {
    await refusedLines();
    const [before] = await ordersThere();
    await bench.control('settings', { unblock: true });
    await answer('resume');
    await run();
    const [after, ...more] = await ordersThere();
    expect(more).toEqual([]);
    expect(after?.number).toBe(before?.number);
    expect(after?.lines.length).toBe(3);
  });

  it('are made too where the map writes the company in other letters by then', async () => {
    await refusedLines();
    await bench.control('settings', { unblock: true });
    await setPartnerColumn(app.store, 'company', 'USMF');
    await answer('resume');
    await run();
    expect((await ordersThere()).map(({ lines }) => lines.length)).toEqual([3]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('do not hide that Dynamics stored the header otherwise: it is still said once they are made', async () => {
    app = await bench.open({
      connection: settled,
      folder: `${bench.folder}-otherwise`,
      ports: {
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (init.method !== 'POST' || !url.includes('/data/SalesOrderHeaders')) return response;
          const stored = { ...((await response.json()) as object), CurrencyCode: 'EUR' };
          return new Response(JSON.stringify(stored), { status: response.status, headers: response.headers });
        },
      },
    });
    await importPracticeMaps(app.store);
    await refusedLines();
    const holds = async () => (await app.store.attentionList({ limit: 10 })).rows.flatMap(({ hold }) => (hold ? [hold] : []));
    expect((await holds()).map(({ cause }) => cause).toSorted()).toEqual(['differs', 'refused-lines']);
    await bench.control('settings', { unblock: true });
    const refused = (await holds()).find(({ cause }) => cause === 'refused-lines');
    const input = { holdId: refused?.id, choice: 'resume', reason: 'released again' };
    expect(await app.dispatch({ id: '1', method: 'holds.answer', input })).toMatchObject({ ok: true });
    await run();
    expect((await ordersThere())[0]?.lines).toHaveLength(3);
    expect((await holds()).map(({ differences }) => differences)).toEqual([['Header: currency EUR instead of USD.']]);
  });

  it('do not speak of an empty header that somebody deleted in Dynamics meanwhile', async () => {
    await refusedLines();
    const [before] = await ordersThere();
    await bench.control('settings', { unblock: true });
    await erp.send('DELETE', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${before?.number}')`);
    await answer('resume');
    await run();
    const { hold } = await only();
    expect(hold).toMatchObject({ cause: 'refused-lines' });
    expect(hold.consequence).toBe(
      `Sales order ${before?.number} was not found by its reference: somebody deleted it or changed its reference in Dynamics.`,
    );
    await answer('delete-header');
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
  });

  it('leave nothing behind after "delete the header", and the order is made anew', async () => {
    await refusedLines();
    const [before] = await ordersThere();
    await bench.control('settings', { unblock: true });
    await answer('delete-header');
    await run();
    const [after, ...more] = await ordersThere();
    expect(more).toEqual([]);
    expect(after?.number).not.toBe(before?.number);
    expect(after?.lines.length).toBe(3);
  });

  it('can be asked to go with their header again when the answer to that was lost', async () => {
    await refusedLines();
    await bench.control('settings', { unblock: true });
    await bench.control('faults', { target: 'dynamics', kind: 'commit-drop', times: 1 });
    const { hold } = await only();
    const input = { holdId: hold.id, choice: 'delete-header', reason: 'wrong item' };
    expect(await app.dispatch({ id: '1', method: 'holds.answer', input })).toMatchObject({ ok: false });
    expect(await ordersThere()).toEqual([]);
    await answer('delete-header');
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
  });

  it('are not sent into a header that another window is deleting', async () => {
    await refusedLines();
    await bench.control('settings', { unblock: true });
    const { hold } = await only();
    const say = async (choice: HoldChoice) =>
      app.dispatch({ id: choice, method: 'holds.answer', input: { holdId: hold.id, choice, reason: 'looked at it' } });
    const before = { ...app.store };
    let second: ReturnType<typeof say> | undefined;
    Object.assign(app.store, {
      beginAttempt: async (input: Parameters<App['store']['beginAttempt']>[0]) => {
        if (input.step === 'delete' && !second) {
          second = say('resume');
          // As far as the other window comes; then a run does what it asked for.
          await Promise.race([second, run()]);
          await run();
        }
        return before.beginAttempt(input);
      },
    });
    expect(await say('delete-header')).toMatchObject({ ok: true });
    expect(await second).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('keep the header when a person put lines into it meanwhile', async () => {
    await refusedLines();
    await bench.control('settings', { unblock: true });
    const [order] = await ordersThere();
    await erp.send('POST', 'SalesOrderLines', {
      dataAreaId: 'usmf',
      SalesOrderNumber: order?.number,
      ItemNumber: 'D0001',
      OrderedSalesQuantity: 1,
    });
    const { hold } = await only();
    const reply = await app.dispatch({
      id: '1',
      method: 'holds.answer',
      input: { holdId: hold.id, choice: 'delete-header', reason: 'not wanted' },
    });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringMatching(/has 1 lines by now/) as string },
    });
    expect(await ordersThere()).toHaveLength(1);
  });
});

describe('lines that a person edited while their answer was lost', () => {
  /** The batch commits, its answer is lost, and before the next run somebody deletes or changes a line. */
  async function lost(edit: (lines: readonly Record<string, unknown>[]) => Promise<void>): Promise<string> {
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    let dropped = false;
    const second = await bench.open({
      connection: settled,
      folder: `${bench.folder}-edited`,
      ports: {
        checkpoint: async (name) => {
          if (name !== 'lines-begun' || dropped) return;
          dropped = true;
          await bench.control('faults', { target: 'dynamics', kind: 'commit-drop', times: 1 });
        },
      },
    });
    app = second;
    await importPracticeMaps(app.store);
    await run();
    const number = (await ordersThere())[0]?.number ?? '';
    await edit(await linesOf(number));
    await run();
    return number;
  }
  const lineKey = (line: Record<string, unknown> | undefined): string =>
    `SalesOrderLines(dataAreaId='usmf',InventoryLotId='${String(line?.['InventoryLotId'])}')`;

  it('are taken for ours when all are there', async () => {
    await lost(async () => undefined);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 });
    expect(rows[0]?.state).toBe('ordered');
  });

  it('are posted again when none is there', async () => {
    const number = await lost(async (lines) => {
      for (const line of lines) await erp.send('DELETE', lineKey(line));
    });
    await run();
    expect(await linesOf(number)).toHaveLength(3);
  });

  it('are left alone when one is missing, and the hold says which', async () => {
    const number = await lost(async (lines) => erp.send('DELETE', lineKey(lines[1])));
    const { hold } = await only();
    expect(hold.cause).toBe('lines-changed');
    expect(hold.differences?.join(' ')).toMatch(/Line 2 .* is not there/);
    expect(await linesOf(number)).toHaveLength(2);
    await answer('adopt');
    await run();
    expect(await linesOf(number)).toHaveLength(2);
  });

  it('are left alone when a quantity was changed, and the hold says from what to what', async () => {
    await lost(async (lines) => erp.send('PATCH', lineKey(lines[0]), { OrderedSalesQuantity: 1 }));
    expect((await only()).hold.differences?.join(' ')).toMatch(/Line 1: quantity 1 instead of \d+/);
  });
});
