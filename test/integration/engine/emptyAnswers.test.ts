import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import type { App } from '#core/host/app.types.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
/** True while a gateway in between answers downloads with 200 and nothing. */
let swallows: boolean;
let downloads: number;
beforeEach(async () => {
  bench = await startBench({ seed: 57 });
  swallows = true;
  downloads = 0;
  app = await bench.open({ ports: { fetch: throughGateway } });
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

const throughGateway: Fetch = async (url, asked) => {
  if (asked.method !== 'GET' || !/\/data\/out\/.+\.xml$/.test(url)) return nodeFetch()(url, asked);
  downloads += 1;
  return swallows ? new Response('', { status: 200, headers: { 'content-length': '0' } }) : nodeFetch()(url, asked);
};

const run = () => app.engine.runOnce('command');
const told = async () => (await app.store.attentionList({ limit: 10 })).rows.map(({ kind, title }) => `${kind} ${title}`);

it.each([1, 2, 5])('a file that came empty %i times is read once it comes, and only then deleted at SPS', async (times) => {
  await bench.drop('PO1.xml', await bench.sample());
  for (let poll = 0; poll < times; poll += 1) {
    expect((await run()).summary.files).toMatchObject({ stored: 0, deleted: 0 });
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
  }
  // Once may be a slip; twice a person hears of it, and it is told once.
  expect(await told()).toEqual(times === 1 ? [] : ['quarantined out/PO1.xml']);
  expect(downloads).toBe(times);
  swallows = false;
  expect((await run()).summary).toMatchObject({ files: { stored: 1, deleted: 1 }, orders: { created: 1 } });
  expect(await told()).toEqual([]);
  expect((await bench.state()).mailbox.out).toEqual([]);
});

it('a file that a person asked for again comes as it is', async () => {
  await bench.drop('PO1.xml', await bench.sample());
  await run();
  await run();
  const [row] = (await app.store.attentionList({ limit: 10 })).rows;
  swallows = false;
  await app.engine.fetchAgain(row?.fileId ?? 0);
  expect((await run()).summary).toMatchObject({ orders: { created: 1 } });
  expect(await told()).toEqual([]);
});
