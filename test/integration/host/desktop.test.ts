import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { SafeStorage } from 'electron';
import { systemClock } from '#core/host/adapters/clock.ts';
import { engineActs } from '../../../electron/adapters/engineActs.ts';
import { gatherSituation } from '../../../electron/adapters/gather.ts';
import { createVault } from '../../../electron/adapters/secrets.ts';
import { emptyLedger, planNotices } from '../../../electron/notices/plan.ts';
import { readLedger, writeLedger } from '../../../electron/notices/ledger.ts';
import { isOpen, type Situation } from '../../../electron/notices/situation.ts';
import { trayModel } from '../../../electron/tray/model.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { until } from '../support/until.ts';
import { ordered, received, withSheets } from '../support/wayBack.ts';
import { startConsoleBench, type ConsoleBench } from './consoleBench.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the desktop over a real workspace', () => {
  useDesk(61);
  const clientOf = (): Client =>
    createClient(directTransport({ dispatch: app.dispatch, listen: (...args) => app.events.listen(...args) }));
  const look = async (client: Client, online = true): Promise<Situation> => {
    const situation = await gatherSituation(client, { now: () => systemClock.now(), online: () => online });
    if (!isOpen(situation)) throw new Error(situation.problem);
    return situation;
  };

  it('finds the clocks of documents that have not left, and sends at once what only waits for its time to undo', async () => {
    await open();
    await withSheets((sheet) => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true, undoSeconds: 120 } },
    }));
    await ordered({ count: 1, family: 'bulk' });
    await bench.control('confirm', { orders: 'all' });
    await bench.control('ship', { orders: 'all' });
    await run();
    await run();
    const client = clientOf();
    const { rows } = await client.call('outbound.list', { filter: { place: 'review' } });
    const [waiting] = rows;
    if (waiting?.dueBy === undefined) throw new Error('an 856 is to leave on the day it was posted');
    const before = (await look(client)).clocks.find(({ path }) => path === `/documents/${waiting.outboundId}`);
    expect(before?.what).toBe(`856 for ${waiting.purchaseOrder} (${waiting.partnerName})`);
    expect(before?.sendable).toBeUndefined();
    await client.call('outbound.release', { documents: [{ outboundId: waiting.outboundId, versionId: waiting.versionId }] });
    const ring = (await look(client)).clocks.flatMap(({ sendable }) => sendable ?? []);
    expect(ring).toEqual([waiting.outboundId]);
    await app.start();
    await engineActs(client, systemClock, quiet).sendNow(ring);
    expect((await received()).filter(({ body }) => body.includes('Shipment'))).toHaveLength(1);
    expect((await look(client)).clocks.filter(({ key }) => key.startsWith('out:'))).toEqual([]);
  });

  it('pauses until tomorrow and goes on, as the tray shows', async () => {
    await open();
    const client = clientOf();
    await app.start();
    const acts = engineActs(client, systemClock, quiet);
    await acts.act('pause-tomorrow');
    const paused = await look(client);
    expect(paused.pausedUntil).toMatch(/T(11|12):00:00\.000Z$/);
    expect(trayModel({ ...paused, workspace: { ...paused.workspace, colour: 'live' }, engine: 'paused' }).word).toBe('Paused');
    await acts.act('resume');
    expect((await look(client)).pausedUntil).toBeUndefined();
  });

  it('tells the first order of a partner once, also after a restart, from the memory of the workspace', async () => {
    await open();
    const client = clientOf();
    const settings = { notify: true, quietFrom: '00:00', quietTo: '00:00' };
    const first = planNotices(await look(client), emptyLedger, settings);
    await writeLedger(app.store, first.ledger);
    await ordered({ count: 1, family: 'bulk' });
    const second = planNotices(await look(client), await readLedger(app.store), settings);
    expect(second.notices.map(({ title }) => title)).toContain('First order of a new partner');
    await writeLedger(app.store, second.ledger);
    expect(planNotices(await look(client), await readLedger(app.store), settings).notices).toEqual([]);
  });

  it('makes no run by itself while the machine has no network, and one when it is back', async () => {
    let online = false;
    let asked = 0;
    const network = {
      online: () => {
        asked += 1;
        return online;
      },
      saving: () => false,
    };
    await open(undefined, { network });
    await bench.control('orders', { count: 1 });
    await app.start();
    const client = clientOf();
    const runs = async (): Promise<number> => (await client.call('runs.list', {})).rows.length;
    // It has decided once: the run of a start would stand in the list by now.
    await until(() => asked >= 1);
    app.engine.lookAtClock();
    const before = asked;
    await until(() => asked > before);
    expect(await runs()).toBe(0);
    online = true;
    app.engine.lookAtClock();
    await until(async () => (await runs()) > 0);
    expect(await runs()).toBe(1);
  });

  it('says why where no workspace is open', async () => {
    await open();
    await app.stop();
    const client = createClient({
      call: async ({ id }) => ({
        id,
        ok: false,
        error: {
          code: 'database-newer',
          message: 'This database was made by a newer Quayside.',
          outcome: 'not-done',
          details: {},
        },
      }),
      listen: () => () => undefined,
    });
    expect(await gatherSituation(client, { now: () => systemClock.now(), online: () => true })).toEqual({
      problem: 'This database was made by a newer Quayside.',
    });
  });
});

