import { cpus, totalmem } from 'node:os';
import { backlogBench } from './backlog.ts';
import { codecBench } from './codec.ts';
import { intakeBench } from './intake.ts';
import { mappingsBench } from './mappings.ts';
import { storeBench } from './store.ts';
import { masterBench } from './master.ts';
import { memoryBench } from './memory.ts';
import { rulesBench } from './rules.ts';
import { startBench } from './start.ts';
import { row, type BenchRow } from './support.ts';
import { waybackBench } from './wayback.ts';

const parts: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  codec: async () => {
    const { name, ratio } = await codecBench();
    return [row(name, `${ratio.toFixed(2)} of fast-xml-parser`, 'at least 0.5', ratio >= 0.5)];
  },
  intake: () => intakeBench(),
  wayback: () => waybackBench(),
  backlog: () => backlogBench(),
  memory: () => memoryBench(),
  start: () => startBench(),
  master: () => masterBench(),
  rules: () => rulesBench(),
  store: () => storeBench({ documents: 1_000_000 }),
  mappings: () => mappingsBench({ imported: 100_000, listed: 1_000_000 }),
};

/** `npm run bench [codec|intake|wayback|backlog|memory|start|master|rules|store|mappings]`: the figures of docs/bench.md, as a table. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const rows: BenchRow[] = [];
  for (const [name, run] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await run()));
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const table = rows.map(({ what, figure, target, holds }) => `| ${what} | ${figure} | ${target} | ${holds ? 'yes' : 'no'} |`);
  process.stdout.write(
    [`Measured on ${machine}.`, '', '| what | measured | target | holds |', '|---|---|---|---|', ...table, ''].join('\n'),
  );
}

await main();
