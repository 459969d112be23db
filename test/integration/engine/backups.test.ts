import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BackupSettings, BackupState } from '#core/contract/views/records.ts';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { createBackups, type Backups } from '#core/engine/backups/backups.ts';
import type { App } from '#core/host/app.types.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import { hostPorts } from '#core/host/ports.ts';
import { createBackupPlace } from '#core/host/records/backupPlace.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

const hour = 3_600_000;

let bench: Bench;
let clock: FakeClock;
let app: App;
let client: Client;
let target: string;
beforeEach(async () => {
  bench = await startBench({ seed: 91 });
  clock = new FakeClock('2026-03-02T15:05:00.000Z');
  app = await bench.open({ ports: { clock } });
  client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  target = join(bench.folder, '..', 'copies');
  await app.engine.pause();
});
afterEach(() => bench.close());

const state = (): Promise<BackupState> => client.call('backup.state', {});
const set = (change: Partial<BackupSettings>) =>
  client.call('backup.set', { automatic: true, folder: target, keep: 2, at: '10:00', warnAfterDays: 3, ...change });
const copies = (): readonly string[] => (existsSync(target) ? readdirSync(target).toSorted() : []);

/** So many hours pass, minute by minute, and what is due in them comes to its end. */
async function pass(hours: number): Promise<void> {
  for (let count = 0; count < hours; count += 1) {
    await clock.advance(hour);
    await until(async () => (await state()).running === undefined);
  }
}

