import { afterEach, describe, expect, it } from 'vitest';
import { uploadOutcome } from '#core/engine/outbound/uploadOutcome.ts';
import { failure, scriptedSps, type Script, type ScriptedSps } from './support.ts';

let sps: ScriptedSps | undefined;
afterEach(async () => {
  await sps?.close();
  sps = undefined;
});

async function serving(script: Script, token: Script): Promise<ScriptedSps> {
  sps = await scriptedSps(script, token);
  return sps;
}

const list = (world: ScriptedSps) => world.client.list('out/', { recursive: false });

describe('instead of a token', () => {
  it.each([
    [
      'the wrong kind of app',
      403,
      { error: 'unauthorized_client', error_description: 'Grant type not allowed' },
      'sps-wrong-app-kind',
      /Machine-to-Machine/,
    ],
    [
      'an audience that the app has no grant for',
      403,
      {
        error: 'access_denied',
        error_description:
          'Client is not authorized to access "https://spscommerce.com". You need to create a "client-grant" associated to this API.',
      },
      'sps-wrong-audience',
      /other preset/,
    ],
    [
      'an audience that the app may not use',
      403,
      {
        error: 'unauthorized_client',
        error_description: 'Client is not authorized to access resource server "https://spscommerce.com".',
      },
      'sps-wrong-audience',
      /other preset/,
    ],
    [
      'a refused app that names no grant type',
      403,
      { error: 'unauthorized_client', error_description: 'Unauthorized' },
      'sps-token-refused',
      /client id and secret/,
    ],
    [
      'a wrong audience',
      403,
      { error: 'access_denied', error_description: 'Service not enabled within domain: x' },
      'sps-wrong-audience',
      /other preset/,
    ],
    [
      'a wrong secret',
      401,
      { error: 'access_denied', error_description: 'Unauthorized' },
      'sps-token-refused',
      /client id and secret/,
    ],
    ['a page instead of a token', 200, '<html>proxy</html>', 'sps-unreadable-answer', /token address/],
    ['null instead of a token', 200, 'null', 'sps-unreadable-answer', /token address/],
    ['a list instead of a token', 200, '[]', 'sps-unreadable-answer', /token address/],
    ['nothing instead of a token', 200, '', 'sps-unreadable-answer', /token address/],
    ['an empty token', 200, { access_token: '', expires_in: 3600 }, 'sps-unreadable-answer', /token address/],
    ['a token in two lines', 200, { access_token: 'a\nb', expires_in: 3600 }, 'sps-unreadable-answer', /token address/],
    ['too many requests', 429, { error: 'access_denied', error_description: 'Too many' }, 'sps-throttled', /slow down/],
    ['an outage', 503, '', 'sps-server-error', /problem of its own/],
    ['a redirect', 302, '', 'sps-unreadable-answer', /^127\.0\.0\.1:\d+ answers .*redirect \(302\).*Check the token address/],
  ] as const)('%s has a sentence of its own', async (_name, status, body, code, words) => {
    const world = await serving(
      () => ({ body: { results: [] } }),
      () => ({ status, body }),
    );
    const error = await failure(list(world));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(words);
    expect(error.outcome).toBe('not-done');
  });

  it.each([
    [
      'an address without a token service',
      404,
      '<html>not found</html>',
      'sps-unreadable-answer',
      /\(404\).*Check the token address/,
    ],
    ['an address that takes no POST', 405, '', 'sps-unreadable-answer', /\(405\).*Check the token address/],
    [
      'a request that it does not take',
      400,
      { error: 'invalid_request' },
      'sps-token-refused',
      /\(400\).*It says: invalid_request/,
    ],
    ['a request that is too large', 413, '', 'sps-token-refused', /\(413\)/],
  ] as const)(
    '%s says nothing about a folder, and nothing about what was to be sent',
    async (_name, status, body, code, words) => {
      const world = await serving(
        () => ({ status: 201 }),
        () => ({ status, body }),
      );
      for (const asked of [list(world), world.client.upload('in/a.xml', new Uint8Array([1]))]) {
        const error = await failure(asked);
        expect(error).toMatchObject({ code, message: expect.stringMatching(words) as unknown });
        expect(uploadOutcome(error)).toBe('retry');
      }
      expect(world.asked).toEqual([]);
    },
  );

  it.each(['null', '', '{"access_token":""}'])(
    '"%s" leaves an upload not done, and nothing is asked without a token',
    async (body) => {
      const world = await serving(
        () => ({ status: 201 }),
        () => ({ body }),
      );
      const error = await failure(world.client.upload('in/a.xml', new Uint8Array([1])));
      expect(error).toMatchObject({ code: 'sps-unreadable-answer', outcome: 'not-done', retry: 'later' });
      expect(world.asked).toEqual([]);
    },
  );
});
