import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { App } from '#core/host/app.types.ts';
import type { Ports } from '#core/ports/ports.ts';
import { fileNames } from '#core/store/database.ts';
import { checkFolder } from '#core/store/folder.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { endsWithTest } from '../support/endsWithTest.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 9 });
});
afterEach(() => bench.close());

const settled = (connection: Connection): Connection => ({
  ...connection,
  dynamics: { ...connection.dynamics, settleSeconds: 0 },
});

async function ready(connection: (connection: Connection) => Connection = settled): Promise<App> {
  const app = await bench.open({ connection });
  await importPracticeMaps(app.store);
  return app;
}

/** Runs until nothing is left to do, at most so often; the cause is gone by then. */
async function finish(app: App, times = 4): Promise<void> {
  for (let run = 0; run < times; run += 1) await app.engine.runOnce('command');
}

async function expectEveryOrderOnce(count: number): Promise<void> {
  const state = await bench.state();
  expect(state.mailbox.out).toEqual([]);
  expect(state.dynamics.orders).toHaveLength(count);
  expect(new Set(state.dynamics.orders.map((order) => order.purchaseOrder)).size).toBe(count);
  for (const order of state.dynamics.orders) expect(order.lines.length).toBeGreaterThan(0);
}

const faults: readonly (readonly ['sps' | 'dynamics', string, number])[] = [
  ['sps', '429-retry-after', 2],
  ['sps', '500', 3],
  ['sps', '502-html', 3],
  ['sps', 'reset', 3],
  ['sps', 'commit-drop', 2],
  ['sps', 'gone', 2],
  ['sps', 'truncated', 2],
  ['sps', 'token-expired', 2],
  ['dynamics', '429-retry-after', 2],
  ['dynamics', '500', 4],
  ['dynamics', '502-html', 4],
  ['dynamics', 'reset', 4],
  ['dynamics', 'commit-drop', 3],
  ['dynamics', 'token-expired', 2],
];

describe('a service in trouble', () => {
  it.each(faults)('%s %s (%i times): every order once, nothing lost', async (target, kind, times) => {
    const app = await ready();
    bench.world.place({ count: 5, lines: 3 });
    await bench.control('faults', { target, kind, times });
    await finish(app);
    await expectEveryOrderOnce(5);
  });

  it('says a lost answer as unknown and sends nothing before the settle time', async () => {
    const app = await ready((connection) => ({ ...connection, dynamics: { ...connection.dynamics, settleSeconds: 3600 } }));
    bench.world.place({ count: 1, lines: 2 });
    await bench.control('faults', { target: 'dynamics', kind: 'reset', times: 2 });
    await app.engine.runOnce('command');
    await bench.control('faults', { target: 'dynamics', kind: 'reset', times: 1 });
    await finish(app, 3);
    const rows = (await app.store.attentionList({ kind: 'waiting', limit: 10 })).rows;
    const { orders } = (await bench.state()).dynamics;
    expect(orders.length === 1 || rows.some((row) => row.group === 'waiting:unknown')).toBe(true);
    expect(orders.length).toBeLessThanOrEqual(1);
  });

  it('names two orders when a POST commits later than the settle time', async () => {
    const app = await ready();
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
    await app.engine.runOnce('command');
    const [order] = (await bench.state()).dynamics.orders;
    await bench.control('handmade', { purchaseOrder: order?.purchaseOrder, customer: 'US-101', reference: order?.purchaseOrder });
    await app.engine.runOnce('command');
    const [row] = (await app.store.attentionList({ limit: 10 })).rows;
    expect(row?.hold).toMatchObject({ cause: 'double-order' });
    expect(row?.cause).toMatch(/2 sales orders/);
  });

  it('leaves a service alone after several outages and goes on in the next run', async () => {
    const app = await ready();
    bench.world.place({ count: 30, lines: 2 });
    await bench.control('faults', { target: 'sps', kind: '500', times: 1000 });
    const { outcome, message } = await app.engine.runOnce('command');
    expect(outcome).toBe('failed');
    expect(message).toMatch(/SPS/);
    expect(app.engine.state().sps.state).toBe('failing');
  });
});

