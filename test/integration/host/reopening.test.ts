import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '#core/contract/errors.ts';
import type { App } from '#core/host/app.types.ts';
import { createSwitcher } from '#core/host/console/switcher.ts';
import type { Place } from '#core/store/networkPlace.ts';
import { startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const status = { id: '7', method: 'app.status', input: {} };

describe('a workspace that cannot be opened', () => {
  it('answers every call with why, and works by itself once the cause is gone', async () => {
    const holder = await bench.open();
    let now = 0;
    let tries = 0;
    const open = (): Promise<App> => {
      tries += 1;
      return bench.open();
    };
    const own = { has: () => false, dispatch: () => Promise.reject(new Error('not asked')) };
    const served = createSwitcher({ open, first: 'test', own, monotonic: () => now, sleep: () => Promise.resolve() });
    await expect(served.start()).rejects.toMatchObject({ code: 'folder-locked' });
    tries = 0;
    const topics: string[] = [];
    served.events.listen(0, ({ event }) => topics.push(event.topic));
    expect(await served.dispatch(status)).toMatchObject({ id: '7', ok: false, error: { code: 'folder-locked' } });
    // Not asked anew at every call: a page asks often.
    expect(tries).toBe(0);
    now = 3_000;
    expect(await served.dispatch(status)).toMatchObject({ ok: false, error: { code: 'folder-locked' } });
    expect(tries).toBe(1);
    await holder.stop();
    now = 6_000;
    expect(await served.dispatch(status)).toMatchObject({ id: '7', ok: true });
    expect(topics).toContain('reset');
    await served.stop();
  });

  /** What keeps it from being opened, and what takes that away. */
  const causes: readonly (readonly [
    string,
    ErrorCode,
    () => Promise<{ readonly open: () => Promise<App>; readonly mend: () => Promise<void> }>,
  ])[] = [
    [
      'a network share',
      'folder-on-network-share',
      async () => {
        let type = 'nfs4';
        const placeOf = (path: string): Place => ({
          platform: 'linux',
          realPath: path,
          fileSystemType: undefined,
          mounts: `40 27 0:44 / / rw - ${type} filer:/export rw`,
        });
        return { open: () => bench.open({ placeOf }), mend: async () => void (type = 'ext4') };
      },
    ],
    [
      'a disk that is full before anything could be made',
      'disk-full',
      async () => {
        let maxPages = 20;
        return { open: () => bench.open({ room: { maxPages } }), mend: async () => void (maxPages = 100_000) };
      },
    ],
    [
      'a folder that is none',
      'folder-not-writable',
      async () => {
        await writeFile(bench.folder, 'no folder');
        return { open: () => bench.open(), mend: () => rm(bench.folder) };
      },
    ],
  ];
  it.each(causes)('says so of %s, and works once that is gone', async (_what, code, make) => {
    const { open, mend } = await make();
    let now = 0;
    const own = { has: () => false, dispatch: () => Promise.reject(new Error('not asked')) };
    const served = createSwitcher({ open, first: 'test', own, monotonic: () => now, sleep: () => Promise.resolve() });
    await expect(served.start()).rejects.toMatchObject({ code });
    expect(await served.dispatch(status)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/\. .{10}/) as string },
    });
    await mend();
    now = 3_000;
    expect(await served.dispatch(status)).toMatchObject({ ok: true });
    await served.stop();
  });
});

it('is opened once where a page asks before the start has come to it', async () => {
  let opened = 0;
  const open = (): Promise<App> => {
    opened += 1;
    return bench.open();
  };
  const own = { has: () => false, dispatch: () => Promise.reject(new Error('not asked')) };
  const served = createSwitcher({ open, first: 'test', own, monotonic: () => 0, sleep: () => Promise.resolve() });
  const [answer] = await Promise.all([served.dispatch(status), served.start(), served.dispatch(status)]);
  expect(answer).toMatchObject({ ok: true });
  expect(opened).toBe(1);
  await served.stop();
});

it('leaves no wait behind when it stops, which would keep the process for seconds', async () => {
  const waits: AbortSignal[] = [];
  const sleep = (_milliseconds: number, signal: AbortSignal): Promise<void> => {
    waits.push(signal);
    return new Promise(() => undefined);
  };
  const own = { has: () => false, dispatch: () => Promise.reject(new Error('not asked')) };
  const served = createSwitcher({ open: () => bench.open(), first: 'test', own, monotonic: () => 0, sleep });
  await served.start();
  await served.stop();
  expect(waits.map((signal) => signal.aborted)).toEqual([true]);
});
