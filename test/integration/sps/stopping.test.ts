import { afterEach, describe, expect, it } from 'vitest';
import { failure, goodToken, scriptedSps, type Script, type ScriptedSps } from './support.ts';

let sps: ScriptedSps | undefined;
afterEach(async () => {
  await sps?.close();
  sps = undefined;
});

async function serving(script: Script, token: Script = goodToken): Promise<ScriptedSps> {
  sps = await scriptedSps(script, token);
  return sps;
}

describe('stopping', () => {
  it('ends a request that hangs, as cancelled and not as an outage', async () => {
    const abort = new AbortController();
    const world = await serving(() => {
      setImmediate(() => abort.abort());
      return undefined;
    });
    const work = world.client.list('out/', { recursive: false }, abort.signal);
    expect((await failure(work)).code).toBe('cancelled');
  });
});

describe('an upload that is stopped', () => {
  const file = new Uint8Array([1]);

  it('before it was sent is certainly not done, and is not counted', async () => {
    const world = await serving(() => ({ status: 201 }));
    await world.client.authCheck();
    const error = await failure(world.client.upload('in/a.xml', file, AbortSignal.abort()));
    expect(error).toMatchObject({ code: 'cancelled', outcome: 'not-done' });
    expect(world.asked).toHaveLength(1);
    expect(Object.fromEntries(world.counts)).toEqual({ 'GET auth-check': 1 });
  });

  it('while it waits for the token ends at once as not done; who waits beside it gets the token', async () => {
    const abort = new AbortController();
    let give = () => {};
    const world = await serving(
      () => ({ status: 201 }),
      (_asked, response) => {
        give = () => void response.end(JSON.stringify(goodToken().body));
        setImmediate(() => abort.abort());
        return undefined;
      },
    );
    const stopped = failure(world.client.upload('in/a.xml', file, abort.signal));
    const staying = world.client.upload('in/b.xml', file);
    expect(await stopped).toMatchObject({ code: 'cancelled', outcome: 'not-done' });
    give();
    await staying;
    expect(world.asked.map(({ path }) => path)).toEqual(['/transactions/v5/data/in/b.xml']);
    expect(world.tokens).toHaveLength(1);
  });

  it('while it is on its way is unknown', async () => {
    const abort = new AbortController();
    const world = await serving(() => void setImmediate(() => abort.abort()));
    const error = await failure(world.client.upload('in/a.xml', file, abort.signal));
    expect(error).toMatchObject({ code: 'cancelled', outcome: 'unknown' });
  });
});
