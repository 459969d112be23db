import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { App } from '#core/host/app.types.ts';
import { fileNames } from '#core/store/database.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { app, bench, open, run, settled, useDesk } from '../support/desk.ts';

useDesk(47);

const clientOf = (of: App): Client =>
  createClient(directTransport({ dispatch: of.dispatch, listen: (after, onEvent) => of.events.listen(after, onEvent) }));

type ShipNotice = OutboundSheet['shipNotice'];

async function sheets(change: Partial<ShipNotice>, of: App = app): Promise<void> {
  const { rows } = await of.store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, undoSeconds } of rows) {
    const current = await of.store.outboundSheet({ partnerId, vendor });
    const sheet = current?.sheet ?? firstSheet({ review: false, undoSeconds });
    await of.store.saveSheet({
      partnerId,
      vendor,
      seen: current?.version ?? 0,
      sheet: { ...sheet, shipNotice: { ...sheet.shipNotice, ...change } },
      who: 'test',
      why: 'this test packs so',
      at: new Date().toISOString(),
    });
  }
}

/** Orders are taken in, confirmed and shipped, and their notices drafted. */
async function ship(count = 1, family = 'bulk'): Promise<void> {
  await bench.control('orders', { count, family });
  await run();
  for (const act of ['confirm', 'ship']) await bench.control(act, { orders: 'all' });
  await run();
}

async function notices(of: App = app) {
  const { rows } = await of.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 100 });
  const all = await Promise.all(rows.map(({ threadId }) => of.store.outboundOfThread({ threadId })));
  return all.flat().flatMap(({ row }) => (row.kind === '856' ? [row] : []));
}

describe('packing by the rule of a sheet', () => {
  it('packs what was posted, numbers it and lets the 856 leave with its cartons', async () => {
    await open();
    await ship(2);
    const client = clientOf(app);
    const { rows } = await client.call('packing.list', {});
    expect(rows.map(({ state, source, bare }) => [state, source, bare])).toEqual([
      ['packed', 'rule', 0],
      ['packed', 'rule', 0],
    ]);
    const view = await client.call('packing.get', { slipId: rows[0]?.slipId ?? 0 });
    expect(view.findings).toEqual([]);
    expect(view.cartons.every(({ sscc }) => sscc.startsWith('00614141') && hasValidCheckDigit(sscc))).toBe(true);
    const out = await notices();
    expect(out.map(({ place }) => place)).toEqual(['sent', 'sent']);
    expect(out.flatMap(({ serials }) => serials).toSorted()).toEqual(
      (await Promise.all(rows.map(({ slipId }) => client.call('packing.get', { slipId }))))
        .flatMap(({ cartons }) => cartons.map(({ sscc }) => sscc))
        .toSorted(),
    );
    expect(view.left).toHaveLength(1);
  });

  it('stands cartons on numbered pallets where the sheet asks for them', async () => {
    await open();
    await sheets({ structure: 'pallet-carton', cartonsPerPallet: 2 });
    await ship();
    const [row] = (await clientOf(app).call('packing.list', {})).rows;
    expect(row).toMatchObject({ state: 'packed' });
    expect(row?.pallets).toBe(Math.ceil((row?.cartons ?? 0) / 2));
    expect((await notices()).map(({ place }) => place)).toEqual(['sent']);
  });
});

describe('packing by a person', () => {
  it('waits, is saved only as the slip says, and sends the notice off; a repacked carton gets a new number', async () => {
    await open();
    await sheets({ cartons: 'person' });
    await ship();
    const client = clientOf(app);
    const { rows } = await client.call('packing.list', { state: 'waiting' });
    const slipId = rows[0]?.slipId ?? 0;
    expect((await notices()).map(({ place }) => place)).toEqual(['waiting']);
    const before = await client.call('packing.get', { slipId });
    const carton = (number: number, lines: { slipLine: number; quantity: string }[], sscc = '') => ({
      number,
      sscc,
      store: before.lines[0]?.store ?? '',
      weight: '10',
      weightUnit: 'LB' as const,
      tracking: '',
      lines,
    });
    const all = before.lines.map(({ slipLine, quantity }) => ({ slipLine, quantity }));
    const why = 'packed at dock 4';
    const save = (seen: number, cartons: ReturnType<typeof carton>[]) =>
      client.call('packing.save', { slipId, seen, packing: { cartons, pallets: [] }, why });
    await expect(save(0, [carton(1, all.slice(1))])).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('still to be packed') as unknown,
    });
    const saved = await save(
      0,
      all.map((line, index) => carton(index + 1, [line])),
    );
    expect(saved.version).toBe(1);
    await expect(save(0, [carton(1, all)])).rejects.toMatchObject({ code: 'conflict' });
    const [first, second, ...rest] = saved.cartons;
    const merged = [...(first?.lines ?? []), ...(second?.lines ?? [])];
    const again = await save(1, [
      carton(1, merged, first?.sscc),
      ...rest.map(({ lines, sscc }, index) => carton(index + 2, lines, sscc)),
    ]);
    expect(again.cartons.slice(1).map(({ sscc }) => sscc)).toEqual(rest.map(({ sscc }) => sscc));
    expect(saved.cartons.map(({ sscc }) => sscc)).not.toContain(again.cartons[0]?.sscc);
    await run();
    const [notice] = await notices();
    expect(notice?.place).toBe('sent');
    expect(notice?.serials.toSorted()).toEqual(again.cartons.map(({ sscc }) => sscc).toSorted());
  });
});

