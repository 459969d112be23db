import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { App } from '#core/host/app.types.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Ports } from '#core/ports/ports.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { fileNames } from '#core/store/database.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 51 });
  await bench.control('settings', { sps: { historyLagMinutes: 0 } });
});
afterEach(() => bench.close());

type Sps = Partial<Connection['sps']>;
async function ready(sps: Sps = {}, ports: Partial<Ports> = {}): Promise<App> {
  const app = await bench.open({ connection: (before) => ({ ...before, sps: { ...before.sps, ...sps } }), ports });
  if ((await app.store.mappingPage({ kind: 'partners', limit: 1 })).rows.length === 0) await importPracticeMaps(app.store);
  return app;
}
const run = (app: App) => app.engine.runOnce('command');
const waiting = async (): Promise<readonly string[]> => (await bench.state()).mailbox.out;
const orders = async () => (await bench.state()).dynamics.orders;
const attention = async (app: App) => (await app.store.attentionList({ limit: 50 })).rows;
const fileStates = async (app: App, path: string) => (await app.store.filesByPath({ paths: [path] })).map((row) => row.state);

/** A fetch that answers some requests itself; `undefined` lets them go out. */
const intercepting = (answer: (url: string, method: string) => Response | undefined): { readonly fetch: Fetch } => ({
  fetch: async (url, asked) => answer(decodeURIComponent(url), asked.method) ?? fetch(url, asked),
});

/** Dies where it is told to, as a process does: once. */
function dyingAt(name: string): Partial<Ports> {
  let armed = true;
  return {
    checkpoint: async (reached) => {
      if (reached !== name || !armed) return;
      armed = false;
      throw new Error(`died at ${name}`);
    },
  };
}

describe('a listing', () => {
  it('of many pages, the last of them empty, brings every file once', async () => {
    const app = await ready();
    await bench.control('settings', { sps: { pageSize: 3, emptyLastPage: true } });
    bench.world.place({ count: 10, lines: 1 });
    expect((await run(app)).summary).toMatchObject({ files: { found: 10, stored: 10, deleted: 10 }, orders: { created: 10 } });
    expect(await waiting()).toEqual([]);
  });

  it('takes names with blanks, umlauts, percent signs and question marks as they are', async () => {
    const app = await ready();
    const names = ['PO 1 Ünïcode.xml', 'PO%41#1?.xml', 'a+b&c=d.xml', "it's (1).xml"];
    for (const name of names) await bench.drop(encodeURIComponent(name), await bench.sample());
    expect((await run(app)).summary).toMatchObject({ files: { found: 4, stored: 4, deleted: 4 }, orders: { created: 4 } });
    expect(await waiting()).toEqual([]);
  });

  it('of a folder that is missing keeps the other folders from nothing', async () => {
    const app = await ready({ inbound: ['testout/', 'out/'] });
    bench.world.place({ count: 2, lines: 1 });
    const { summary, outcome, message } = await run(app);
    expect(outcome).toBe('failed');
    expect(message).toMatch(/testout\//);
    expect(summary).toMatchObject({ files: { stored: 2, deleted: 2 }, orders: { created: 2 } });
  });
});

describe('a download', () => {
  it('that ends early fails the run by name, and the next one has it', async () => {
    const app = await ready();
    bench.world.place({ count: 1, lines: 1 });
    const [path = ''] = await waiting();
    await bench.control('faults', { target: 'sps', kind: 'truncated', times: 2 });
    const first = await run(app);
    expect(first).toMatchObject({ outcome: 'failed', summary: { files: { stored: 0 } } });
    expect(first.message).toContain(path);
    expect((await run(app)).summary).toMatchObject({ files: { stored: 1 }, orders: { created: 1 } });
  });

  it('of a file that was gone is told, and no more once the file came after all', async () => {
    const app = await ready();
    bench.world.place({ count: 1, lines: 1 });
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 2 });
    await run(app);
    expect((await attention(app)).map((row) => row.title)).toEqual([expect.stringMatching(/^out\/.* vanished$/)]);
    await run(app);
    expect((await attention(app)).map((row) => row.kind)).toEqual(['incident']);
    expect((await run(app)).summary.orders.created).toBe(1);
    expect(await attention(app)).toEqual([]);
  });

  it('of many files that were gone is told by one incident beside the first, which closes when they came', async () => {
    const app = await ready();
    bench.world.place({ count: 30, lines: 1 });
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 30 });
    await run(app);
    const told = await attention(app);
    expect(told).toHaveLength(6);
    const many = told.filter((row) => /^25 more files vanished$/.test(row.title));
    expect(many.map((row) => `${row.cause} ${row.nextStep}`)).toEqual([
      expect.stringMatching(/and others.*send the files again/),
    ]);
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 30 });
    await run(app);
    expect((await attention(app)).map((row) => row.title).sort()).toEqual(told.map((row) => row.title).sort());
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 10 });
    await run(app);
    const left = await attention(app);
    expect(left.some((row) => /more files? vanished$/.test(row.title))).toBe(true);
    expect(left.some((row) => row.title.startsWith('25 more'))).toBe(false);
    expect((await run(app)).outcome).toBe('good');
    expect(await attention(app)).toEqual([]);
    expect(await orders()).toHaveLength(30);
  });

  it('waits for SPS to be less busy, also where it does not say how long', async () => {
    const slept: number[] = [];
    const clock = { ...systemClock, sleep: async (ms: number) => void slept.push(ms) };
    const app = await ready({}, { clock });
    bench.world.place({ count: 2, lines: 1 });
    await bench.control('faults', { target: 'sps', kind: '429', times: 3 });
    expect(await run(app)).toMatchObject({ outcome: 'good', summary: { orders: { created: 2 } } });
    expect(slept.filter((ms) => ms === 30_000)).toHaveLength(3);
  });
});

