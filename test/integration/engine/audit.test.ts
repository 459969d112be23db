import { createHash } from 'node:crypto';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditRow } from '#core/contract/views/records.ts';
import { createAuditDesk, type AuditDesk } from '#core/engine/records/auditDesk.ts';
import { hostPorts } from '#core/host/ports.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

let bench: Bench;
let app: App;
let desk: AuditDesk;
beforeEach(async () => {
  bench = await startBench({ seed: 81 });
  app = await bench.open();
  await importPracticeMaps(app.store);
  desk = deskOver(app);
  bench.world.place({ count: 3 });
  await app.engine.runOnce('command');
});
afterEach(async () => {
  await desk.stop();
  await bench.close();
});

function deskOver({ store }: App): AuditDesk {
  const secrets = createSecrets({ env: {}, file: {}, connection: bench.connection, now: () => '' });
  return createAuditDesk({
    store,
    ports: hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'UTC' }),
    publish: () => undefined,
  });
}

const list = async (filter: object): Promise<readonly AuditRow[]> => (await desk.list({ filter, limit: 200 })).rows;

async function checked() {
  await desk.check();
  await until(async () => !['running', undefined].includes((await desk.facts()).check?.state));
  const { check } = await desk.facts();
  if (!check) throw new Error('the check has no result');
  return check;
}

/** Somebody with a tool of their own. */
function meddle(sql: string): void {
  const db = new BetterSqlite(join(bench.folder, 'quayside.db'));
  db.exec('DROP TRIGGER audit_is_final; DROP TRIGGER audit_stays;');
  db.exec(sql);
  db.close();
}

describe('the search', () => {
  it('finds words and the beginnings of numbers, newest first, also what was written a moment ago', async () => {
    const [order] = (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 1 })).rows;
    const number = order?.salesOrders[0] ?? '';
    const found = await list({ text: number.slice(0, -1) });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => `${row.what} ${row.detail ?? ''}`.includes(number.slice(0, -1)))).toBe(true);
    expect(found.map((row) => row.id)).toEqual(found.map((row) => row.id).toSorted((a, b) => b - a));
    const byOrder = await list({ text: order?.purchaseOrder });
    expect(byOrder.some((row) => row.threadId === order?.threadId && row.purchaseOrder === order?.purchaseOrder)).toBe(true);
    await app.store.noteIncident({
      key: 'k',
      remote: 'here',
      code: 'internal',
      message: 'Zebra crossing',
      details: {},
      at: '2026-03-02T10:00:00.000Z',
    });
    await app.store.closeIncident({ incidentId: 1, who: 'Dana Öz', reason: 'looked at it', at: '2026-03-02T10:00:00.000Z' });
    expect((await list({ text: 'zebra' })).map((row) => row.who)).toEqual(['Dana Öz']);
    expect(await list({ text: 'oz dana' })).toHaveLength(1);
    expect(await list({ text: '"*^-' })).toEqual([]);
  });

  it('narrows by who, tone, order and span, and goes on page by page', async () => {
    const all = await list({});
    const { people, rows } = await desk.facts();
    expect(rows).toBe(all.length);
    expect(people).toContain('Quayside');
    const good = await list({ tone: 'good' });
    expect(good).toEqual(all.filter((row) => row.tone === 'good'));
    expect(await list({ tone: 'good', who: 'Quayside', text: 'sales order' })).toEqual(
      all.filter((row) => row.tone === 'good' && row.who === 'Quayside' && /sales order/i.test(row.what)),
    );
    const middle = all[Math.floor(all.length / 2)]?.at ?? '';
    expect(await list({ from: middle })).toEqual(all.filter((row) => row.at >= middle));
    expect(await list({ to: middle })).toEqual(all.filter((row) => row.at < middle));
    expect(await list({ from: '2031-01-01T00:00:00.000Z' })).toEqual([]);
    const thread = all.find((row) => row.threadId !== undefined)?.threadId ?? 0;
    expect(await list({ threadId: thread, text: 'order' })).toEqual(
      all.filter((row) => row.threadId === thread && /order/i.test(`${row.what} ${row.detail ?? ''}`)),
    );
    const paged: AuditRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await desk.list({
        filter: { to: '2031-01-01T00:00:00.000Z' },
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      });
      paged.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(all);
  });
});

describe('the chain', () => {
  it('is good where nobody meddled, and says how much was looked at', async () => {
    const { rows } = await desk.facts();
    expect(await checked()).toMatchObject({ state: 'good', checked: rows, total: rows });
    expect((await desk.facts()).lastGood).toMatchObject({ rows });
  });

  it('names the first entry that was changed', async () => {
    meddle(`UPDATE audit SET who = 'somebody else' WHERE id = 5`);
    expect(await checked()).toMatchObject({ state: 'broken', brokenAt: 5, checked: 4 });
  });

  it('names the entry behind one that was taken out', async () => {
    meddle('DELETE FROM audit WHERE id = 7');
    expect(await checked()).toMatchObject({ state: 'broken', brokenAt: 8 });
  });

  it('notices what was cut off at its end since the last good check', async () => {
    await checked();
    const { rows } = await desk.facts();
    meddle(`DELETE FROM audit WHERE id > ${rows - 2}`);
    const result = await checked();
    expect(result).toMatchObject({ state: 'broken', brokenAt: rows });
    expect(result.message).toMatch(/cut off or written anew/);
  });
});

describe('the export', () => {
  it('as JSON can be followed without Quayside', async () => {
    const { text, rows } = await desk.export({ format: 'json' });
    const parsed = JSON.parse(text) as { readonly recipe: string; readonly rows: readonly AuditRow[] };
    expect(parsed.rows).toHaveLength(rows);
    let previous = '';
    for (const row of parsed.rows) {
      const { at, who, what, detail = '', tone, threadId = 0, documentId = 0 } = row;
      const hash = createHash('sha256').update(JSON.stringify([previous, at, who, what, detail, tone, threadId, documentId]));
      expect(hash.digest('hex')).toBe(row.hash);
      previous = row.hash;
    }
  });

  it('comes in pieces that make one file, of a span, and refuses one that ends before it begins', async () => {
    const at = '2026-04-01T00:00:00.000Z';
    for (let count = 0; count < 5_100; count += 1) {
      await app.store.noteIncident({ key: `k${count}`, remote: 'here', code: 'internal', message: '=cmd', details: {}, at });
      await app.store.closeIncident({ incidentId: count + 1, who: 'w', reason: 'a "quoted" reason', at });
    }
    const span = { from: at, to: '2026-04-02T00:00:00.000Z' };
    let text = '';
    let rows = 0;
    let pieces = 0;
    let cursor: string | undefined;
    do {
      const piece = await desk.export({ format: 'json', ...span, ...(cursor === undefined ? {} : { cursor }) });
      text += piece.text;
      rows += piece.rows;
      pieces += 1;
      cursor = piece.nextCursor;
    } while (cursor !== undefined);
    expect(pieces).toBe(2);
    expect((JSON.parse(text) as { readonly rows: readonly unknown[] }).rows).toHaveLength(rows);
    expect(rows).toBe(5_100);
    const csv = await desk.export({ format: 'csv', ...span });
    expect(csv.text.split('\r\n')[0]).toBe(
      '\uFEFFid,at,who,what,detail,tone,threadId,purchaseOrder,documentId,previousHash,hash',
    );
    expect(csv.text.split('\r\n')[1]).toContain('"a ""quoted"" reason"');
    await expect(desk.export({ format: 'csv', from: span.to, to: span.from })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
