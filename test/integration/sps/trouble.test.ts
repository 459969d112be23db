import { afterEach, describe, expect, it } from 'vitest';
import { mostBytes } from '#core/sps/wire.ts';
import { endless } from '../support/endless.ts';
import { failure, goodToken, scriptedSps, secret, type Reply, type Script, type ScriptedSps } from './support.ts';

let sps: ScriptedSps | undefined;
afterEach(async () => {
  await sps?.close();
  sps = undefined;
});

async function serving(script: Script, token: Script = goodToken): Promise<ScriptedSps> {
  sps = await scriptedSps(script, token);
  return sps;
}

const empty: Reply = { body: { results: [] } };
const list = (world: ScriptedSps) => world.client.list('out/', { recursive: false });

describe('the token', () => {
  it('is asked for once however many need it, and is not counted as a request', async () => {
    const world = await serving(() => empty);
    await Promise.all(Array.from({ length: 20 }, () => list(world)));
    expect(world.tokens).toHaveLength(1);
    expect(JSON.parse(world.tokens[0]?.body ?? '{}')).toEqual({
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: secret,
      audience: 'https://spscommerce.com',
    });
    expect(Object.fromEntries(world.counts)).toEqual({ 'GET listing': 20 });
  });

  it('is renewed before it ends, not after', async () => {
    const world = await serving(() => empty);
    await list(world);
    world.pass(3_500_000);
    await list(world);
    expect(world.tokens).toHaveLength(1);
    world.pass(50_000);
    await list(world);
    expect(world.tokens).toHaveLength(2);
  });

  it.each([401, 403])('that SPS takes no more (%i) is renewed once, and the request goes again', async (status) => {
    let refused = 0;
    const world = await serving(() => {
      refused += 1;
      return refused === 1 ? { status } : empty;
    });
    expect(await list(world)).toEqual([]);
    expect(world.tokens).toHaveLength(2);
    expect(world.asked[0]?.headers['authorization']).not.toBe(world.asked[1]?.headers['authorization']);
  });

  it('is renewed once for an upload that a 403 refused, and the same bytes go again', async () => {
    let first = '';
    const world = await serving(({ headers: { authorization = '' } }) => {
      if (first === '') first = authorization;
      return { status: authorization === first ? 403 : 201 };
    });
    await world.client.upload('in/a.xml', new TextEncoder().encode('<Invoice/>'));
    expect(world.asked.map(({ method, body }) => `${method} ${body}`)).toEqual(['POST <Invoice/>', 'POST <Invoice/>']);
  });

  it('is not blamed again and again where the app may not do something: one token in vain, then the sentence at once', async () => {
    const world = await serving(({ path }) => (path.includes('closed') ? { status: 403 } : empty));
    const closed = () => failure(world.client.list('closed/', { recursive: false }));
    for (let times = 0; times < 3; times += 1)
      expect(await closed()).toMatchObject({ code: 'sps-not-authorised', message: expect.stringMatching(/closed\//) as string });
    expect(await list(world)).toEqual([]);
    expect(world.tokens).toHaveLength(2);
    expect(world.asked.filter(({ path }) => path.includes('closed'))).toHaveLength(4);
    // Its life over, the next token may again be one that SPS takes no more.
    world.pass(3_600_000);
    await closed();
    expect(world.tokens).toHaveLength(4);
  });

  it('that is refused twice names the audience, and does not ask for ever', async () => {
    const world = await serving(() => ({ status: 401 }));
    expect(await failure(list(world))).toMatchObject({
      code: 'sps-token-refused',
      message: expect.stringMatching(/audience/) as string,
    });
    expect(world.asked).toHaveLength(2);
  });

  it('leaves an upload "not done" when it cannot be had', async () => {
    const world = await serving(
      () => empty,
      (_asked, response) => void response.destroy(),
    );
    expect((await failure(world.client.upload('in/a.xml', new Uint8Array([1])))).outcome).toBe('not-done');
  });

  it('leaves an upload "not done" when its answer is cut off', async () => {
    const world = await serving(
      () => empty,
      (_asked, response) => {
        response.writeHead(200, { 'content-length': '900' });
        response.write('{"access_token":');
        setTimeout(() => response.destroy(), 5);
        return undefined;
      },
    );
    const error = await failure(world.client.upload('in/a.xml', new Uint8Array([1])));
    expect(error).toMatchObject({ code: 'sps-incomplete', outcome: 'not-done' });
    expect(world.asked).toEqual([]);
  });
});

describe('an app that SPS has not set up', () => {
  it('is told from a folder that is only misspelt', async () => {
    const missing = { status: 404, body: { title: 'Not Found', detail: 'Path not found', status: 404 } };
    const bare = await serving(({ path }) => (path.includes('/out/') ? missing : empty));
    expect((await failure(list(bare))).code).toBe('sps-not-provisioned');
    await bare.close();
    const other = { body: { results: [{ path: '/testout/', type: 'directory' }] } };
    const misspelt = await serving(({ path }) => (path.includes('/out/') ? missing : other));
    expect(await failure(list(misspelt))).toMatchObject({
      code: 'sps-folder-missing',
      message: expect.stringMatching(/Look at the mailbox/) as string,
    });
  });
});

describe("the remote's own words", () => {
  it.each([
    ["SPS's own shape", { error: { error: 'bad_request', errorDescription: 'The cursor is too old' } }, 'The cursor is too old'],
    ['problem+json', { title: 'Bad Request', detail: 'limit must be positive' }, 'limit must be positive'],
    ['plain text', 'no such thing', 'no such thing'],
    ['a page of a gateway', '<html><h1>502</h1></html>', undefined],
    ['nothing', '', undefined],
  ])('%s', async (_name, body, said) => {
    const world = await serving(() => ({ status: 400, body }));
    const error = await failure(list(world));
    expect(error.code).toBe('sps-refused');
    expect(error.details['said']).toBe(said);
    expect(error.message).not.toMatch(/[<>]/);
  });

  it('come with the request id that support will ask for: theirs, else ours', async () => {
    const world = await serving(() => ({ status: 500 }));
    const id = (await failure(list(world))).details['requestId'];
    expect(id).toBe(world.asked[0]?.headers['x-request-id']);
    await world.close();
    const theirs = await serving(() => ({ status: 500, headers: { 'x-request-id': 'sps-7' } }));
    expect((await failure(list(theirs))).details['requestId']).toBe('sps-7');
  });
});

describe('throttling', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['an HTTP date', 'Mon, 02 Mar 2026 15:00:20 GMT', 20_000],
    ['no wait', '0', 1_000],
    ['nothing', '', 30_000],
    ['a number below zero', '-1', 30_000],
    ['words', 'soon 1', 30_000],
    ['more than any clock holds', '99999999999999', 3_600_000],
  ])('with Retry-After as %s says when work may go on', async (_name, value, pause) => {
    const world = await serving(() => ({ status: 429, headers: value === '' ? {} : { 'retry-after': value } }));
    expect(await failure(list(world))).toMatchObject({
      code: 'sps-throttled',
      retry: 'after',
      retryAfterMs: pause,
      outcome: 'not-done',
    });
  });
});

