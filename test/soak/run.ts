import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

/** `npm run soak -- [--orders 10000] [--seed N] [--round 60] [--kills 1.5] [--cancels 60]`: ends with 1 where a proof fails. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      round: { type: 'string', default: '60' },
      kills: { type: 'string', default: '1.5' },
      lines: { type: 'string', default: '3' },
      /** One in so many orders is called off. */
      cancels: { type: 'string', default: '60' },
    },
  });
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000);
  process.stdout.write(`seed ${seed}\n`);
  const report = await soak({
    seed,
    orders: Number(values.orders),
    ordersARound: Number(values.round),
    killsARound: Number(values.kills),
    lines: Number(values.lines),
    cancelsOneIn: Number(values.cancels),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${JSON.stringify({ ...report, wrong: report.wrong.slice(0, 50) }, undefined, 2)}\n`);
  if (report.wrong.length === 0) return;
  process.stdout.write(`${report.wrong.length} things are not as they must be; --seed ${seed} shows them again\n`);
  process.exitCode = 1;
}

await main();