describe('a backup by a person', () => {
  it('is made, checked, and remembered with who made it', async () => {
    expect(await state()).toMatchObject({ late: true });
    await client.call('backup.now', { folder: target });
    await until(async () => (await state()).last !== undefined);
    const { last, late } = await state();
    expect(last).toMatchObject({ there: true, at: '2026-03-02T15:05:00.000Z' });
    expect(late).toBe(false);
    expect(copies()).toEqual(['quayside-20260302T150500Z']);
    expect(last?.bytes).toBeGreaterThan(0);
    await clock.advance(8 * 24 * hour);
    expect((await state()).late).toBe(true);
  });

  it('says where it will not go', async () => {
    await expect(client.call('backup.now', {})).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(client.call('backup.now', { folder: 'here' })).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(client.call('backup.now', { folder: join(bench.folder, 'inside') })).rejects.toMatchObject({
      message: expect.stringContaining('data folder itself') as unknown,
    });
    await expect(set({ folder: '' })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('that fails says why, is an incident, and stops being one when the next is good', async () => {
    writeFileSync(join(bench.folder, '..', 'a-file'), '');
    await client.call('backup.now', { folder: join(bench.folder, '..', 'a-file', 'below') });
    await until(async () => (await state()).failure !== undefined);
    const open = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows;
    expect(open.map((row) => row.title)).toContain('No backup could be made');
    await client.call('backup.now', { folder: target });
    await until(async () => (await state()).last !== undefined && (await state()).running === undefined);
    expect((await state()).failure).toBeUndefined();
    expect((await app.store.attentionList({ kind: 'incident', limit: 10 })).rows).toEqual([]);
  });
});

describe('automatic backups', () => {
  beforeEach(() => app.start());

  it('begin at once, are made once a day at their time, keep so many, and leave those of people alone', async () => {
    await set({});
    await until(async () => copies().length === 1 && (await state()).running === undefined);
    // 09:05 in Chicago: today's time is still to come.
    expect((await state()).nextAt).toBe('2026-03-02T16:00:00.000Z');
    await clock.advance(60_000);
    await client.call('backup.now', { folder: target });
    await until(async () => copies().length === 2 && (await state()).running === undefined);
    await pass(1);
    expect(copies()).toHaveLength(3);
    await pass(72);
    const made = copies().filter((name) => readFileSync(join(target, name, 'backup.json'), 'utf8').includes('automatic'));
    expect(made).toEqual(copies().slice(-2));
    expect(copies()).toHaveLength(3);
    expect((await state()).last).toMatchObject({ by: 'Quayside', there: true });
  });

  it('that were missed while the machine slept are made at once, one of them', async () => {
    await set({ keep: 9 });
    await until(async () => copies().length === 1 && (await state()).running === undefined);
    clock.jump(3 * 24 * hour);
    await clock.advance(2 * 60_000);
    await until(async () => copies().length === 2 && (await state()).running === undefined);
    await clock.advance(30 * 60_000);
    expect(copies()).toHaveLength(2);
  });

  it('go on where one was made while the clock stood years ahead, and the new one is not taken for the oldest', async () => {
    clock.jump(4 * 365 * 24 * hour);
    await set({ keep: 1 });
    await until(async () => copies().length === 1 && (await state()).running === undefined);
    const [ahead] = copies();
    clock.jump(-4 * 365 * 24 * hour);
    expect((await state()).late).toBe(true);
    await clock.advance(2 * 60_000);
    await until(async () => (await state()).last?.at.startsWith('2026-') === true && (await state()).running === undefined);
    expect(copies()).toHaveLength(1);
    expect(copies()).not.toContain(ahead);
    expect(await state()).toMatchObject({ late: false, last: { there: true } });
  });

  it('are not made once somebody turned them off while they waited for a run', async () => {
    const secrets = createSecrets({ env: {}, file: {}, connection: bench.connection, now: () => clock.now() });
    let goesOn = true;
    const waits = createBackups({
      store: app.store,
      ports: { ...hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }), clock },
      publish: () => undefined,
      place: createBackupPlace(bench.folder, app.opened),
      isRunning: () => goesOn,
    });
    const settings = { automatic: true, folder: target, keep: 2, at: '10:00', warnAfterDays: 3 };
    await waits.set(settings);
    waits.start();
    try {
      await until(async () => (await waits.state()).running?.step === 'waiting');
      await waits.set({ ...settings, automatic: false });
      goesOn = false;
      await clock.advance(5_000);
      expect(copies()).toEqual([]);
      expect((await waits.state()).running).toBeUndefined();
    } finally {
      await waits.stop();
    }
  });

  it('are made although the old ones cannot be removed, and say just that', async () => {
    const place = createBackupPlace(bench.folder, app.opened);
    const secrets = createSecrets({ env: {}, file: {}, connection: bench.connection, now: () => clock.now() });
    const stuck = createBackups({
      store: app.store,
      ports: { ...hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }), clock },
      publish: () => undefined,
      place: { ...place, prune: () => Promise.reject(new Error('EPERM: operation not permitted')) },
      isRunning: () => false,
    });
    stuck.start();
    try {
      await stuck.set({ automatic: true, folder: target, keep: 2, at: '10:00', warnAfterDays: 3 });
      await until(async () => copies().length === 1 && (await stuck.state()).running === undefined);
      expect((await stuck.state()).failure).toBeUndefined();
      const open = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows.map(({ title }) => title);
      expect(open).toEqual(['Old backups could not be removed']);
    } finally {
      await stuck.stop();
    }
  });

  it('try again an hour after one that failed', async () => {
    writeFileSync(join(bench.folder, '..', 'a-file'), '');
    await set({ folder: join(bench.folder, '..', 'a-file', 'below') });
    await pass(1);
    await until(async () => (await state()).failure !== undefined);
    const failed = (await state()).failure?.at ?? '';
    expect((await state()).nextAt).toBe(new Date(Date.parse(failed) + hour).toISOString());
  });
});

it('a copy whose disk went away is no last good backup', async () => {
  await client.call('backup.now', { folder: target });
  await until(async () => (await state()).last !== undefined);
  rmSync(target, { recursive: true });
  expect(await state()).toMatchObject({ late: true, last: { there: false } });
});

it('a copy that was cut, or of which a file is missing, is no last good backup', async () => {
  await client.call('backup.now', { folder: target });
  await until(async () => (await state()).last !== undefined);
  expect(await state()).toMatchObject({ late: false, last: { there: true } });
  const payloads = join((await state()).last?.folder ?? '', 'payloads.db');
  truncateSync(payloads, 4096);
  expect(await state()).toMatchObject({ late: true, last: { there: false } });
  rmSync(payloads);
  expect(await state()).toMatchObject({ late: true, last: { there: false } });
});

