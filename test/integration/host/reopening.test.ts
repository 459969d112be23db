import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '#core/host/createApp.ts';
import { createSwitcher } from '#core/host/console/switcher.ts';
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
