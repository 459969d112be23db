import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the tests start as processes and threads of their own, by what it imports. */
const roots = ['core/host/createApp.ts', 'core/host/ports.ts', 'core/host/adapters/secrets.ts', 'core/practice/world.ts'];
const threads = ['core/host/taskWorker.ts', 'core/store/worker.ts'];

/**
 * Strips the types of our sources once, in one process, into a compile cache that every process and thread of the run reads.
 * Node strips them with WebAssembly, in each thread anew, and threads of one process that begin and end meanwhile now and then
 * end that process with SIGSEGV (nodejs/node 64500); what is built has nothing to strip. They also start twice as fast.
 */
export function setup(): void {
  process.env['NODE_COMPILE_CACHE'] = mkdtempSync(join(tmpdir(), 'quayside-stripped-'));
  const urls = (files: readonly string[]): string =>
    JSON.stringify(files.map((file) => new URL(`../../${file}`, import.meta.url).href));
  // The store's thread says by an error that it is none, after everything that it needs was read.
  const script = `
    for (const url of ${urls(roots)}) await import(url);
    for (const url of ${urls(threads)}) await import(url).catch(() => undefined);
    process.exit(0);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The sources could not be read for the tests.\n${stderr}`);
}

/** @see setup */
export function teardown(): void {
  const cache = process.env['NODE_COMPILE_CACHE'];
  if (cache !== undefined) rmSync(cache, { recursive: true, force: true });
}
