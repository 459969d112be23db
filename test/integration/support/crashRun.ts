import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endsWithTest } from './endsWithTest.ts';

const child = fileURLToPath(new URL('./crashChild.ts', import.meta.url));

/** Runs one cycle in a process of its own, killed where the input says; resolves with how it ended. */
export async function runApart(input: object): Promise<{ readonly killed: boolean; readonly output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-crash-'));
  const file = join(folder, 'input.json');
  await writeFile(file, JSON.stringify(input));
  const started = endsWithTest(spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'pipe'] }));
  let output = '';
  let errors = '';
  started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => started.once('exit', (_code, name) => resolve(name)));
  await rm(folder, { recursive: true, force: true });
  if (signal === null && started.exitCode !== 0) throw new Error(errors);
  return { killed: signal === 'SIGKILL', output };
}

/**
 * Runs one cycle that is killed while its first POST to such an address is on its way. Gives what delivers that request after
 * all, as it was: a commit that comes later than anybody waited for. Its answer reaches nobody.
 */
export async function runUntilOnItsWay(input: object, address: RegExp): Promise<() => Promise<number>> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-late-'));
  const file = join(folder, 'request.json');
  const { killed } = await runApart({ ...input, onItsWay: { address: address.source, file } });
  if (!killed) throw new Error(`Nothing was sent to ${address.source}.`);
  const { url, ...request } = JSON.parse(await readFile(file, 'utf8')) as RequestInit & { readonly url: string };
  await rm(folder, { recursive: true });
  return async () => (await fetch(url, request)).status;
}
