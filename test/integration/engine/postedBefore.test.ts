import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { app, bench, open, run, settled, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(81);

const act = (what: string) => bench.control(what, { orders: 'all' });

/** Takes the workspace away and begins an empty one on the same accounts, as after a lost disk. */
async function anotherFolder(): Promise<void> {
  await app.stop();
  await open(settled, {}, join(bench.folder, '..', 'another'));
  await withSheets();
}

/** An order that was made, and what of it was posted before the folder was lost; then the retailer sends it again. */
async function comesAgain(posted: readonly string[]): Promise<void> {
  await open();
  await withSheets();
  const text = await bench.sample();
  await bench.drop('PO1.xml', text);
  await run();
  for (const what of posted) await act(what);
  await run();
  await anotherFolder();
  await bench.drop('PO1.xml', text);
  await run();
  await run();
}

describe('an order that an empty data folder finds in Dynamics', () => {
  it('is answered a second time by nobody’s word but a person’s', async () => {
    await comesAgain(['confirm', 'ship', 'invoice']);
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
    expect((await received()).length).toBe(3);
    expect(await places()).toEqual(['810 held', '855 held', '856 held']);
    expect(await holdsOut()).toEqual(Array.from({ length: 3 }, () => expect.stringContaining('was in Dynamics before')));
    // The partner has none of it after all: a person lets it go.
    const [ack] = await documents();
    const [hold] = await app.store.draftHolds({ outboundId: ack?.id ?? 0 });
    await call('outbound.accept', { outboundId: ack?.id, holdIds: [hold?.id], reason: 'not in the portal' });
    await run();
    expect((await sent('855')).length).toBe(1);
    expect((await received()).length).toBe(4);
  });

  it('goes on by itself with what is posted from now on', async () => {
    await comesAgain([]);
    await bench.control('advance', { minutes: 1_440 });
    for (const what of ['confirm', 'ship', 'invoice']) await act(what);
    await run();
    expect(await holdsOut()).toEqual([]);
    expect(await places()).toEqual(['810 sent', '855 sent', '856 sent']);
  });
});