describe('a folder whose disk is not mounted any more', () => {
  let disk: string | undefined;
  let backups: Backups;
  beforeEach(() => {
    disk = '/mnt/backup';
    const secrets = createSecrets({ env: {}, file: {}, connection: bench.connection, now: () => clock.now() });
    backups = createBackups({
      store: app.store,
      ports: { ...hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }), clock },
      publish: () => undefined,
      place: { ...createBackupPlace(bench.folder, app.opened), diskOf: () => Promise.resolve(disk) },
      isRunning: () => false,
    });
  });
  afterEach(() => backups.stop());

  const settings = (change: Partial<BackupSettings> = {}): BackupSettings => ({
    automatic: false,
    folder: target,
    keep: 2,
    at: '10:00',
    warnAfterDays: 3,
    ...change,
  });

  async function made(folder?: string): Promise<BackupState> {
    // A copy is called by its second.
    await clock.advance(1_000);
    await backups.now(folder);
    await until(async () => (await backups.state()).running === undefined);
    return backups.state();
  }

  it('gets none, says so until it is there again, and saving other settings accepts nothing', async () => {
    await backups.set(settings());
    expect(await made()).not.toHaveProperty('failure');
    disk = '/';
    await backups.set(settings({ keep: 5 }));
    expect((await backups.state()).moved).toEqual({ was: '/mnt/backup', is: '/' });
    expect((await made()).failure?.message).toContain('lay on the disk at /mnt/backup; now it lies on the one at /');
    expect(copies()).toHaveLength(1);
    const open = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows.map(({ title }) => title);
    expect(open).toEqual(['No backup could be made']);
    disk = '/mnt/backup';
    const after = await made();
    expect([after.moved, after.failure]).toEqual([undefined, undefined]);
    expect(copies()).toHaveLength(2);
  });

  it('is used where it lies once a person says so, and asked about again when it is another', async () => {
    await backups.set(settings());
    disk = '/';
    expect((await backups.acceptDisk()).moved).toBeUndefined();
    expect((await made()).failure).toBeUndefined();
    // A disk that comes to be mounted there is no loss, and is known from its first copy on.
    disk = '/mnt/backup';
    expect((await made()).failure).toBeUndefined();
    disk = '/';
    expect((await made()).failure).toBeDefined();
    expect(copies()).toHaveLength(2);
    // Another folder is another question.
    await backups.set(settings({ folder: join(target, 'other') }));
    expect((await made()).failure).toBeUndefined();
  });

  it('asks for nothing more once that word is given: its failure and incident end, those of another cause stay', async () => {
    const open = async () => (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows.map(({ title }) => title);
    await backups.set(settings());
    disk = '/';
    expect((await made()).failure).toBeDefined();
    expect(await open()).toEqual(['No backup could be made']);
    // Daily ones are off: nobody tries again.
    const [incident] = (await app.store.attentionList({ kind: 'incident', limit: 1 })).rows;
    expect(incident?.nextStep).toMatch(/Then make one by hand: none is made by itself\.$/);
    expect((await backups.acceptDisk()).failure).toBeUndefined();
    expect(await open()).toEqual([]);
    disk = '/mnt/backup';
    await backups.acceptDisk();
    const file = join(target, '..', 'no-folder');
    writeFileSync(file, '');
    expect((await made(file)).failure).toBeDefined();
    disk = '/';
    expect((await backups.acceptDisk()).failure).toBeDefined();
    expect(await open()).toEqual(['No backup could be made']);
  });

  it('was chosen before disks were remembered: it is from its next copy on; one to another folder says nothing of it', async () => {
    await app.store.setMeta({ key: 'backup.settings', value: JSON.stringify(settings()) });
    await made();
    disk = '/mnt/other';
    expect((await backups.state()).moved).toEqual({ was: '/mnt/backup', is: '/mnt/other' });
    expect((await made(join(target, '..', 'elsewhere'))).failure).toBeUndefined();
    expect((await backups.state()).moved).toEqual({ was: '/mnt/backup', is: '/mnt/other' });
    disk = undefined;
    expect((await made()).failure).toBeUndefined();
  });
});
