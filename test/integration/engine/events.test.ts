import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import { createClient } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { amqpPeer, type AmqpPeer } from '../dynamics/amqpPeer.ts';
import { startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let peer: AmqpPeer;
let app: App;
const openApp = (): Promise<App> =>
  bench.open({
    connection: (connection) => ({
      ...connection,
      dynamics: {
        ...connection.dynamics,
        events: { kind: 'service-bus', queue: 'quayside', connectionString: peer.connectionString },
      },
    }),
  });
beforeEach(async () => {
  [bench, peer] = await Promise.all([startBench(), amqpPeer('quayside')]);
  app = await openApp();
});
afterEach(async () => {
  await bench.close();
  await peer.close();
});

const event = (id: string): string =>
  JSON.stringify({
    BusinessEventId: 'SalesInvoicePostedBusinessEvent',
    BusinessEventLegalEntity: 'USMF',
    ControlNumber: 1,
    EventId: id,
    InvoiceId: id,
  });
const runs = async (): Promise<readonly string[]> =>
  (await app.store.runsList({ filter: {}, limit: 20 })).rows.map(({ trigger }) => trigger);

describe('a business event', () => {
  it('begins a run at once, except while the engine is paused', async () => {
    await app.start();
    await expect.poll(() => app.engine.state().engine, { timeout: 60_000 }).toBe('idle');
    peer.put('m1', event('CIV-1'));
    await expect.poll(runs, { timeout: 60_000 }).toContain('event');
    await expect.poll(() => app.engine.state().engine, { timeout: 60_000 }).toBe('idle');
    await app.engine.pause();
    const before = await runs();
    peer.put('m2', event('CIV-2'));
    await expect.poll(() => peer.messages.map(({ state }) => state), { timeout: 60_000 }).toEqual(['completed', 'completed']);
    expect(await runs()).toEqual(before);
  });

  it('is told with what became of it, and a key that Azure refuses is said, never shown', async () => {
    const client = createClient(
      directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
    );
    const view = () => client.call('businessEvents.get', {});
    expect(await view()).toMatchObject({
      state: 'starting',
      source: { kind: 'service-bus', place: 'quayside', prefix: '' },
      recent: [],
    });
    peer.cbsStatus = 401;
    await app.start();
    await expect.poll(async () => (await view()).state, { timeout: 60_000 }).toBe('failing');
    const failing = await view();
    expect(failing.problem).toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('refuses the key') as string,
    });
    expect(JSON.stringify(failing)).not.toContain(peer.connectionString);

    // Nobody waits for the next try: the pause ends on a word.
    peer.cbsStatus = 202;
    peer.put('m1', event('CIV-1'));
    peer.put('m1 again', event('CIV-1'));
    peer.put('test', event('T').replace('SalesInvoicePosted', 'TestEndpoint'));
    peer.put('strange', event('S').replace('SalesInvoicePosted', 'Unheard'));
    peer.put('bad', 'hello');
    await client.call('businessEvents.lookNow', {});
    await expect.poll(async () => (await view()).recent.length, { timeout: 60_000 }).toBe(5);
    // What came is told at once; that all is well only once the look that brought it is over.
    await expect.poll(async () => (await view()).state, { timeout: 60_000 }).toBe('listening');
    const seen = await view();
    expect(seen).toMatchObject({ counts: { read: 1, duplicate: 1, test: 1, unknown: 1, unreadable: 1 } });
    expect(seen.problem).toBeUndefined();
    expect(seen.types.find(({ type }) => type === 'UnheardBusinessEvent')).toMatchObject({ count: 1 });
    expect(seen.types.find(({ type }) => type === 'SalesInvoicePostedBusinessEvent')).toMatchObject({
      count: 2,
      about: 'invoice',
    });

    // The counts are the workspace's, not the program's.
    await app.stop();
    app = await openApp();
    const again = createClient(
      directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
    );
    const { since, counts, types, recent } = seen;
    expect(await again.call('businessEvents.get', {})).toMatchObject({ state: 'starting', since, counts, types, recent });
  });
});
