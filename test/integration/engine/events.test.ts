import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '#core/host/createApp.ts';
import { amqpPeer, type AmqpPeer } from '../dynamics/amqpPeer.ts';
import { startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let peer: AmqpPeer;
let app: App;
beforeEach(async () => {
  [bench, peer] = await Promise.all([startBench(), amqpPeer('quayside')]);
  app = await bench.open({
    connection: (connection) => ({
      ...connection,
      dynamics: {
        ...connection.dynamics,
        events: { kind: 'service-bus', queue: 'quayside', connectionString: peer.connectionString },
      },
    }),
  });
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
});
