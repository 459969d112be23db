import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import type { App } from '#core/host/app.types.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 57 });
});
afterEach(() => bench.close());

async function ready(fetch: Fetch): Promise<App> {
  const app = await bench.open({ ports: { fetch } });
  await importPracticeMaps(app.store);
  return app;
}

describe('a DELETE that is asked again in the same run', () => {
  it('takes nothing that was uploaded under the name meanwhile: that is a new file of the next run', async () => {
    let other: string | Uint8Array | undefined = await bench.sample();
    const fetch: Fetch = async (url, asked) => {
      const answer = await nodeFetch()(url, asked);
      if (asked.method !== 'DELETE' || other === undefined) return answer;
      await bench.drop('PO1.xml', other);
      other = undefined;
      throw Object.assign(new Error('the line broke'), { code: 'ECONNRESET' });
    };
    const app = await ready(fetch);
    await bench.drop('PO1.xml', await bench.sample());
    await app.engine.runOnce('command');
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
    await app.engine.runOnce('command');
    expect((await bench.state()).mailbox.out).toEqual([]);
    expect((await bench.state()).dynamics.orders).toHaveLength(2);
  });

  it('is done where the first one took the file', async () => {
    let armed = true;
    const fetch: Fetch = async (url, asked) => {
      const answer = await nodeFetch()(url, asked);
      if (asked.method !== 'DELETE' || !armed) return answer;
      armed = false;
      throw Object.assign(new Error('the line broke'), { code: 'ECONNRESET' });
    };
    const app = await ready(fetch);
    await bench.drop('PO1.xml', await bench.sample());
    expect((await app.engine.runOnce('command')).summary.files).toMatchObject({ stored: 1, deleted: 1 });
    expect(await app.store.unconfirmedFiles({})).toEqual([]);
  });
});