describe('a workspace in both hosts', () => {
  let desk: ConsoleBench;
  beforeEach(async () => {
    desk = await startConsoleBench();
  });
  afterEach(() => desk.close());

  const safe: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  > = {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'kwallet6',
    encryptStringAsync: async (text) => Buffer.from(text).map((byte) => byte ^ 0x5a) as Buffer,
    decryptStringAsync: async (bytes) => ({
      result: Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString(),
      shouldReEncrypt: false,
    }),
  };
  const vault = () => createVault({ safe, platform: 'linux', path: join(desk.data, 'secrets.json'), log: quiet });
  const secretOf = async (client: Client) =>
    (await client.call('connections.draft', { workspace: 'live' })).secrets.find(({ name }) => name === 'sps.clientSecret');

  it('asks for its secrets once in each: the desktop keeps them, the other does not see them', async () => {
    const first = await desk.start(undefined, { vault: vault() });
    await first.console.start();
    expect(
      await first.client.call('connections.setSecret', { workspace: 'live', name: 'sps.clientSecret', value: 'top-secret-7' }),
    ).toMatchObject({ configured: true, keptInMemoryOnly: false });
    await first.console.stop();
    const again = await desk.start(undefined, { vault: vault() });
    await again.console.start();
    expect(await secretOf(again.client)).toMatchObject({ configured: true, keptInMemoryOnly: false });
    await again.console.stop();
    const headless = await desk.start();
    await headless.console.start();
    expect(await secretOf(headless.client)).toMatchObject({ configured: false });
    expect(await readFile(join(desk.data, 'secrets.json'), 'utf8')).not.toContain('top-secret-7');
    expect(desk.log()).not.toContain('top-secret-7');
  });
  it('opens nothing before the secrets that were kept are there, whoever asks first', async () => {
    const asked = Promise.withResolvers<void>();
    const unlocked = Promise.withResolvers<void>();
    const kept = vault();
    // As a keyring that asks its person first.
    const slow = {
      ...kept,
      load: async (workspace: Parameters<typeof kept.load>[0]) => {
        asked.resolve();
        await unlocked.promise;
        return kept.load(workspace);
      },
    };
    const { client, console } = await desk.start(undefined, { vault: slow });
    let answered = false;
    const status = client.call('app.status', {}).then((value) => {
      answered = true;
      return value;
    });
    const starting = console.start();
    await asked.promise;
    expect([answered, console.current()]).toEqual([false, undefined]);
    unlocked.resolve();
    await starting;
    expect((await status).workspace.name).toBe('practice');
  });
  it('has no desktop where there is none', async () => {
    const { client, console } = await desk.start();
    await console.start();
    expect(await client.call('desktop.get', {})).toEqual({ available: false });
    await expect(client.call('desktop.set', {})).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
