import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { App } from '#core/host/app.types.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { backlogMemory, importMaps } from './memory.ts';
import { median, row, startApp, startWorld, type BenchRow, type BenchWorld } from './support.ts';

const lines = 12;
const backlog = 5_000;
const acts = ['confirm', 'ship', 'invoice'] as const;

/** A request as the engine made it. */
interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** The way back against a bare loop of exactly its requests, in one run, alternating; then memory over the whole loop. */
export async function waybackBench(rounds = 5): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { latency, orders, target } of [
    { latency: 0, orders: 200, target: 0.5 },
    { latency: 80, orders: 100, target: 0.8 },
  ]) {
    const figures = [];
    for (let round = 0; round < rounds; round += 1) figures.push(await compare(orders, latency));
    const ratio = median(figures.map(({ engine, bare }) => bare / engine));
    const rate = median(figures.map(({ engine, documents }) => (documents / engine) * 1000));
    const requests = median(figures.map(({ requests: all, documents }) => all / documents));
    rows.push(
      row(
        `documents drafted and sent, ${lines}-line orders, ${latency === 0 ? 'no added latency' : `${latency} ms added to every answer`}`,
        `${ratio.toFixed(2)} of the bare loop; ${rate.toFixed(0)} documents a second, ${requests.toFixed(2)} requests a document`,
        `at least ${target}`,
        ratio >= target,
      ),
    );
  }
  return [...rows, ...(await wholeLoopMemory())];
}

interface Compared {
  readonly documents: number;
  readonly requests: number;
  /** Milliseconds. */
  readonly engine: number;
  readonly bare: number;
}

/** One run that answers confirmations, slips and invoices of so many orders, and its requests once more without an engine. */
async function compare(orders: number, latency: number): Promise<Compared> {
  const world = await startWorld();
  const requests: Sent[] = [];
  let noting = false;
  const noted: Fetch = (url, init) => {
    if (noting) requests.push({ url: url, init: init ?? {} });
    return fetch(url, init);
  };
  const started = await startApp(world.connection, { ports: { fetch: noted } });
  const { app } = started;
  try {
    await itemsOnly(app);
    await ordered(world, app, orders);
    for (const act of acts) await world.post(act, { orders: 'all' });
    await world.post('latency', { ms: latency });
    noting = true;
    const { summary, outcome } = await app.engine.runOnce('command');
    noting = false;
    const documents = Object.values(summary.outbound?.sent ?? {}).reduce((sum, count) => sum + count, 0);
    if (outcome !== 'good' || documents !== 3 * orders) throw new Error(JSON.stringify(summary));
    return { documents, requests: requests.length, engine: summary.durationMs, bare: await bareAgain(requests) };
  } finally {
    await started.stop();
    world.stop();
  }
}

/** Maps and sheets are there, the orders are made; what they cost is intake's bench. */
async function ordered(world: BenchWorld, app: App, orders: number): Promise<void> {
  await world.post('orders', { count: orders, family: 'bulk', partner: '7QAALLCONTOSOUS', lines });
  const { summary } = await app.engine.runOnce('command');
  if (summary.orders.created !== orders) throw new Error(JSON.stringify(summary));
}

/** Ship notices without cartons: what packing costs is not what this measures. Everything leaves by itself. */
async function itemsOnly(app: App): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor } of rows) {
    const seen = (await app.store.outboundSheet({ partnerId, vendor }))?.version ?? 0;
    const sheet = firstSheet({ review: false, undoSeconds: 0 });
    await app.store.saveSheet({
      partnerId,
      vendor,
      seen,
      sheet: { ...sheet, shipNotice: { ...sheet.shipNotice, structure: 'items' } },
      who: 'bench',
      why: 'no cartons here',
      at: new Date().toISOString(),
    });
  }
}

/** Reads in their order, then uploads eight at a time as the engine does; under other names, so that nothing is overwritten. */
async function bareAgain(requests: readonly Sent[]): Promise<number> {
  const isUpload = ({ url, init }: Sent): boolean => init.method === 'POST' && url.includes('/data/in/');
  const started = performance.now();
  const reads = new PQueue({ concurrency: 3 });
  await reads.addAll(requests.filter((one) => !isUpload(one)).map((one) => () => ask(one.url, one.init)));
  const uploads = new PQueue({ concurrency: 8 });
  await uploads.addAll(
    requests.filter(isUpload).map(
      ({ url, init }) =>
        () =>
          ask(url.replace(/\.xml/, '-again.xml'), init),
    ),
  );
  return performance.now() - started;
}

async function ask(url: string, { method, headers, body }: RequestInit): Promise<void> {
  await (
    await fetch(url, { ...(method ? { method } : {}), ...(headers ? { headers } : {}), ...(body ? { body } : {}) })
  ).arrayBuffer();
}

/** The built host over 5,000 orders there and back: one run that makes them, one that answers them. */
async function wholeLoopMemory(): Promise<readonly BenchRow[]> {
  if (!existsSync('/proc/self/status')) return [];
  const world = await startWorld();
  const folder = await mkdtemp(join(tmpdir(), 'quayside-bench-wayback-'));
  const data = join(folder, 'data');
  const file = join(folder, 'connection.json');
  await writeFile(file, JSON.stringify(world.connection));
  const where = ['--connection', file, '--data', data];
  try {
    await importMaps(folder, where);
    const started = await startApp(world.connection, { folder: data });
    await itemsOnly(started.app);
    await started.stop();
    await world.post('orders', { count: backlog, family: 'bulk', partner: '7QAALLCONTOSOUS', lines });
    const there = await backlogMemory(where);
    for (const act of acts) await world.post(act, { orders: 'all' });
    const back = await backlogMemory(where);
    const most = Math.max(there, back);
    return [
      row(
        `memory, headless, ${backlog.toLocaleString('en')} orders there and ${(3 * backlog).toLocaleString('en')} documents back`,
        `${there.toFixed(0)} MB there, ${back.toFixed(0)} MB back at most`,
        'under 400 MB',
        most < 400,
      ),
    ];
  } finally {
    world.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