describe('a packing list', () => {
  it('packs slips in one step, refuses numbers of another slip, and is sent as it says', async () => {
    await open();
    await sheets({ cartons: 'person' });
    await ship(2);
    const client = clientOf(app);
    const { rows } = await client.call('packing.list', { state: 'waiting' });
    const views = await Promise.all(rows.map(({ slipId }) => client.call('packing.get', { slipId })));
    const list = (sscc: (index: number) => string) =>
      Buffer.from(
        [
          'slip,order,carton,sscc,line,quantity,tracking',
          ...views.flatMap(({ slip, lines }, index) =>
            lines.map(
              ({ slipLine, quantity, purchaseOrder }) =>
                `${slip.number},${purchaseOrder},1,${sscc(index)},${slipLine},${quantity},1Z${index}`,
            ),
          ),
        ].join('\n'),
      ).toString('base64');
    const same = await client.call('packing.previewImport', { name: 'same.csv', bytes: list(() => '106141411234567897') });
    expect(same.errors[0]?.sentence).toContain('is the number of carton');
    await expect(client.call('packing.applyImport', { previewId: same.previewId, why: 'list' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const preview = await client.call('packing.previewImport', {
      name: 'good.csv',
      bytes: list((index) => ['106141411234567897', '106141411000000016'][index] ?? ''),
    });
    expect(preview).toMatchObject({
      errorCount: 0,
      slips: [
        { cartons: 1, findings: [] },
        { cartons: 1, findings: [] },
      ],
    });
    expect(await client.call('packing.applyImport', { previewId: preview.previewId, why: 'from the warehouse' })).toEqual({
      slips: 2,
      cartons: 2,
    });
    await run();
    expect((await notices()).map(({ place, serials }) => [place, serials.length])).toEqual([
      ['sent', 1],
      ['sent', 1],
    ]);
    // Either slip's number is used now, also for a third.
    await ship();
    const third = (await client.call('packing.list', { state: 'waiting' })).rows[0];
    const used = await client.call('packing.previewImport', {
      name: 'third.csv',
      bytes: Buffer.from(`slip,carton,sscc,line,quantity\n${third?.number},1,106141411234567897,1,1\n`).toString('base64'),
    });
    expect(used.errors).toEqual([
      expect.objectContaining({ column: 'sscc', sentence: expect.stringContaining('used before') as unknown }),
    ]);
  });
});

describe('labels', () => {
  it('are printed for the cartons, remembered, and compared with the notice (LBL-05, 856-10)', async () => {
    await open();
    const { rows: partners } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
    for (const { partnerId, vendor } of partners) {
      const current = await app.store.outboundSheet({ partnerId, vendor });
      if (!current) throw new Error(`no sheet of ${partnerId}`);
      const { sheet, version } = current;
      const documents = { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } };
      await app.store.saveSheet({
        partnerId,
        vendor,
        seen: version,
        sheet: { ...sheet, documents },
        who: 't',
        why: 'review',
        at: new Date().toISOString(),
      });
    }
    await ship();
    const client = clientOf(app);
    const [row] = (await client.call('packing.list', {})).rows;
    const slipId = row?.slipId ?? 0;
    const one = await client.call('packing.labels', { slipId, what: 'labels', cartons: [1] });
    expect(Buffer.from(one.bytes, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.pages).toBe(1);
    await run();
    // One label of several: the notice names cartons without a label.
    expect((await notices())[0]?.place).toBe('held');
    await client.call('packing.labels', { slipId, what: 'labels' });
    await run();
    expect((await notices())[0]?.place).toBe('review');
    expect((await client.call('packing.get', { slipId })).printed).toHaveLength(row?.cartons ?? 0);
    const contents = await client.call('packing.labels', { slipId, what: 'content-list' });
    expect(contents.name).toMatch(/^contents-/);
  });
});

/** Every number that a carton has, with the packing slip and the place of the carton in it. */
async function owners(of: App): Promise<readonly (readonly [string, string])[]> {
  const client = clientOf(of);
  const { rows } = await client.call('packing.list', {});
  const views = await Promise.all(rows.map(({ slipId }) => client.call('packing.get', { slipId })));
  return views.flatMap(({ slip, cartons }) => cartons.map(({ sscc, number }) => [sscc, `${slip.number}/${number}`] as const));
}

describe('numbers after a bad day', () => {
  it('never repeat after yesterday’s backup was restored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quayside-backup-'));
    try {
      await open();
      await ship();
      const backup = await app.opened.backup(folder, new Date().toISOString());
      await ship(3);
      const given = new Map(await owners(app));
      await app.stop();
      restoreBackup(backup.folder, bench.folder, new Date().toISOString());
      const restored = await bench.open({ connection: settled });
      expect(restored.opened.guardState).toBe('good');
      await bench.control('orders', { count: 2, family: 'bulk' });
      await restored.engine.runOnce('command');
      for (const act of ['confirm', 'ship']) await bench.control(act, { orders: 'all' });
      await restored.engine.runOnce('command');
      const now = await owners(restored);
      expect(new Set(now.map(([sscc]) => sscc)).size).toBe(now.length);
      // What left is read back: a number that was given out stands on the carton that has it, and on no other.
      const again = now.filter(([sscc]) => given.has(sscc));
      expect(new Map(again)).toEqual(given);
      expect(now.length).toBeGreaterThan(given.size);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('wait for a person where the guard journal is missing, and go on where they say', async () => {
    await open();
    await ship();
    const before = await clientOf(app).call('packing.ranges', {});
    await app.stop();
    rmSync(join(bench.folder, 'guard.journal'));
    const again = await bench.open({ connection: settled });
    const client = clientOf(again);
    expect(await client.call('packing.ranges', {})).toMatchObject({ state: 'ask-start' });
    await bench.control('orders', { count: 1, family: 'bulk' });
    await again.engine.runOnce('command');
    for (const act of ['confirm', 'ship']) await bench.control(act, { orders: 'all' });
    await again.engine.runOnce('command');
    expect((await client.call('packing.list', { state: 'waiting' })).rows[0]?.bare).toBeGreaterThan(0);
    const why = 'the highest label of today';
    await expect(client.call('packing.setNextStart', { serial: before.range?.first ?? '', why })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const serial = String(Number(before.nextSerial) + 5_000);
    expect(await client.call('packing.setNextStart', { serial, why })).toMatchObject({ state: 'ready', nextSerial: serial });
    await again.engine.runOnce('command');
    expect((await client.call('packing.list', { state: 'waiting' })).rows).toEqual([]);
    const { rows } = await client.call('packing.list', {});
    const view = await client.call('packing.get', { slipId: rows[0]?.slipId ?? 0 });
    expect(view.cartons[0]?.sscc.slice(8, 17)).toBe(serial.padStart(9, '0'));
  });

  it('are given to all that wait once there are some, however many came after them', async () => {
    await open();
    await ship();
    const { nextSerial } = await clientOf(app).call('packing.ranges', {});
    await app.stop();
    rmSync(join(bench.folder, 'guard.journal'));
    const again = await bench.open({ connection: settled });
    const client = clientOf(again);
    await bench.control('orders', { count: 1, family: 'bulk' });
    await again.engine.runOnce('command');
    for (const act of ['confirm', 'ship']) await bench.control(act, { orders: 'all' });
    await again.engine.runOnce('command');
    const [oldest] = (await client.call('packing.list', { state: 'waiting' })).rows;
    const database = new BetterSqlite(join(bench.folder, fileNames.database));
    database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
      INSERT INTO packing_slips (slip_key, company, number, posted_on, partner_id, vendor, purchase_orders, state, wait_text, changed_at)
        SELECT 'later-' || i, 'usmf', 'L-' || i, '2026-03-02', 'P', '', '', 'waiting', '', '2026-03-02T10:00:00.000Z' FROM n`);
    database.close();
    const serial = String(Number(nextSerial) + 5_000);
    await client.call('packing.setNextStart', { serial, why: 'the highest label of today' });
    await again.engine.runOnce('command');
    const { slip } = await client.call('packing.get', { slipId: oldest?.slipId ?? 0 });
    expect(slip).toMatchObject({ state: 'packed', bare: 0 });
  });

  it('are refused from a range that another had, and said to end ahead', async () => {
    await open();
    await ship();
    const client = clientOf(app);
    const why = 'a new range';
    const range = { prefix: '0614141', extension: '0', first: '150000000', last: '300000000', why };
    await expect(client.call('packing.setRange', range)).rejects.toMatchObject({
      message: expect.stringContaining('overlaps') as unknown,
    });
    const small = await client.call('packing.setRange', { ...range, first: '300000000', last: '300000010' });
    expect(small).toMatchObject({ state: 'ready', left: '11', message: 'Only 11 numbers are left in the range.' });
    await ship(4);
    const waiting = (await client.call('packing.list', { state: 'waiting' })).rows;
    expect(waiting.length).toBeGreaterThan(0);
    expect(await client.call('packing.ranges', {})).toMatchObject({ state: 'used-up', left: '0' });
    await client.call('packing.setRange', { ...range, first: '400000000', last: '499999999' });
    const longer = { ...range, prefix: '06141414', first: '0', last: '99999' };
    await expect(client.call('packing.setRange', longer)).rejects.toMatchObject({
      message: expect.stringContaining('of prefix 0614141, which gives the same numbers') as unknown,
    });
    await run();
    expect((await client.call('packing.list', { state: 'waiting' })).rows).toEqual([]);
  });
});
