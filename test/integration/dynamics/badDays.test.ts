import { createServer } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import { mostBytes, mostOfRefusal } from '#core/dynamics/wire.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { errorOf, json, plan, world } from './support.ts';
import { endless, type Endless } from '../support/endless.ts';
import type { Answer, World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  vi.restoreAllMocks();
  await open?.close();
  open = undefined;
});
async function start(...args: Parameters<typeof world>): Promise<World> {
  open = await world(...args);
  return open;
}
const isData = (url: unknown): boolean => typeof url === 'string' && url.includes('/data/');
const ok = json(201, { SalesOrderNumber: '001234' });
const html: Answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };

describe('what happened to a write', () => {
  test.each([
    ['500', { status: 500, body: '{"error":{"message":"An error has occurred."}}' }, 'unknown', 'dynamics-server-error'],
    ['503', { status: 503, body: '' }, 'unknown', 'dynamics-server-error'],
    ['408', { status: 408, body: '' }, 'unknown', 'dynamics-server-error'],
    ['502 in HTML', html, 'unknown', 'dynamics-server-error'],
    ['a redirect', { status: 302, headers: { location: 'https://login.example/' } }, 'unknown', 'dynamics-server-error'],
    ['403', json(403, ''), 'not-done', 'dynamics-not-authorised'],
    ['404', json(404, ''), 'not-done', 'dynamics-not-found'],
  ] as const)('%s', async (_name, answer, outcome, code) => {
    const { client } = await start((asked) => (asked.method === 'POST' ? answer : undefined));
    expect(await errorOf(client.createHeader(plan(), 'r-1'))).toMatchObject({ code, outcome, details: { requestId: 'r-1' } });
  });

  test('a gateway is named as one', async () => {
    const { client } = await start((asked) => (asked.method === 'POST' ? html : undefined));
    expect((await errorOf(client.createHeader(plan(), 'r'))).message).toMatch(/^A gateway in front of 127\.0\.0\.1/);
  });

  test('a connection reset after the request arrived is unknown', async () => {
    const { client } = await start((asked, response) => {
      if (asked.method === 'POST') response.socket?.destroy();
      return undefined;
    });
    expect(await errorOf(client.createHeader(plan(), 'r'))).toMatchObject({
      code: 'dynamics-unreachable',
      outcome: 'unknown',
      retry: 'later',
    });
  });

  test('an answer that breaks off is unknown', async () => {
    const { client } = await start((asked, response) => {
      if (asked.method === 'POST') {
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"SalesOrderNumber":"00');
        response.socket?.end();
      }
      return undefined;
    });
    expect(await errorOf(client.createHeader(plan(), 'r'))).toMatchObject({ outcome: 'unknown' });
  });

  test('a read that breaks off was not done, of course', async () => {
    const { client } = await start((asked, response) => {
      if (asked.path === '/data/SalesOrderLines') response.socket?.destroy();
      return undefined;
    });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'dynamics-unreachable', outcome: 'not-done' });
  });

  test('given up while the answer is awaited: unknown; before it was sent: not done', async () => {
    const stop = new AbortController();
    const { client } = await start((asked) => {
      if (asked.method === 'POST') stop.abort();
      return undefined;
    });
    expect(await errorOf(client.createHeader(plan(), 'r', stop.signal))).toMatchObject({ code: 'cancelled', outcome: 'unknown' });
    expect(await errorOf(client.createHeader(plan(), 'r', stop.signal))).toMatchObject({
      code: 'cancelled',
      outcome: 'not-done',
    });
  });

  test('a refused connection and an unknown host were not sent', async () => {
    const { ports } = await start(() => undefined);
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const address = probe.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => probe.close(resolve));
    const closed = createDynamicsClient({
      ...ports,
      connection: { ...ports.connection, environmentUrl: `http://127.0.0.1:${port}` },
    });
    const error = await errorOf(closed.createHeader(plan(), 'r'));
    expect(error).toMatchObject({ code: 'dynamics-unreachable', outcome: 'not-done' });
    expect(error.message).toContain('ECONNREFUSED');
  });

  test.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'not-done'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'not-done'],
    ['net::ERR_CONNECTION_RESET', 'unknown'],
  ])("the desktop's %s after metadata was read: %s", async (message, outcome) => {
    const { ports } = await start(() => undefined);
    const fetch: Fetch = (url, init) =>
      init.method === 'POST' && isData(url) ? Promise.reject(new Error(message)) : ports.fetch(url, init);
    expect(await errorOf(createDynamicsClient({ ...ports, fetch }).createHeader(plan(), 'r'))).toMatchObject({ outcome });
  });

  test('an answer that never comes ends with the time limit as unknown', async () => {
    const { ports } = await start(() => undefined);
    const limits: number[] = [];
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      limits.push(milliseconds);
      return new AbortController().signal;
    });
    const { setTimeout: later } = globalThis;
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((work, milliseconds = 0) => {
      if (milliseconds >= 30_000) limits.push(milliseconds);
      return later(work, limits.length === 3 ? 0 : milliseconds);
    });
    const fetch: Fetch = (url, init) =>
      init.method === 'POST' && isData(url)
        ? new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
        : ports.fetch(url, init);
    const error = await errorOf(createDynamicsClient({ ...ports, fetch }).createHeader(plan(), 'r'));
    expect(error).toMatchObject({
      code: 'dynamics-unreachable',
      outcome: 'unknown',
      message: expect.stringContaining('did not answer in time') as string,
    });
    expect(limits).toEqual([30_000, 150_000, 60_000]);
  });
});

