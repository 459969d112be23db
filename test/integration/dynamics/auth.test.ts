import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { createTokenSource } from '#core/dynamics/auth.ts';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import { errorOf, issueToken, json, world } from './support.ts';
import type { Answer, Handler, World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function start(...args: Parameters<typeof world>): Promise<World> {
  open = await world(...args);
  return open;
}
const empty: Handler = (asked) => (asked.path.startsWith('/data/') ? json(200, { value: [] }) : undefined);

/** Entra's refusal with one AADSTS code. */
const refuse = (code: number, status = 401): Answer =>
  json(status, {
    error: 'invalid_client',
    error_description: `AADSTS${code}: something. Trace ID: t`,
    error_codes: [code],
    correlation_id: 'c-1',
    trace_id: 't',
  });

describe('tokens', () => {
  test('asked for at the tenant through loginBase, for the environment, once for parallel calls', async () => {
    const { client, tokenRequests, base, asked, counts } = await start(empty);
    const lookup = { owner: { company: 'usmf', customer: 'US-014' }, reference: 'A', requisition: 'A' };
    await Promise.all([client.readLines('usmf', '1'), client.companies(), client.findOrders([lookup])]);
    expect(tokenRequests).toHaveLength(1);
    expect(tokenRequests[0]?.path).toBe('/11111111-2222-3333-4444-555555555555/oauth2/v2.0/token');
    const form = new URLSearchParams(tokenRequests[0]?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'secret-1',
    });
    expect(form.get('scope')?.split(' ')).toContain(`${base}/.default`);
    expect(new Set(asked.map((one) => one.headers.authorization)).size).toBe(1);
    expect([...counts.keys()].toSorted()).toEqual(['GET companies', 'GET lines', 'GET look-up', 'GET metadata']);
  });

  test('after a 401 one new token is got past the cache, shared by all, and the request goes again', async () => {
    let refused = '';
    const { client, tokenRequests, asked } = await start((one, response) =>
      one.headers.authorization === refused ? { status: 401, body: '' } : empty(one, response),
    );
    await client.readLines('usmf', '0');
    refused = asked.at(-1)?.headers.authorization ?? '';
    await Promise.all(['1', '2', '3', '4'].map((order) => client.readLines('usmf', order)));
    expect(tokenRequests).toHaveLength(2);
  });

  test('a late 401 for a token that was replaced meanwhile asks for no other', async () => {
    const { ports, tokenRequests } = await start(empty);
    const tokens = createTokenSource(ports);
    const first = await tokens.token();
    const second = await tokens.fresh(first);
    expect(await tokens.fresh(first)).toBe(second);
    expect(await tokens.token()).toBe(second);
    expect(tokenRequests).toHaveLength(2);
  });

  test('one waiter that gives up leaves the others their token', async () => {
    const { ports, tokenRequests } = await start(empty);
    const tokens = createTokenSource(ports);
    const stop = new AbortController();
    const leaving = errorOf(tokens.token(stop.signal));
    const staying = tokens.token();
    stop.abort();
    expect(await leaving).toMatchObject({ code: 'cancelled', outcome: 'not-done' });
    expect(await staying).toMatch(/^token-/);
    expect(tokenRequests).toHaveLength(1);
  });

  test('a tenant may be named by its domain', async () => {
    const { client, tokenRequests } = await start(empty, { tenantId: 'contoso.onmicrosoft.com' });
    await client.readLines('usmf', '1');
    expect(tokenRequests.map((one) => one.path)).toEqual(['/contoso.onmicrosoft.com/oauth2/v2.0/token']);
  });

  test('a 401 for a new token too means: not registered', async () => {
    const { client, tokenRequests, asked } = await start(() => ({ status: 401, body: '' }));
    const error = await errorOf(client.readLines('usmf', '1'));
    expect(error).toMatchObject({ code: 'dynamics-not-registered', outcome: 'not-done', retry: 'never' });
    expect(error.message).toContain('Microsoft Entra ID applications');
    expect(tokenRequests).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });
});

describe("Entra's refusals in plain words", () => {
  test.each([
    [7000215, /secret of app client-1: it is wrong\. Enter the secret's value/],
    [7000222, /secret of app client-1 has expired/],
    [700016, /App client-1 is not in tenant 11111111/],
    [90002, /There is no tenant 11111111/],
    [500011, /knows no Dynamics environment http/],
    [7000112, /is disabled/],
    [99999, /no token \(AADSTS99999\)/],
  ])('AADSTS%i', async (code, sentence) => {
    const { client } = await start(empty, { tokens: () => refuse(code, code === 90002 ? 400 : 401) });
    const error = await errorOf(client.readLines('usmf', '1'));
    expect(error).toMatchObject({
      code: 'dynamics-token-refused',
      outcome: 'not-done',
      retry: 'never',
      details: { aadsts: String(code) },
    });
    expect(error.message).toMatch(sentence);
    expect(JSON.stringify([error.message, error.details])).not.toContain('secret-1');
  });

  test('a secret that was put right is used at the next call', async () => {
    const { ports, tokenRequests } = await start(empty, {
      tokens: (asked, response) => (asked.body.includes('client_secret=right') ? issueToken(asked, response) : refuse(7000215)),
    });
    let secret = 'wrong';
    const client = createDynamicsClient({ ...ports, secret: () => Promise.resolve(secret) });
    expect((await errorOf(client.readLines('usmf', '1'))).code).toBe('dynamics-token-refused');
    secret = 'right';
    expect(await client.readLines('usmf', '1')).toEqual([]);
    expect(tokenRequests).toHaveLength(2);
  });

  test('without a secret nothing is asked', async () => {
    const { ports, tokenRequests } = await start(empty);
    const client = createDynamicsClient({ ...ports, secret: () => Promise.resolve(undefined) });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'secret-missing', outcome: 'not-done' });
    expect(tokenRequests).toEqual([]);
  });

  test('a tenant that MSAL cannot use is a matter of settings', async () => {
    const { client } = await start(empty, { tenantId: 'common' });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'configuration', outcome: 'not-done' });
  });
});

