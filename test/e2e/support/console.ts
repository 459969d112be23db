import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endsWithWorker } from './endsWithWorker.ts';
import { pack } from './packed.ts';
import { journeyZone } from './zone.ts';

/** A console that runs from a folder which holds only what the package holds. */
export interface RunningConsole {
  /** An address with a code that is good once. */
  readonly url: string;
  readonly control: string;
  stop(): Promise<void>;
}

/** Starts the built host on a fresh practice workspace and waits for its address. */
export async function startConsole(): Promise<RunningConsole> {
  const data = await mkdtemp(join(tmpdir(), 'quayside-data-'));
  const running = await serve([], data);
  return {
    ...running,
    async stop() {
      await running.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Starts the built host on a workspace that is there; stopping it leaves the data where they are. */
export async function serve(where: readonly string[], data: string): Promise<RunningConsole> {
  const folder = await pack();
  const child = endsWithWorker(
    spawn(process.execPath, [join(folder, 'dist', 'host', 'main.js'), 'serve', '--json', ...where], {
      cwd: folder,
      env: { ...process.env, QUAYSIDE_DATA: data, QUAYSIDE_TIME_ZONE: journeyZone },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { url, control } = await address(child);
  return {
    url,
    control,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function address(child: ChildProcess): Promise<{ readonly url: string; readonly control: string }> {
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.includes('\n')) resolve(JSON.parse(out) as { readonly url: string; readonly control: string });
    });
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`the host ended with ${code}: ${err}`)));
  });
}

/** Asks the practice world for something. */
export async function practise(control: string, action: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${control}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(await response.text());
  return response.json();
}