describe('429', () => {
  test('one pause for all calls, as long as was asked, then the work goes on', async () => {
    let refusals = 1;
    let at: number[] = [];
    const { client, clock, counts } = await start((asked) => {
      if (asked.path !== '/data/SalesOrderLines') return undefined;
      at = [...at, clock.monotonic()];
      refusals -= 1;
      return refusals >= 0 ? json(429, '{"error":{}}', { 'retry-after': '17' }) : json(200, { value: [] });
    });
    await client.readLines('usmf', '1');
    await Promise.all(['2', '3', '4', '5', '6', '7'].map((order) => client.readLines('usmf', order)));
    expect(clock.sleeps).toEqual([17_000]);
    expect(at.slice(1).every((time) => time >= 17_000)).toBe(true);
    expect(counts.get('GET lines')).toBe(8);
  });

  test('thirty seconds where no time is named; a call gives up after three and says when to come back', async () => {
    const { client, clock } = await start((asked) => (asked.method === 'POST' ? json(429, '{}') : undefined));
    const error = await errorOf(client.createHeader(plan(), 'r'));
    expect(error).toMatchObject({ code: 'dynamics-throttled', outcome: 'not-done', retry: 'after', retryAfterMs: 30_000 });
    expect(clock.sleeps).toEqual([30_000, 30_000]);
  });

  test('nobody waits for an hour: the call ends and later calls send nothing', async () => {
    const { client, clock, asked } = await start((one) =>
      one.path === '/data/SalesOrderLines' ? json(429, '{}', { 'retry-after': '3600' }) : undefined,
    );
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'dynamics-throttled', retryAfterMs: 3_600_000 });
    const before = asked.length;
    expect(await errorOf(client.readLines('usmf', '2'))).toMatchObject({ code: 'dynamics-throttled', retry: 'after' });
    expect(asked.length).toBe(before);
    expect(clock.sleeps).toEqual([]);
  });

  test.each([
    ['0', 1_000],
    ['-1', 30_000],
    ['soon 1', 30_000],
    ['1785000000', 3_600_000],
    ['99999999999999', 3_600_000],
  ])('a Retry-After of "%s" neither hammers nor stops the work for years', async (header, wait) => {
    const { client } = await start((asked) =>
      asked.path === '/data/SalesOrderLines' ? json(429, '{}', { 'retry-after': header }) : undefined,
    );
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'dynamics-throttled', retryAfterMs: wait });
  });

  test('a pause as an HTTP date', async () => {
    let refused = false;
    const { client, clock } = await start((asked) => {
      if (asked.path !== '/data/SalesOrderLines') return undefined;
      if (refused) return json(200, { value: [] });
      refused = true;
      return json(429, '{}', { 'retry-after': new Date(Date.UTC(2026, 1, 1, 0, 0, 9)).toUTCString() });
    });
    await client.readLines('usmf', '1');
    expect(clock.sleeps).toEqual([9000]);
  });
});

