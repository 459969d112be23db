import { monitorEventLoopDelay } from 'node:perf_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { row, startApp, startWorld, type BenchRow } from './support.ts';

const orders = 5_000;
const megabyte = 1024 * 1024;

/** Memory, the main thread and an idle cycle, over a backlog of 5,000 orders with a backup running. */
export async function backlogBench(): Promise<readonly BenchRow[]> {
  const world = await startWorld();
  const started = await startApp(world.connection);
  const { app } = started;
  const backups = await mkdtemp(join(tmpdir(), 'quayside-bench-backup-'));
  await app.engine.runOnce('command');
  globalThis.gc?.();
  const idle = process.memoryUsage.rss() / megabyte;
  await world.post('orders', { count: orders, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 12 });
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() / megabyte);
  }, 50);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const running = app.engine.runOnce('command');
  const backup = app.opened.backup(backups, new Date().toISOString());
  const { summary } = await running;
  await backup;
  delay.disable();
  clearInterval(watch);
  if (summary.orders.created !== orders) throw new Error(JSON.stringify(summary));
  await app.engine.runOnce('command');
  const idleFigures = await idleCycle(app);
  await started.stop();
  world.stop();
  await rm(backups, { recursive: true, force: true });
  const [p999, max] = [delay.percentile(99.9) / 1e6, delay.max / 1e6];
  return [
    row('memory, headless, idle', `${idle.toFixed(0)} MB`, 'under 150 MB', idle < 150),
    row(
      `memory, headless, a backlog of ${orders.toLocaleString('en')} orders`,
      `${most.toFixed(0)} MB`,
      'under 400 MB',
      most < 400,
    ),
    row(
      'main thread over that backlog with a backup running',
      `p99.9 ${p999.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
      'p99.9 16 ms, max 50 ms',
      p999 <= 16 && max <= 50,
    ),
    idleFigures,
  ];
}

async function idleCycle(app: Awaited<ReturnType<typeof startApp>>['app']): Promise<BenchRow> {
  const before = process.cpuUsage();
  const rounds = 20;
  let requests = 0;
  for (let round = 0; round < rounds; round += 1)
    requests += (({ sps, dynamics }) => sps + dynamics)((await app.engine.runOnce('command')).summary.requests);
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1000 / rounds;
  return row(
    'an idle cycle',
    `${(requests / rounds).toFixed(1)} requests, ${cpu.toFixed(1)} ms of CPU`,
    'one request a folder (out/ and out/PO/), under 50 ms',
    requests / rounds <= 2 && cpu < 50,
  );
}