describe('a DELETE without an answer', () => {
  it('that happened is confirmed by the next listing', async () => {
    const app = await ready({}, dyingAt('file-deleted'));
    bench.world.place({ count: 1, lines: 1 });
    const [path = ''] = await waiting();
    await run(app);
    expect(await waiting()).toEqual([]);
    expect(await fileStates(app, path)).toEqual(['stored']);
    expect((await run(app)).summary.files).toMatchObject({ found: 0, deleted: 1 });
    expect(await fileStates(app, path)).toEqual(['deleted']);
    expect(await orders()).toHaveLength(1);
  });

  it('that did not happen is preceded by a new GET; other bytes under the name are a new file', async () => {
    const app = await ready({}, dyingAt('file-stored'));
    await bench.drop('PO1.xml', await bench.sample());
    await run(app);
    await bench.drop('PO1.xml', await bench.sample());
    expect((await run(app)).summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
    expect(await app.store.unconfirmedFiles({})).toEqual([]);
    expect(await orders()).toHaveLength(2);
  });
});

describe('a name that was uploaded again between our GET and our DELETE', () => {
  it.each<readonly [string, number]>([
    ['', 0],
    [', and after the clock stood years ahead', 4 * 365 * 86_400_000],
  ])('is found within the hour also in a mailbox that is never quiet%s', async (_when, stood) => {
    let ahead = stood;
    let overwrite = stood === 0;
    const app = await ready(
      {},
      {
        clock: { ...systemClock, now: () => new Date(Date.now() + ahead).toISOString() },
        checkpoint: async (name) => {
          if (name !== 'file-stored' || !overwrite) return;
          overwrite = false;
          await bench.drop('PO1.xml', await bench.sample());
        },
      },
    );
    if (stood > 0) {
      bench.world.place({ count: 1, lines: 1 });
      await run(app);
      ahead = 0;
      overwrite = true;
    }
    await bench.drop('PO1.xml', await bench.sample());
    for (let poll = 0; poll < 9; poll += 1) {
      await run(app);
      ahead += 9 * 60_000;
      await bench.control('advance', { minutes: 9 });
      bench.world.place({ count: 1, lines: 1 });
    }
    expect((await attention(app)).map((row) => row.title)).toContain('out/PO1.xml was overwritten unseen');
  });
});

describe('a workspace that keeps', () => {
  it('deletes nothing, not even what was stored before it kept', async () => {
    const before = await ready({}, dyingAt('file-stored'));
    bench.world.place({ count: 1, lines: 1 });
    await run(before);
    await before.stop();
    const keeping = await ready({ keep: true });
    expect((await run(keeping)).summary.files).toMatchObject({ found: 1, deleted: 0 });
    expect(await waiting()).toHaveLength(1);
  });

  it('acknowledges what it kept once it keeps no more, and makes nothing twice', async () => {
    const keeping = await ready({ keep: true });
    bench.world.place({ count: 3, lines: 1 });
    expect((await run(keeping)).summary).toMatchObject({ files: { stored: 3, deleted: 0 }, orders: { created: 3 } });
    await keeping.stop();
    const live = await ready();
    expect((await run(live)).summary).toMatchObject({
      files: { found: 3, stored: 0, deleted: 3 },
      documents: { read: 0 },
      orders: { created: 0 },
    });
    expect(await waiting()).toEqual([]);
    expect(await orders()).toHaveLength(3);
  });
});

describe('a file that stays at SPS', () => {
  it('keeps no other file from coming in while history is out of order', async () => {
    const app = await ready(
      {},
      intercepting((url) => (url.includes('/v5/history') ? new Response('', { status: 403 }) : undefined)),
    );
    await bench.drop('broken.xml', 'no order');
    await run(app);
    await bench.drop('PO1.xml', await bench.sample());
    const { outcome, summary } = await run(app);
    expect(outcome).toBe('failed');
    expect(summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
  });

  it('is fetched again after a new upload, also when the first try fails', async () => {
    let failing = 0;
    const app = await ready(
      {},
      intercepting((url, method) =>
        method === 'GET' && url.endsWith('/PO1.xml') && failing-- > 0 ? new Response('', { status: 403 }) : undefined,
      ),
    );
    await bench.drop('PO1.xml', 'no order');
    await run(app);
    await bench.control('advance', { minutes: 30 });
    await bench.drop('PO1.xml', await bench.sample());
    // With the token that there was, and with a new one.
    failing = 2;
    expect(await run(app)).toMatchObject({ outcome: 'failed', summary: { files: { stored: 0 } } });
    await bench.control('advance', { minutes: 180 });
    await bench.drop('other.xml', 'no order either');
    expect((await run(app)).summary).toMatchObject({ files: { stored: 2 }, orders: { created: 1 } });
    expect((await attention(app)).map((row) => row.title)).toEqual(['out/other.xml']);
  });

  it('is fetched again after an upload, also where our clock stood years ahead when it came', async () => {
    const ahead = { ...systemClock, now: () => '2036-01-01T00:00:00.000Z' };
    const wrong = await ready({ keep: true }, { clock: ahead });
    await bench.drop('PO1.xml', await bench.sample());
    expect((await run(wrong)).summary.files.stored).toBe(1);
    await wrong.stop();
    await bench.drop('PO1.xml', await bench.sample());
    const right = await ready({ keep: true });
    expect((await run(right)).summary.files.stored).toBe(1);
    expect((await run(right)).summary.requests.sps).toBe(3);
    expect((await run(right)).summary.files.stored).toBe(0);
  });

  it('is fetched again after an upload that fell into hours when our clock was wrong', async () => {
    let ahead = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + ahead).toISOString() };
    const app = await ready({}, { clock });
    await bench.drop('PO1.xml', 'no order');
    await run(app);
    ahead = 9 * 3_600_000;
    await run(app);
    await bench.control('advance', { minutes: 30 });
    await bench.drop('PO1.xml', await bench.sample());
    await run(app);
    await bench.control('advance', { minutes: 180 });
    ahead = 0;
    await run(app);
    expect(await orders()).toHaveLength(1);
  });

  it('is safe in the guard journal before a person has it deleted', async () => {
    const root = await mkdtemp(join(tmpdir(), 'quayside-backup-'));
    try {
      const app = await ready();
      const { folder } = await app.opened.backup(root, new Date().toISOString());
      await bench.drop('PO1.xml', 'an order that nobody can read yet');
      await run(app);
      await app.engine.deleteAtSps((await attention(app))[0]?.fileId ?? 0, 'seen');
      await app.stop();
      restoreBackup(folder, bench.folder, new Date().toISOString());
      const restored = await ready();
      const [row] = await attention(restored);
      expect(row).toMatchObject({ kind: 'quarantined', title: 'out/PO1.xml' });
      const [file] = await restored.store.filesByPath({ paths: ['out/PO1.xml'] });
      expect(Buffer.from(await restored.store.payload({ sha256: file?.sha256 ?? '' })).toString()).toMatch(/nobody can read/);
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('is fetched again on a word only while it stays there', async () => {
    const app = await ready();
    await bench.drop('PO1.xml', await bench.sample());
    await run(app);
    const [file] = await app.store.filesByPath({ paths: ['out/PO1.xml'] });
    await expect(app.engine.fetchAgain(file?.id ?? 0)).rejects.toMatchObject({ code: 'conflict' });
    expect(await fileStates(app, 'out/PO1.xml')).toEqual(['deleted']);
  });
});

describe('documents that cannot be read back', () => {
  it('hide nothing that stands behind them, and are named', async () => {
    const app: App = await ready({}, { checkpoint: async (name) => void (name === 'file-stored' && app.engine.cancelRun()) });
    const xml = await bench.sample();
    const order = /<Order>[\s\S]*<\/Order>/.exec(xml)?.[0] ?? '';
    const copies = Array.from({ length: 230 }, (_, index) =>
      order.replace('7QAALLCONTOSOUS', '1AAALLCONTOSOUS').replace(/(<PurchaseOrderNumber>)[^<]*/, `$1${index}`),
    );
    await bench.drop(
      'many.xml',
      xml.replace(order, () => copies.join('')),
    );
    expect((await run(app)).summary.documents.read).toBe(230);
    await app.stop();
    await bench.take('out/many.xml');
    const payloads = new BetterSqlite(join(bench.folder, fileNames.payloads));
    // What is missing would be put back from the guard journal; what is there and wrong is believed nowhere.
    payloads.exec("UPDATE payloads SET bytes = x'00'");
    payloads.close();
    const again = await ready();
    await bench.drop('PO1.xml', xml);
    const { outcome, message, summary } = await run(again);
    expect(summary.orders.created).toBe(1);
    expect(outcome).toBe('failed');
    expect(message).toMatch(/payload|read|bytes/i);
  });
});

describe('a run', () => {
  it('that is cancelled among its files leaves none half fetched; the next one finishes', async () => {
    let reached = 0;
    const app: App = await ready(
      {},
      {
        checkpoint: async (name) => {
          if (name === 'file-stored' && (reached += 1) === 5) void app.engine.cancelRun();
        },
      },
    );
    bench.world.place({ count: 40, lines: 1 });
    const first = await run(app);
    expect(first.outcome).toBe('cancelled');
    expect(first.summary.files.stored).toBeLessThan(40);
    await run(app);
    expect(await waiting()).toEqual([]);
    expect(await orders()).toHaveLength(40);
    expect(new Set((await orders()).map((order) => order.purchaseOrder)).size).toBe(40);
  });
});