describe('concurrency', () => {
  test('never more than four requests at a time', async () => {
    let now = 0;
    let most = 0;
    const { client } = await start((asked, response) => {
      if (asked.path !== '/data/SalesOrderLines') return undefined;
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}');
      });
      return undefined;
    });
    await Promise.all(Array.from({ length: 20 }, (_, order) => client.readLines('usmf', String(order))));
    expect(most).toBeLessThanOrEqual(4);
    expect(most).toBeGreaterThan(1);
  });
});

test('a certificate error counts as never sent, a success keeps its status out of any log', async () => {
  const { ports, warnings } = await start((asked) => (asked.method === 'POST' ? ok : undefined));
  const refusing: Fetch = (url, init) => {
    if (init.method !== 'POST' || !isData(url)) return ports.fetch(url, init);
    const cause = Object.assign(new Error('self-signed certificate'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
    return Promise.reject(new TypeError('fetch failed', { cause }));
  };
  expect(await errorOf(createDynamicsClient({ ...ports, fetch: refusing }).createHeader(plan(), 'r'))).toMatchObject({
    outcome: 'not-done',
    details: { reason: 'SELF_SIGNED_CERT_IN_CHAIN' },
  });
  expect(warnings).toEqual([]);
});

describe('an answer without an end', () => {
  const goingOn = (status: number): Endless => endless(status, '{"value":[', 4_000_000);

  test('is read to a limit and named with it; after a write nobody knows', async () => {
    const wrong = goingOn(200);
    const { client } = await start((asked, response) => (isData(asked.url) ? wrong.answer(asked, response) : undefined));
    const read = await errorOf(client.readLines('usmf', '1'));
    expect(read).toMatchObject({ code: 'dynamics-unreadable-answer', retry: 'later', outcome: 'not-done' });
    expect(read.message).toMatch(/^127\.0\.0\.1:\d+ answered with more than 150 MB, .*Check the environment's URL/);
    expect(wrong.sent()).toBeLessThan(mostBytes * 1.5);
    const write = await errorOf(client.createHeader(plan(), 'r-1'));
    expect(write).toMatchObject({ code: 'dynamics-unreadable-answer', outcome: 'unknown', details: { requestId: 'r-1' } });
  });

  test('that refuses a write still refuses it', async () => {
    const wrong = goingOn(400);
    const { client } = await start((asked, response) => (asked.method === 'POST' ? wrong.answer(asked, response) : undefined));
    expect(await client.createHeader(plan(), 'r-1')).toMatchObject({ result: 'refused' });
    expect(wrong.sent()).toBeLessThan(mostOfRefusal * 20);
  });

  test('is no token: whoever sent it is to blame, not the client id', async () => {
    const wrong = goingOn(200);
    const { client } = await start(() => json(200, { value: [] }), { tokens: wrong.answer });
    const error = await errorOf(client.readLines('usmf', '1'));
    expect(error).toMatchObject({ code: 'dynamics-unreadable-answer', outcome: 'not-done', retry: 'later' });
    expect(error.message).toContain('login.microsoftonline.com');
    expect(error.details['said']).toContain('more than 1 MB');
    expect(wrong.sent()).toBeLessThan(mostBytes);
  });
});
