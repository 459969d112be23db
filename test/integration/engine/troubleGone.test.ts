import { chown } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { Ports } from '#core/ports/ports.ts';
import { app, bench, open, ordersThere, reopen, run, settled, useDesk } from '../support/desk.ts';
import { clientOf } from '../support/outboundDesk.ts';

useDesk(103);

const status = () => clientOf(app).call('app.status', {});
const northwind = '7QAALLCONTOSOUS';

/** What every end of a bad day comes to: the orders in Dynamics, nothing at SPS, nobody needed. */
async function expectDone(orders = 1): Promise<void> {
  expect((await app.store.attentionList({ limit: 50 })).rows).toEqual([]);
  expect((await bench.state()).mailbox.out).toEqual([]);
  expect(await ordersThere()).toHaveLength(orders);
}

/** Everything that goes to one of the two is answered otherwise while it is set. */
function trouble(): {
  readonly ports: Partial<Ports>;
  set(to: RegExp | undefined, what?: () => Response): void;
  /** Time passes. */
  later(ms: number): void;
} {
  let passed = 0;
  let target: RegExp | undefined;
  let reply: () => Response = () => new Response('', { status: 500 });
  return {
    ports: {
      clock: { ...systemClock, now: () => new Date(Date.now() + passed).toISOString(), sleep: async () => undefined },
      fetch: (url, init) => {
        const hit = target !== undefined && target.test(url);
        return hit ? Promise.resolve(reply()) : fetch(url, init);
      },
    },
    later: (ms) => void (passed += ms),
    set(to, what) {
      target = to;
      if (what) reply = what;
    },
  };
}

const html = (): Response => new Response('<html><body><h1>502 Bad Gateway</h1></body></html>', { status: 502 });
const busy = (): Response => new Response('', { status: 429, headers: { 'retry-after': '1' } });
const broken = (): Response => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
};
const sps = /\/transactions\//;
const dynamics = /^[^?]*:\d+\/data\//;

describe('a service that does not answer as it should', () => {
  it.each([
    ['SPS', 'a failure of its own', sps, () => new Response('', { status: 500 }), 'failing', /problem of its own/],
    ['SPS', 'a gateway in between', sps, html, 'failing', /SPS/],
    ['SPS', 'too much to do', sps, busy, 'waiting', /slow down/],
    ['SPS', 'a connection that breaks', sps, broken, 'failing', /cannot be reached/],
    ['Dynamics', 'a failure of its own', dynamics, () => new Response('', { status: 500 }), 'failing', /Dynamics|500/],
    ['Dynamics', 'a gateway in between', dynamics, html, 'failing', /Dynamics|502/],
    ['Dynamics', 'too much to do', dynamics, busy, 'waiting', /wait|slow|busy/i],
    ['Dynamics', 'a connection that breaks', dynamics, broken, 'failing', /reached|broke/],
  ] as const)(
    '%s, %s: is shown with one incident, and the next run finishes',
    async (name, _what, target, reply, state, words) => {
      const happening = trouble();
      await open(settled, happening.ports);
      bench.world.place({ count: 6, family: 'bulk', partner: northwind, lines: 2 });
      happening.set(target, reply);
      const failed = await run();
      expect(failed).toMatchObject({ outcome: 'failed', message: expect.stringMatching(words) as string });
      await run();
      const remote = name === 'SPS' ? 'sps' : 'dynamics';
      expect((await status())[remote]).toMatchObject({ state, message: expect.stringMatching(words) as string });
      expect((await app.store.openIncidents({})).filter((incident) => incident.remote === remote)).toHaveLength(1);
      expect(await ordersThere()).toEqual([]);
      happening.set(undefined);
      // Orders that failed wait a while before they are tried again.
      happening.later(3_600_000);
      expect((await run()).outcome).toBe('good');
      expect((await status())[remote].state).toBe('good');
      expect(await app.store.openIncidents({})).toEqual([]);
      await expectDone(6);
    },
  );
});

describe('an account that is not right', () => {
  type Wrong = (connection: Connection) => Connection;
  const wrong: readonly (readonly [string, Wrong, object, object])[] = [
    ['a wrong SPS secret', (before) => ({ ...before, sps: { ...before.sps, clientSecret: 'wrong' } }), {}, {}],
    ['a wrong audience', (before) => ({ ...before, sps: { ...before.sps, audience: 'api://api.spscommerce.com/' } }), {}, {}],
    ['the wrong app kind', (before) => before, { sps: { wrongAppKind: true } }, { sps: { wrongAppKind: false } }],
    ['a missing folder', (before) => ({ ...before, sps: { ...before.sps, inbound: ['Out/'] } }), {}, {}],
    ['a wrong Dynamics secret', (before) => ({ ...before, dynamics: { ...before.dynamics, clientSecret: 'wrong' } }), {}, {}],
    ['an app without roles', (before) => before, { dynamics: { deny: '403' } }, { dynamics: { deny: '' } }],
  ];
  it.each(wrong)('%s: is shown, and the next run finishes once it is', async (_what, change, settings, cured) => {
    await open((before) => change(settled(before)));
    bench.world.place({ count: 2, family: 'bulk', partner: northwind, lines: 2 });
    await bench.control('settings', settings);
    const { outcome, message } = await run();
    expect(outcome).toBe('failed');
    const { sps: ofSps, dynamics: ofDynamics } = await status();
    expect([ofSps.message, ofDynamics.message]).toContain(message);
    expect(await app.store.openIncidents({})).toHaveLength(1);
    await app.stop();
    await bench.control('settings', cured);
    await reopen();
    for (let times = 0; times < 2; times += 1) await run();
    expect((await status()).sps.state).toBe('good');
    expect(await app.store.openIncidents({})).toEqual([]);
    await expectDone(2);
  });
});

describe('a data folder of another account', () => {
  it.skipIf(process.platform === 'win32')('is refused by name, and opens once it is ours', async () => {
    const { getuid } = process;
    if (getuid?.() !== 0) {
      // Every account finds one that is not its own.
      await expect(bench.open({ folder: '/usr' })).rejects.toMatchObject({ code: 'folder-of-another-account' });
      return;
    }
    await open();
    await app.stop();
    await chown(bench.folder, 12_345, 12_345);
    await expect(bench.open()).rejects.toMatchObject({
      code: 'folder-of-another-account',
      message: expect.stringContaining(bench.folder) as string,
    });
    await chown(bench.folder, 0, 0);
    await reopen();
    bench.world.place({ count: 1, family: 'bulk', partner: northwind, lines: 2 });
    await run();
    await expectDone();
  });
});
