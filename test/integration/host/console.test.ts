import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostSettings } from '#core/contract/hostSettings.ts';
import { dayIn } from '#core/domain/time.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { takeLock } from '#core/store/lock.ts';
import type { WorkspaceCard } from '#core/contract/views/workspaces.ts';
import { toAppError } from '#core/contract/errors.ts';
import { until } from '../support/until.ts';
import { startConsoleBench, type ConsoleBench } from './consoleBench.ts';

let bench: ConsoleBench;
beforeEach(async () => {
  bench = await startConsoleBench();
});
afterEach(() => bench.close());

async function putConnection(workspace: 'test' | 'live'): Promise<string> {
  const folder = join(bench.data, workspace);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'connection.json'), JSON.stringify(bench.connection));
  return folder;
}
const states = (cards: readonly WorkspaceCard[]): Record<string, string> =>
  Object.fromEntries(cards.map((card) => [card.id, card.state]));

describe('a console', () => {
  it('lists the workspaces, shows another one, and begins with that one the next time', async () => {
    await putConnection('test');
    const { console, client } = await bench.start();
    await console.start();
    const before = await client.call('workspaces.list', {});
    expect(before.current).toBe('practice');
    expect(states(before.workspaces)).toEqual({ practice: 'open', test: 'ready', live: 'empty' });
    const events: unknown[] = [];
    client.listen(0, ({ event }) => events.push(event));
    await client.call('workspaces.open', { workspace: 'test' });
    expect(events).toContainEqual({ topic: 'reset', workspace: true });
    expect((await client.call('app.status', {})).workspace).toMatchObject({ name: 'test', colour: 'test' });
    expect(console.current()?.where.name).toBe('test');
    // The former is closed in order: its lock is free, its world is gone.
    takeLock(join(bench.data, 'practice'), { host: 'h', pid: 1, user: 'u', since: 's' }).release();
    await console.stop();

    const again = await bench.start();
    expect(again.console.first.name).toBe('test');
    await again.console.start();
    expect((await again.client.call('app.status', {})).workspace.name).toBe('test');
  });

  it('forwards the events of the workspace that is open, and no others', async () => {
    await putConnection('test');
    const { console, client } = await bench.start();
    await console.start();
    await client.call('workspaces.open', { workspace: 'test' });
    const heard = Promise.withResolvers<unknown>();
    client.listen(0, ({ event }) => {
      if (event.topic === 'status') heard.resolve(event);
    });
    await client.call('schedule.set', { everyMinutes: 30 });
    await heard.promise;
  });

  it('keeps the one that is open where another cannot be opened, and says why', async () => {
    const folder = await putConnection('test');
    const { console, client } = await bench.start();
    await console.start();
    const lock = takeLock(folder, { host: 'desk-7', pid: 4711, user: 'ana', since: '2026-01-01T00:00:00.000Z' });
    expect(states((await client.call('workspaces.list', {})).workspaces)['test']).toBe('in-use');
    await expect(client.call('workspaces.open', { workspace: 'test' })).rejects.toMatchObject({
      code: 'folder-locked',
      message: expect.stringContaining('4711') as unknown,
    });
    await expect(client.call('workspaces.open', { workspace: 'live' })).rejects.toMatchObject({ code: 'configuration' });
    expect((await client.call('app.status', {})).workspace.name).toBe('practice');
    lock.release();
    await client.call('workspaces.open', { workspace: 'test' });
    expect((await client.call('app.status', {})).workspace.name).toBe('test');
  });

  it('leads to the others where its own cannot be opened', async () => {
    await putConnection('test');
    await writeFile(join(bench.data, 'test', 'connection.json'), '{"sps": {');
    const { console, client } = await bench.start({ workspace: 'test' });
    await expect(console.start()).rejects.toMatchObject({ code: 'configuration' });
    await expect(client.call('app.status', {})).rejects.toMatchObject({ code: 'configuration' });
    const list = await client.call('workspaces.list', {});
    expect(list.current).toBeUndefined();
    expect(list.workspaces.find((card) => card.id === 'test')).toMatchObject({
      state: 'broken',
      problem: { code: 'configuration', message: expect.stringContaining('connection.json') as unknown },
    });
    await client.call('workspaces.open', { workspace: 'practice' });
    expect((await client.call('app.status', {})).workspace.name).toBe('practice');
  });

  it('runs the workspace of a connection file beside the others', async () => {
    await writeFile(join(bench.data, 'c.json'), JSON.stringify(bench.connection));
    const { console, client } = await bench.start({ connection: 'c.json', data: 'elsewhere' });
    await console.start();
    const list = await client.call('workspaces.list', {});
    expect(list.current).toBe('connection');
    expect(states(list.workspaces)).toEqual({ practice: 'ready', test: 'empty', live: 'empty', connection: 'open' });
    expect(list.workspaces.at(-1)?.folder).toBe(join(bench.data, 'elsewhere'));
  });

  it('does nothing for a page that still shows the former workspace', async () => {
    await putConnection('test');
    const { console, client } = await bench.start();
    await console.start();
    // A client knows the workspace that it last asked about.
    await client.call('app.status', {});
    await console.dispatch({ id: '1', method: 'workspaces.open', input: { workspace: 'test' } });
    await expect(client.call('engine.pause', {})).rejects.toMatchObject({ code: 'conflict', outcome: 'not-done' });
    expect((await client.call('app.status', {})).schedule.paused).toBe(false);
    await client.call('engine.pause', {});
    expect((await client.call('app.status', {})).schedule.paused).toBe(true);
  });

  it('asks the practice world with its own secrets, whatever the environment holds for real accounts', async () => {
    bench.env['QUAYSIDE_SPS_CLIENT_SECRET'] = 'of-a-real-account';
    const { console, client } = await bench.start();
    await console.start();
    const run = await console.current()?.app.engine.runOnce('command');
    expect(run).toMatchObject({ outcome: 'good' });
    expect((await client.call('app.status', {})).sps.state).toBe('good');
  });

  it.each(['given', 'chosen'] as const)('lets the practice company keep the days of the zone that was %s', async (how) => {
    // One of the two has another day than UTC, whatever the hour.
    const zone = new Date().getUTCHours() < 11 ? 'Etc/GMT+12' : 'Pacific/Kiritimati';
    const day = () => dayIn(zone, systemClock.now());
    bench.env['QUAYSIDE_TIME_ZONE'] = how === 'given' ? zone : '';
    const { console, client } = await bench.start();
    await console.start();
    if (how === 'chosen') await client.call('settings.set', { timeZone: zone });
    const app = console.current()?.app;
    // Another zone lets the schedule begin anew, and its run may go on already.
    await until(async () => {
      try {
        return (await app?.engine.runOnce('command')) !== undefined;
      } catch (thrown) {
        if (toAppError(thrown).code !== 'engine-busy') throw thrown;
        return false;
      }
    });
    const before = day();
    const { rows } = await client.call('backoffice.orders', {});
    const posted = await client.call('backoffice.post', { what: 'confirm', orders: rows.map(({ number }) => number) });
    expect(posted.posted.length).toBeGreaterThan(0);
    const { rows: threads } = await client.call('orders.list', {});
    const postings = async () =>
      (await app?.store.postingsOfThreads({ threadIds: threads.map(({ threadId }) => threadId) })) ?? [];
    // The run that posting starts reads them.
    await until(async () => (await postings()).length > 0);
    for (const { posting } of await postings()) expect([before, day()]).toContain(posting.date);
    expect([before, day()]).not.toContain(dayIn('UTC', systemClock.now()));
  });

  it('says at once that nobody knows the zone that was given', async () => {
    bench.env['QUAYSIDE_TIME_ZONE'] = 'Chicago';
    await expect(bench.start()).rejects.toThrow(/^QUAYSIDE_TIME_ZONE is "Chicago", which is no time zone/);
  });

  it('writes what it remembers where others cannot read it', async () => {
    await putConnection('test');
    const { console, client } = await bench.start();
    await console.start();
    await client.call('workspaces.open', { workspace: 'test' });
    const path = join(bench.data, 'console.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(hostSettings.parse({ workspace: 'test' }));
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
  });
});
