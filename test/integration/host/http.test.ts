import { request } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#core/host/adapters/clock.ts';
import { systemRandom } from '#core/host/adapters/random.ts';
import { startHttpHost, type HttpHost } from '#core/host/http/server.ts';
import { createEventHub } from '#core/api/events.ts';

let host: HttpHost;
let root: string;
let pages: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'quayside-pages-'));
  pages = join(root, 'pages');
  await mkdir(join(pages, 'assets'), { recursive: true });
  await writeFile(
    join(pages, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
  );
  await writeFile(join(pages, 'assets', 'a.js'), 'export {}');
  await writeFile(join(root, 'quayside-outside.js'), 'secret');
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const app = {
    dispatch: async (envelope: unknown) => ({ id: '1', ok: true as const, value: envelope }),
    events: createEventHub(),
  };
  host = await startHttpHost({ app, pages, port: 0, clock: systemClock, random: systemRandom, log });
});
afterAll(async () => {
  await host.close();
  await rm(root, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request as raw as an attacker's: headers and path exactly as given. */
function ask(
  path: string,
  options: { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: host.port,
        path,
        method: options.method ?? 'GET',
        headers: { host: `127.0.0.1:${host.port}`, ...options.headers },
      },
      (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    sent.once('error', reject);
    sent.end(options.body);
  });
}
const json = { 'content-type': 'application/json' };
const call = (headers: Record<string, string>): Promise<Answer> =>
  ask('/api/call', { method: 'POST', headers: { ...json, ...headers }, body: '{"id":"1","method":"app.status","input":{}}' });

describe('the loopback host', () => {
  it('hands its token over once, for a good code', async () => {
    const code = new URL(host.url()).hash.slice('#code='.length);
    const exchange = (): Promise<Answer> =>
      ask('/api/session', { method: 'POST', headers: json, body: JSON.stringify({ code }) });
    const first = await exchange();
    expect(JSON.parse(first.body)).toEqual({ token: host.tokens.page });
    expect((await exchange()).status).toBe(401);
  });
  it('serves calls with the token only', async () => {
    expect((await call({ authorization: `Bearer ${host.tokens.page}` })).status).toBe(200);
    expect((await call({})).status).toBe(401);
    expect((await call({ authorization: 'Bearer guess' })).status).toBe(401);
    expect((await call({ authorization: `Bearer ${host.tokens.adminKey}` })).status).toBe(401);
  });
  it.each([
    ['a foreign Host', { host: 'evil.example' }, 421],
    ['its own name at another port', { host: '127.0.0.1:1' }, 421],
    ['a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form post', { 'content-type': 'text/plain' }, 415],
  ])('refuses %s', async (_name, headers, status) => {
    expect((await call({ authorization: `Bearer ${host.tokens.page}`, ...headers })).status).toBe(status);
  });
  it('refuses what is no POST, no JSON, or too large', async () => {
    const authorization = `Bearer ${host.tokens.page}`;
    expect((await ask('/api/call', { headers: { authorization } })).status).toBe(405);
    expect((await ask('/api/call', { method: 'POST', headers: { ...json, authorization }, body: '{' })).status).toBe(400);
    expect(
      (await ask('/api/call', { method: 'POST', headers: { ...json, authorization }, body: `"${'x'.repeat(1_100_000)}"` }))
        .status,
    ).toBe(413);
  });
  it('takes a body of the size of a file for the one call that carries a file', async () => {
    const headers = { ...json, authorization: `Bearer ${host.tokens.page}` };
    const body = (method: string): string => JSON.stringify({ id: '1', method, input: 'x'.repeat(2_000_000) });
    const post = async (path: string, method: string): Promise<number> =>
      (await ask(path, { method: 'POST', headers, body: body(method) })).status;
    expect(await post('/api/upload', 'mappings.previewImport')).toBe(200);
    expect(await post('/api/upload', 'orders.list')).toBe(413);
    expect(await post('/api/call', 'mappings.previewImport')).toBe(413);
  });
  it('serves the page with a fresh nonce and a strict policy', async () => {
    const [first, second] = [await ask('/'), await ask('/orders/12')];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(first.body).toContain(`nonce="${nonce}"`);
    expect(first.body).not.toContain('__CSP_NONCE__');
    expect(second.status).toBe(200);
    expect(second.headers['content-security-policy']).not.toBe(policy);
    expect(first.headers['access-control-allow-origin']).toBeUndefined();
  });
  it.each([
    '/assets/../../quayside-outside.js',
    '/assets/..%2f..%2fquayside-outside.js',
    '/%2e%2e/quayside-outside.js',
    '/assets\\..\\x.js',
    '/assets/%00.js',
    '/missing.js',
    '/api/x.js',
  ])('has nothing at %s', async (path) => {
    const answer = await ask(path);
    expect([404, 405]).toContain(answer.status);
    expect(answer.body).not.toContain('secret');
  });
  it('gives files their type and no sniffing', async () => {
    const answer = await ask('/assets/a.js');
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'x-content-type-options': 'nosniff' },
    });
  });
  it.each(['/%69ndex.html', '/assets/..%2findex.html', '/assets/%2e%2e%2findex.html', '/other.html', '/INDEX.html'])(
    'gives no HTML without its policy, however it is asked for: %s',
    async (path) => {
      await writeFile(join(pages, 'other.html'), '<p>other');
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain('__CSP_NONCE__');
    },
  );
  it.each(['http://127.0.0.1/', '//[', '*', 'garbage'])(
    'answers %s, which is no path, with 400 or 405 and stays well',
    async (path) => {
      expect([400, 405]).toContain((await ask(path)).status);
      expect((await ask('/')).status).toBe(200);
    },
  );
  it('tells the sender of a body far over the limit why, and serves the next request', async () => {
    const headers = { ...json, authorization: `Bearer ${host.tokens.page}` };
    const large = await ask('/api/call', { method: 'POST', headers, body: `"${'x'.repeat(12_000_000)}"` });
    // Read to its end, so the line stays good; where it is not read the line is closed, or the next request would wait for
    // the end of this one.
    expect([large.status, large.headers['connection']]).toEqual([413, 'keep-alive']);
    const refused = await ask('/api/call', { method: 'POST', headers: json, body: 'x'.repeat(900_000) });
    expect([refused.status, refused.headers['connection']]).toEqual([401, 'close']);
    expect((await ask('/')).status).toBe(200);
  });
  it('slows down who guesses tokens, and nobody else', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess += 1) statuses.push((await call({ authorization: `Bearer guess${guess}` })).status);
    expect(statuses.at(-1)).toBe(429);
    // A forgotten tab with an old token must not lock out the one that is in use, nor "open".
    expect((await call({ authorization: `Bearer ${host.tokens.page}` })).status).toBe(200);
    const code = new URL(host.url()).hash.slice('#code='.length);
    const exchange = (given: string): Promise<Answer> =>
      ask('/api/session', { method: 'POST', headers: json, body: JSON.stringify({ code: given }) });
    expect((await exchange(code)).status).toBe(200);
    const guesses: number[] = [];
    for (let guess = 0; guess < 12; guess += 1) guesses.push((await exchange(`guess${guess}`)).status);
    expect(guesses[0]).toBe(401);
    expect(guesses.at(-1)).toBe(429);
  });
  it('says of a taken port what it is', async () => {
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const app = { dispatch: async () => ({ id: '1', ok: true as const, value: null }), events: createEventHub() };
    const second = startHttpHost({ app, pages, port: host.port, clock: systemClock, random: systemRandom, log });
    await expect(second).rejects.toMatchObject({ code: 'configuration', message: expect.stringContaining('in use') as unknown });
  });
});
