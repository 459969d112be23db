import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

let bench: Bench;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 51 });
  app = await bench.open();
  await importPracticeMaps(app.store);
  const xml = await bench.sample();
  await bench.drop('1.xml', xml);
  await bench.drop('2.xml', xml.replace(/<OrderQty>\d+</, '<OrderQty>144<'));
});
afterEach(() => bench.close());

const idle = async (): Promise<boolean> => app.engine.state().engine !== 'running';
const runs = async () => (await app.store.runsList({ filter: {}, limit: 10 })).rows;
const there = async () => (await bench.state()).dynamics.orders.length;

it('an answer given while paused is decided here, asks nobody, and goes on when the pause ends', async () => {
  await app.engine.start();
  await until(async () => (await runs())[0]?.outcome === 'good' && (await idle()));
  const held = (await app.store.attentionList({ kind: 'held', limit: 10 })).rows.find((row) =>
    row.hold?.choices.includes('separate-order'),
  );
  const before = await there();
  await app.engine.pause();
  bench.world.place({ count: 1 });
  const waiting = (await bench.state()).mailbox.out.length;

  await app.engine.answerHold({ holdId: held?.hold?.id ?? 0, choice: 'separate-order', reason: 'a second order' });
  await until(async () => (await runs()).length === 2 && (await runs())[0]?.outcome === 'good' && (await idle()));
  const [decided] = await runs();
  expect(decided).toMatchObject({ trigger: 'person', requests: [] });
  expect(decided?.message).toMatch(/paused/);
  expect((await app.store.document({ documentId: held?.documentId ?? 0 }))?.processing).toBe('ready');
  expect(await there()).toBe(before);
  expect((await bench.state()).mailbox.out).toHaveLength(waiting);

  await app.engine.resume();
  await until(async () => (await there()) === before + 2 && (await idle()));
  expect((await bench.state()).mailbox.out).toEqual([]);
});