describe('answers that cannot be read', () => {
  it.each([
    ['a page with status 200', '<html>please sign in</html>'],
    ['half a JSON', '{"results": ['],
    ['another shape', '{"items": []}'],
    ['nothing', ''],
  ])('%s is no empty mailbox', async (_name, body) => {
    const world = await serving(() => ({ body }));
    expect((await failure(list(world))).code).toBe('sps-unreadable-answer');
  });

  it('a listing that is cut off is no short listing', async () => {
    const world = await serving((_asked, response) => {
      response.writeHead(200, { 'content-length': '9000', 'content-type': 'application/json' });
      response.write('{"results": []');
      setTimeout(() => response.destroy(), 5);
      return undefined;
    });
    expect((await failure(list(world))).code).toBe('sps-incomplete');
  });
});

describe('auth-check', () => {
  it('passes on any 2xx and names what is missing on 403', async () => {
    const good = await serving(() => ({ status: 204 }));
    await good.client.authCheck();
    expect(good.asked[0]?.path).toBe('/auth-check');
    await good.close();
    const bad = await serving(() => ({ status: 403, body: { error: { errorDescription: 'no mailbox' } } }));
    expect((await failure(bad.client.authCheck())).code).toBe('sps-not-authorised');
  });
});

describe('an answer without an end', () => {
  it('is read to a limit and named with it; the next request is answered', async () => {
    const wrong = endless(200, '{"results":[');
    let right = false;
    const world = await serving((asked, response) => (right ? empty : wrong.answer(asked, response)));
    const error = await failure(list(world));
    expect(error).toMatchObject({ code: 'sps-unreadable-answer', retry: 'later', outcome: 'not-done' });
    expect(error.message).toMatch(
      /^SPS \(127\.0\.0\.1:\d+\) answered with more than 20 MB \(GET listing\), .*Check the addresses/,
    );
    expect(wrong.sent()).toBeLessThan(mostBytes * 2);
    right = true;
    expect(await list(world)).toEqual([]);
  });

  it('that refuses still refuses, and an upload is not said to be unknown for it', async () => {
    const wrong = endless(400, '{"error":"no"');
    const world = await serving(wrong.answer);
    const error = await failure(world.client.upload('in/855.xml', new Uint8Array([1])));
    expect(error).toMatchObject({ code: 'sps-refused', outcome: 'not-done' });
    expect(wrong.sent()).toBeLessThan(mostBytes);
  });

  it('is no token', async () => {
    const world = await serving(() => empty, endless(200, '{"access_token":"').answer);
    const error = await failure(list(world));
    expect(error).toMatchObject({ code: 'sps-unreadable-answer', outcome: 'not-done' });
    expect(error.message).toContain('(POST token)');
  });
});