describe("Entra's bad days", () => {
  test('a 429 is waited for as long as it says, and MSAL asks nobody before', async () => {
    const { client, tokenRequests } = await start(empty, {
      tokens: () => json(429, { error: 'busy', error_description: 'slow down' }, { 'retry-after': '44' }),
    });
    const first = await errorOf(client.readLines('usmf', '1'));
    expect(first).toMatchObject({ code: 'dynamics-throttled', retry: 'after', retryAfterMs: 44_000, outcome: 'not-done' });
    const second = await errorOf(client.readLines('usmf', '1'));
    expect(second).toMatchObject({ code: 'dynamics-throttled', retry: 'after', retryAfterMs: 44_000 });
    expect(second.message).toContain('asked to wait');
    expect(tokenRequests).toHaveLength(1);
  });

  test.each([
    ['0', 429, 60_000],
    ['Sun, 01 Feb 2026 00:00:09 GMT', 429, 60_000],
    ['soon', 429, 60_000],
    ['44, please', 503, 44_000],
    ['1785000000', 429, 3_600_000],
  ])('a Retry-After of "%s" with %i is told for as long as MSAL waits by it', async (header, status, wait) => {
    const { client, tokenRequests } = await start(empty, {
      tokens: () => json(status, { error: 'busy', error_description: 'slow down' }, { 'retry-after': header }),
    });
    await errorOf(client.readLines('usmf', '1'));
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ retry: 'after', retryAfterMs: wait });
    expect(tokenRequests).toHaveLength(1);
  });

  test('a 500 in HTML locks MSAL for a minute', async () => {
    const { client } = await start(empty, {
      tokens: () => ({ status: 500, headers: { 'content-type': 'text/html' }, body: '<html>' }),
    });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({
      code: 'dynamics-server-error',
      retry: 'after',
      retryAfterMs: 60_000,
    });
  });

  test.each([
    ['a good answer without a token', 200, { token_type: 'Bearer' }],
    ['an empty token', 200, { token_type: 'Bearer', expires_in: 3599, access_token: '' }],
    ['a token in two lines', 200, { token_type: 'Bearer', expires_in: 3599, access_token: 'a\nb' }],
    ['a token with a letter of no header', 200, { token_type: 'Bearer', expires_in: 3599, access_token: 'schlüssel' }],
    ["a gateway's own JSON", 403, { message: 'forbidden' }],
  ])('%s leads to no request without a token', async (_name, status, body) => {
    const { client, asked } = await start(empty, { tokens: () => json(status, body) });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({
      code: 'dynamics-unreadable-answer',
      outcome: 'not-done',
      retry: 'later',
    });
    expect(asked).toEqual([]);
  });

  test("a gateway's 503 in JSON is Entra's outage, and nothing is asked without a token", async () => {
    const { client, asked } = await start(empty, { tokens: () => json(503, { message: 'busy' }) });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'dynamics-server-error', retry: 'after' });
    expect(asked).toEqual([]);
  });

  test('a broken connection is unreachable', async () => {
    const { client } = await start(empty, {
      tokens: (_asked, response) => {
        response.socket?.destroy();
        return undefined;
      },
    });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({
      code: 'dynamics-unreachable',
      outcome: 'not-done',
      retry: 'later',
    });
  });
});

test('a certificate signs the request, and its private key never leaves', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const thumbprint = createHash('sha256').update('certificate').digest('hex');
  const colons = thumbprint.toUpperCase().match(/../g)?.join(':') ?? '';
  const { client, tokenRequests } = await start(empty, { certificate: { thumbprintSha256: colons, privateKey: pem } });
  expect(await client.readLines('usmf', '1')).toEqual([]);
  const form = new URLSearchParams(tokenRequests[0]?.body);
  expect(form.has('client_secret')).toBe(false);
  const [head = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>;
  expect(Buffer.from(header['x5t#S256'] ?? '', 'base64url').toString('hex')).toBe(thumbprint);
  const padding = header['alg'] === 'PS256' ? { padding: 6, saltLength: 32 } : {};
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }));
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), { key, ...padding }, Buffer.from(signature, 'base64url'))).toBe(true);
});
