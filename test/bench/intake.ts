import { bareLoop } from './bareLoop.ts';
import { median, row, startApp, startWorld, type BenchRow, type BenchWorld } from './support.ts';

const lines = 12;

async function engineRate(
  world: BenchWorld,
  orders: number,
): Promise<{ readonly rate: number; readonly requests: { readonly sps: number; readonly dynamics: number } }> {
  const started = await startApp(world.connection);
  const { app } = started;
  // The token and the metadata are asked for once a process; a first order pays for them.
  await world.post('orders', { count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines });
  await app.engine.runOnce('command');
  await app.engine.runOnce('command');
  await world.post('orders', { count: orders, family: 'bulk', partner: '7QAALLCONTOSOUS', lines });
  const { summary, outcome } = await app.engine.runOnce('command');
  await started.stop();
  if (outcome !== 'good' || summary.orders.created !== orders) throw new Error(JSON.stringify(summary));
  return { rate: (orders / summary.durationMs) * 1000, requests: summary.requests };
}

async function bareRate(world: BenchWorld, orders: number, fsync: boolean): Promise<number> {
  await world.post('orders', { count: orders, family: 'bulk', partner: '7QAALLCONTOSOUS', lines });
  const { orders: done, milliseconds } = await bareLoop(world.connection, lines, fsync);
  return (done / milliseconds) * 1000;
}

/** Intake against a bare loop that sends the same requests with the same concurrency, in one run, alternating. */
export async function intakeBench(rounds = 5): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { latency, orders, target } of [
    { latency: 0, orders: 1000, target: 0.5 },
    { latency: 80, orders: 120, target: 0.9 },
  ]) {
    const ratios: number[] = [];
    const durable: number[] = [];
    const rates: number[] = [];
    let requests = { sps: 0, dynamics: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const world = await startWorld();
      await world.post('latency', { ms: latency });
      const bare = await bareRate(world, orders, false);
      const synced = await bareRate(world, orders, true);
      const engine = await engineRate(world, orders);
      world.stop();
      ratios.push(engine.rate / bare);
      durable.push(engine.rate / synced);
      rates.push(engine.rate);
      requests = engine.requests;
    }
    const name = `intake, ${lines}-line orders, ${latency === 0 ? 'no added latency' : `${latency} ms added to every answer`}`;
    const ratio = median(ratios);
    rows.push(
      row(
        name,
        `${ratio.toFixed(2)} of the bare loop (${median(durable).toFixed(2)} of it with an fsync a request); ${median(rates).toFixed(0)} orders a second`,
        `at least ${target}`,
        ratio >= target,
      ),
    );
    if (latency === 0) {
      const sps = requests.sps / orders;
      const erp = requests.dynamics / orders;
      rows.push(
        row(
          'requests per new order',
          `SPS ${sps.toFixed(2)}, Dynamics ${erp.toFixed(2)}`,
          'SPS 2 + listing, Dynamics 2 + a look-up for thirty',
          sps < 2.05 && erp < 2.1,
        ),
      );
    }
  }
  return rows;
}
