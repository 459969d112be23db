import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const memory = fileURLToPath(new URL('../../../core/host/adapters/memory.ts', import.meta.url));

/** The heap limit in MB of a thread that may have 100 MB, in a process that was started with 256. */
function limitOfThread(before: string): number {
  const script = `import { Worker } from 'node:worker_threads';
    ${before}
    const worker = new Worker(
      'import { parentPort } from "node:worker_threads"; import { getHeapStatistics } from "node:v8"; parentPort.postMessage(getHeapStatistics().heap_size_limit)',
      { eval: true, resourceLimits: { maxOldGenerationSizeMb: 100, maxYoungGenerationSizeMb: 8 } },
    );
    worker.once('message', (bytes) => console.log(Math.round(bytes / 2 ** 20)));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-semi-space-size=8', '--max-old-space-size=256', '--input-type=module', '--eval', script],
    { encoding: 'utf8', timeout: 50_000, killSignal: 'SIGKILL' },
  );
  if (stdout === '') throw new Error(stderr);
  return Number(stdout);
}

it('a thread has its own limits, not those that the command line gives the main thread', () => {
  expect(limitOfThread('')).toBeGreaterThan(250);
  const own = limitOfThread(`import { shareMemory } from ${JSON.stringify(memory)}; shareMemory();`);
  expect(own).toBeGreaterThanOrEqual(100);
  expect(own).toBeLessThan(200);
});