describe('an account that is not right', () => {
  const wrong: readonly (readonly [string, (connection: Connection) => Connection, object, RegExp])[] = [
    [
      'a wrong SPS secret',
      (connection) => ({ ...connection, sps: { ...connection.sps, clientSecret: 'wrong' } }),
      {},
      /client id and secret/,
    ],
    [
      'a wrong audience',
      (connection) => ({ ...connection, sps: { ...connection.sps, audience: 'api://api.spscommerce.com/' } }),
      {},
      /audience/,
    ],
    ['the wrong app kind', (connection) => connection, { sps: { wrongAppKind: true } }, /Machine-to-Machine/],
    ['a missing folder', (connection) => ({ ...connection, sps: { ...connection.sps, inbound: ['Out/'] } }), {}, /Out\//],
    [
      'a wrong Dynamics secret',
      (connection) => ({ ...connection, dynamics: { ...connection.dynamics, clientSecret: 'wrong' } }),
      {},
      /secret/i,
    ],
    ['an app without roles', (connection) => connection, { dynamics: { deny: '403' } }, /role|may not|not allowed|permission/i],
    ['an app that is not registered', (connection) => connection, { dynamics: { deny: '401' } }, /regist/i],
  ];
  it.each(wrong)('%s gets its own sentence', async (_name, connection, settings, sentence) => {
    const app = await ready((before) => connection(settled(before)));
    bench.world.place({ count: 1, lines: 2 });
    await bench.control('settings', settings);
    const { outcome, message } = await app.engine.runOnce('command');
    expect(outcome).toBe('failed');
    expect(message).toMatch(sentence);
  });

  it('names a mailbox that SPS has not set up', async () => {
    const other = await startBench({ profile: 'unprovisioned' });
    try {
      const app = await other.open();
      const { message } = await app.engine.runOnce('command');
      expect(message).toMatch(/no mailbox yet/);
    } finally {
      await other.close();
    }
  });
});

describe('the data folder', () => {
  it('is refused while another process holds it, naming the holder', async () => {
    await bench.open();
    await expect(bench.open()).rejects.toMatchObject({
      code: 'folder-locked',
      message: expect.stringContaining(String(process.pid)) as unknown,
    });
  });
  it('is free again after its holder was killed', async () => {
    await mkdir(bench.folder, { recursive: true });
    const script = `import { takeLock } from '#core/store/lock.ts'; takeLock(process.argv[1], { host: 'h', pid: process.pid, user: 'u', since: 's' }); console.log('held'); setInterval(() => undefined, 1000);`;
    const holder = endsWithTest(
      spawn(process.execPath, ['--input-type=module-typescript', '-e', script, bench.folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    await new Promise((resolve) => holder.stdout.once('data', resolve));
    await expect(bench.open()).rejects.toMatchObject({ code: 'folder-locked' });
    holder.kill('SIGKILL');
    await new Promise((resolve) => holder.once('exit', resolve));
    await bench.open();
  });
  it('is not refused because another process looks at this moment who works in it', async () => {
    await bench.open().then((app) => app.stop());
    const script = `import Database from 'better-sqlite3'; const looking = new Database(process.argv[1], { readonly: true });
      looking.exec('BEGIN'); looking.pragma('schema_version'); looking.prepare('SELECT * FROM sqlite_schema').all();
      console.log('looks'); setTimeout(() => looking.close(), 50);`;
    const looker = endsWithTest(
      spawn(process.execPath, ['--input-type=module', '-e', script, join(bench.folder, fileNames.lock)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    await new Promise((resolve) => looker.stdout.once('data', resolve));
    await bench.open();
  });
  it('stays held though nobody keeps what took it', async () => {
    await mkdir(bench.folder, { recursive: true });
    const script = `import { takeLock } from '#core/store/lock.ts';
      const take = (pid) => takeLock(process.argv[1], { host: 'h', pid, user: 'u', since: 's' });
      take(4711);
      for (let turn = 0; turn < 5; turn += 1) { await new Promise(setImmediate); globalThis.gc(); }
      try { take(4712); console.log('taken twice'); } catch (thrown) { console.log(thrown.code); }`;
    const { stdout } = spawnSync(
      process.execPath,
      ['--expose-gc', '--input-type=module-typescript', '-e', script, bench.folder],
      { encoding: 'utf8', timeout: 150_000, killSignal: 'SIGKILL' },
    );
    expect(stdout.trim()).toBe('folder-locked');
  });
  it('is refused when it belongs to another account', () => {
    const good = { path: '/data', ownerUid: 1000, processUid: 1000, writable: true };
    expect(() => checkFolder(good)).not.toThrow();
    expect(() => checkFolder({ ...good, ownerUid: 0 })).toThrow(/another account/);
    expect(() => checkFolder({ ...good, writable: false })).toThrow(/cannot be written/);
  });
  it('refuses the accounts of another workspace', async () => {
    const app = await bench.open();
    await app.stop();
    const other = (connection: Connection): Connection => ({
      ...connection,
      sps: { ...connection.sps, clientId: 'someone-else' },
    });
    await expect(bench.open({ connection: other })).rejects.toMatchObject({ code: 'workspace-of-another-account' });
  });
});

describe('time and backups', () => {
  it('goes on when the clock is set back', async () => {
    let shift = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + shift).toISOString() };
    const app = await bench.open({ ports: { clock }, connection: settled });
    await importPracticeMaps(app.store);
    bench.world.place({ count: 2, lines: 2 });
    await app.engine.runOnce('command');
    shift = -3 * 3_600_000;
    bench.world.place({ count: 2, lines: 2 });
    await finish(app, 2);
    await expectEveryOrderOnce(4);
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
  });

  it('makes what it had put off in the first run after the clock was set back by less than it would wait', async () => {
    let shift = 0;
    let busy = true;
    const clock = { ...systemClock, now: () => new Date(Date.now() + shift).toISOString() };
    const answering: Ports['fetch'] = async (url, init) =>
      busy && init.method === 'POST' && url.includes('/data/SalesOrderHeaders')
        ? Response.json({ error: { message: 'busy' } }, { status: 503 })
        : fetch(url, init);
    const app = await bench.open({ ports: { clock, fetch: answering }, connection: settled });
    await importPracticeMaps(app.store);
    bench.world.place({ count: 1, lines: 2 });
    for (let tries = 0; tries < 3; tries += 1) {
      await app.engine.runOnce('command');
      shift += 600_000;
    }
    expect((await bench.state()).dynamics.orders).toEqual([]);
    shift -= 90 * 60_000;
    busy = false;
    // Looked up, because the answer of before may have been lost, and made.
    await finish(app, 2);
    await expectEveryOrderOnce(1);
  });

  it('neither loses nor repeats anything after a restore of an older backup', async () => {
    const root = await mkdtemp(join(tmpdir(), 'quayside-backup-'));
    try {
      const app = await ready();
      bench.world.place({ count: 3, lines: 2 });
      await finish(app, 2);
      const { folder } = await app.opened.backup(root, new Date().toISOString());
      bench.world.place({ count: 50, lines: 2 });
      await finish(app, 2);
      await app.stop();
      expect(restoreBackup(folder, bench.folder, new Date().toISOString()).replaced).toBeDefined();
      const restored = await bench.open({ connection: settled });
      expect(restored.opened.replayed).toBe(50);
      expect(restored.opened.guardState).toBe('good');
      await finish(restored, 3);
      await expectEveryOrderOnce(53);
      const { rows } = await restored.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 100 });
      expect(rows.filter((row) => row.state === 'ordered')).toHaveLength(53);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('finds a file that was overwritten between our GET and our DELETE', async () => {
    let overwrite = true;
    const app = await bench.open({
      connection: settled,
      ports: {
        checkpoint: async (name) => {
          if (name !== 'file-stored' || !overwrite) return;
          overwrite = false;
          await bench.drop('PO1.xml', await bench.sample());
        },
      },
    });
    await importPracticeMaps(app.store);
    await bench.drop('PO1.xml', await bench.sample());
    await bench.control('settings', { sps: { historyLagMinutes: 0 } });
    await app.engine.runOnce('command');
    await app.store.setMeta({ key: 'overwrites.pending', value: new Date(Date.now() - 900_000).toISOString() });
    await app.engine.runOnce('command');
    const incidents = await app.store.openIncidents({});
    expect(incidents.map((incident) => incident.message).join(' ')).toMatch(/out\/PO1\.xml was uploaded again/);
    // SPS sends it again, as the incident asks; whoever saw to that says so.
    await bench.drop('PO1.xml', await bench.sample());
    expect((await app.engine.runOnce('command')).summary.orders.created).toBe(1);
    const [row] = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows;
    const input = { incidentId: row?.incidentId, reason: 'sent again' };
    expect(await app.dispatch({ id: '1', method: 'incidents.close', input })).toMatchObject({ ok: true });
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });
});
